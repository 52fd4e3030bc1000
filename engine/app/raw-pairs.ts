import { stat } from 'node:fs/promises';
import type { AnalysisKey, Catalog } from '../catalog/catalog.ts';
import type { CopyRecord } from '../catalog/ingest-records.ts';
import type { ErrorInfo } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { PhotoFile } from '../contract/photo.ts';
import { readCameraNotes } from '../ingest/camera-notes.ts';
import { instantOf } from '../ingest/camera-time.ts';

/** A camera writes RAW and JPEG of one shutter press with the same time, or with the next second's. */
const SAME_PRESS_MS = 2000;

/** What is said of a RAW file without a JPEG. */
export function rawNotRead(copied: boolean): ErrorInfo {
  return {
    code: 'RAW_NOT_READ',
    message: `${copied ? 'Copied and verified; not' : 'Not'} read yet: it is a RAW file without a JPEG. Import the JPEG as well, or set the camera to RAW + JPEG.`,
  };
}

/**
 * Brings RAW and JPEG of one shutter press together as one photo with two files, whichever comes first
 * and from whichever card.
 */
export class RawPairs {
  readonly #catalog: Catalog;
  readonly #event: Event;
  readonly #key: AnalysisKey;
  readonly #run: string;

  constructor(catalog: Catalog, event: Event, key: AnalysisKey, run: string) {
    this.#catalog = catalog;
    this.#event = event;
    this.#key = key;
    this.#run = run;
  }

  /** A photo was copied and recorded: RAW files of its press become its own. */
  async photoCopied(photo: CopyRecord): Promise<void> {
    for (const raw of await this.#mates(photo, 'raw')) await this.#join(photo, raw);
  }

  /** A RAW file was copied. Says whether a photo has it now; else it is recorded as one that waits for its JPEG. */
  async rawCopied(raw: CopyRecord, head: Buffer | null): Promise<boolean> {
    const [photo] = await this.#mates(raw, 'photo');
    if (photo) {
      await this.#join(photo, raw);
      return true;
    }
    const notes = readCameraNotes(head ?? Buffer.alloc(0));
    await this.recordLone(await fileOf(raw), notes, rawNotRead(true));
    return false;
  }

  /** A RAW file that stands alone: a photo that nobody can look into yet. */
  async recordLone(
    file: PhotoFile,
    notes: ReturnType<typeof readCameraNotes>,
    error: ErrorInfo,
  ): Promise<void> {
    const takenAt = notes.cameraTime === null ? null : instantOf(notes.cameraTime, this.#event.timeZone);
    const photo = { id: file.sha256, aliases: [], files: [file], takenAt, ...notes };
    await this.#catalog.recordPhotos(this.#event.id, [photo], { run: this.#run });
    await this.#catalog.recordFailure(this.#event.id, file.sha256, this.#key, error);
  }

  /** A RAW file becomes a file of a photo. */
  async attach(photoId: string, raw: PhotoFile): Promise<void> {
    await this.#catalog.recordPhotos(
      this.#event.id,
      [
        {
          id: photoId,
          aliases: [raw.sha256],
          files: [raw],
          takenAt: null,
          cameraTime: null,
          camera: null,
          exposure: null,
        },
      ],
      { run: this.#run },
    );
  }

  async #join(photo: CopyRecord, raw: CopyRecord): Promise<void> {
    await this.attach(photo.sha256, await fileOf(raw));
    await this.#catalog.solveProblem(this.#event.id, raw.sourceId, raw.path);
  }

  async #mates(of: CopyRecord, role: 'photo' | 'raw'): Promise<CopyRecord[]> {
    const all = await this.#catalog.copiesOfShot(this.#event.id, of.folder, of.stem);
    return all.filter((other) => other.role === role && isSamePress(of, other));
  }
}

/** On one card the same name is enough where a time is not known; on two cards only the time tells. */
export function isSamePress(
  a: Pick<CopyRecord, 'takenAt' | 'sourceId'>,
  b: Pick<CopyRecord, 'takenAt' | 'sourceId'>,
): boolean {
  if (a.takenAt === null || b.takenAt === null) return a.sourceId === b.sourceId;
  return Math.abs(a.takenAt - b.takenAt) <= SAME_PRESS_MS;
}

/** The file of a copy as the catalog keeps it. */
export async function fileOf({ copy, role, sha256 }: CopyRecord): Promise<PhotoFile> {
  const { size, mtimeMs } = await stat(copy);
  return { path: copy, size, modifiedMs: mtimeMs, role: role === 'raw' ? 'raw' : 'jpeg', sha256 };
}
