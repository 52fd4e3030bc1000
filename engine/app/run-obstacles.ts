import type { RunRecord, SourceRecord } from '../catalog/ingest-records.ts';
import { AppError, type ErrorCode } from '../contract/app-error.ts';
import { volumesMark } from '../ingest/cards.ts';
import { freeBytes } from './free-bytes.ts';
import type { Copier } from './ingest-copier.ts';
import type { RunControl } from './run-control.ts';
import { size } from './size-text.ts';
import { entriesOf, placeOf, sourceMissing } from './source-place.ts';

export interface ObstacleParts {
  readonly run: RunRecord;
  readonly source: SourceRecord;
  /** Folder of the catalog. */
  readonly home: string;
  readonly control: RunControl;
  readonly copier: Copier | null;
  /** Bytes that are still to be copied, as far as they are listed. */
  readonly bytesLeft: () => number;
  /** How far the run is, in photos; null before it began. */
  readonly position: () => { readonly photo: number; readonly of: number | null } | null;
}

/** How much more room than at the time a full disk of the catalog must have before it is tried again. */
const MORE_ROOM = 16 * 1024 ** 2;

/** What a file says when its disk is gone as well as when only it is. */
const goneWithItsDisk: ReadonlySet<ErrorCode> = new Set([
  'FILE_NOT_FOUND',
  'FILE_VANISHED',
  'FILE_UNREADABLE',
]);

/** What keeps a whole import from going on and can be waited for: a card that is out, a disk that is full. */
export class RunObstacles {
  readonly #parts: ObstacleParts;
  /** Where the source is, as far as it is known. */
  root: string;
  #heldFiles = false;

  constructor(parts: ObstacleParts) {
    this.#parts = parts;
    this.root = parts.source.path;
  }

  /** Does `work`, again and again while something is in its way that can be waited for. */
  async overcoming<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#parts.control.gate();
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        await this.#overcome(error);
      }
    }
  }

  /** Looks for the source; the error to wait with where it is not connected, null where it is. */
  async missingSource(): Promise<AppError | null> {
    const { source, position } = this.#parts;
    const place = await placeOf(source, { heldFiles: this.#heldFiles });
    if (place === null) return sourceMissing(source, position());
    this.root = place;
    this.#heldFiles = true;
    return null;
  }

  async #overcome(error: AppError): Promise<void> {
    const { control, copier } = this.#parts;
    switch (error.code) {
      case 'SOURCE_MISSING':
        return this.#awaitSource(error);
      case 'DISK_FULL':
        return this.#awaitRoom(error);
      case 'DESTINATION_UNWRITABLE':
        if (!copier) throw error;
        return control.overcome(error, () => copier.isWritable());
      case 'CATALOG_LOCKED':
        return control.overcome(error, async () => true);
    }
    const missing = goneWithItsDisk.has(error.code) ? await this.missingSource() : null;
    if (missing === null) throw error;
    await this.#awaitSource(missing);
  }

  /** Asking the system for its drives is dear, so it is asked when they changed. */
  async #awaitSource(error: AppError): Promise<void> {
    let mark = await volumesMark();
    await this.#parts.control.overcome(error, async (asked) => {
      const now = await volumesMark();
      const isWorthwhile = asked || now !== mark || (await entriesOf(this.root)) !== null;
      mark = now;
      return isWorthwhile && (await this.missingSource()) === null;
    });
  }

  async #awaitRoom(error: AppError): Promise<void> {
    const { run, home, control, bytesLeft } = this.#parts;
    const { destination } = run;
    const free = destination === null ? null : await freeBytes(destination);
    if (destination !== null && free !== null && free < bytesLeft()) {
      const wait = new AppError(
        'DISK_FULL',
        `The disk of ${destination} is full: ${size(bytesLeft() - free)} more are needed. What was copied so far is verified. Free some space and the import goes on by itself.`,
        { retryable: true, cause: error },
      );
      return control.overcome(
        wait,
        async (asked) => asked || ((await freeBytes(destination)) ?? 0) >= bytesLeft(),
      );
    }
    const before = (await freeBytes(home)) ?? 0;
    await control.overcome(
      error,
      async (asked) => asked || ((await freeBytes(home)) ?? 0) >= before + MORE_ROOM,
    );
  }
}
