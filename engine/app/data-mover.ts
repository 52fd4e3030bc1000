import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import type { DataMove } from '../contract/storage.ts';
import { destinationError } from '../files/destination-error.ts';
import { isWithin, realPlace } from '../files/places.ts';
import { copyVerified } from './copy-verified.ts';
import { CATALOG_FILE, ORIGIN, Origin, readSmall, SIGNPOST, writeSmall } from './data-folder.ts';
import { ARRIVING, type DataFile, filesToMove, MOVING } from './data-tree.ts';
import { freeBytes } from './free-bytes.ts';
import { inParallel } from './in-parallel.ts';

const Moving = z.object({ to: z.string() });
const Arriving = z.object({ from: z.string() });

/** What the new disk must have beside the files: file systems need room of their own. */
const SPARE_BYTES = 64 * 1024 ** 2;
/** Small files wait for the disk more than they load it. */
const COPIES_AT_A_TIME = 4;

export interface MoverParts {
  readonly home: string;
  readonly catalog: () => Promise<Catalog>;
  /** Whether an import is at work. */
  readonly isBusy: () => boolean;
}

/**
 * Moves the data folder to another disk. Everything but the catalog is copied while people work on, each file
 * read back and compared; one that is there already is not copied again, so that a move which was cut short
 * goes on. Then, with nothing being written, the catalog is copied and looked through, and a signpost in the
 * old folder leads the next start to the new one. The old data stays until somebody deletes it.
 */
export class DataMover {
  readonly #parts: MoverParts;
  #move: DataMove | null = null;
  #stop = new AbortController();
  #copying: Promise<void> | null = null;

  constructor(parts: MoverParts) {
    this.#parts = parts;
  }

  /** The move under way, or one that an earlier program left in the middle. */
  async now(): Promise<DataMove | null> {
    if (this.#move) return this.#move;
    const left = await readSmall(path.join(this.#parts.home, MOVING), Moving);
    return left && { to: left.to, state: 'stopped', total: null, done: { files: 0, bytes: 0 }, error: null };
  }

  /**
   * Begins to copy into a folder below the one that was chosen, or into it where it is empty; without one goes
   * on with the move that was stopped.
   *
   * @throws {AppError} INPUT_INVALID, DISK_FULL, DESTINATION_UNWRITABLE
   */
  async begin(chosen: string | null): Promise<void> {
    if (this.#move && this.#move.state !== 'stopped') return;
    const { home } = this.#parts;
    const earlier = await this.now();
    const to = chosen === null ? earlier?.to : await placeFor(home, chosen);
    if (to === undefined) throw new AppError('INPUT_INVALID', 'No move was begun. Choose a folder first.');
    if (earlier && earlier.to !== to) await this.stop({ forget: true });
    await this.#arrive(to);
    this.#stop = new AbortController();
    this.#move = { to, state: 'copying', total: null, done: { files: 0, bytes: 0 }, error: null };
    this.#copying = this.#copyAll(to).then(
      () => this.#become('ready'),
      (error: unknown) => this.#failed(error),
    );
  }

  /** Ends once everything but the catalog is copied, or copying was stopped. */
  async copied(): Promise<void> {
    await this.#copying;
  }

  async stop({ forget }: { forget: boolean }): Promise<void> {
    const move = await this.now();
    if (!move || move.state === 'switching' || move.state === 'moved') return;
    this.#stop.abort();
    await this.#copying;
    if (!forget) {
      this.#become('stopped');
      return;
    }
    this.#move = null;
    // Only what this program filled; a folder that somebody put something else into is left.
    const arriving = await readSmall(path.join(move.to, ARRIVING), Arriving);
    if (arriving?.from === this.#parts.home) await rm(move.to, { recursive: true, force: true });
    await rm(path.join(this.#parts.home, MOVING), { force: true });
  }

  /**
   * Copies what was added since, then the catalog, with nothing being written meanwhile, and puts the signpost
   * up. From then on nothing can be changed until the program has started again.
   *
   * @throws {AppError} RUN_IN_PROGRESS, DISK_FULL, DESTINATION_UNWRITABLE, CATALOG_CORRUPT; the old folder is
   *   then in use as before
   */
  async finish(): Promise<void> {
    const move = this.#move;
    if (move?.state !== 'ready') throw new AppError('INPUT_INVALID', 'The files are not copied yet.');
    if (this.#parts.isBusy()) {
      throw new AppError(
        'RUN_IN_PROGRESS',
        'An import or export is at work. Pause it, or wait until it has ended; what is copied already stays.',
      );
    }
    this.#become('switching');
    const catalog = await this.#parts.catalog();
    catalog.freeze(
      new AppError(
        'CATALOG_LOCKED',
        'The data is being moved to another folder. Start Photofinish again when it is done.',
      ),
    );
    try {
      await this.#copyAll(move.to);
      await catalog.copyTo(path.join(move.to, CATALOG_FILE));
      await this.#putUpSignpost(move.to);
      this.#become('moved');
    } catch (error) {
      catalog.freeze(null);
      this.#failed(error);
      throw error instanceof AppError ? error : destinationError(move.to, error);
    }
  }

  /** Earlier data folders that still hold a copy. */
  async left(): Promise<string[]> {
    const origin = await readSmall(path.join(this.#parts.home, ORIGIN), Origin);
    const folders = origin?.from ?? [];
    const there = await Promise.all(
      folders.map((folder) => stat(path.join(folder, CATALOG_FILE)).catch(() => null)),
    );
    return folders.filter((_, index) => there[index] !== null);
  }

  /** Deletes those copies; the signposts stay. */
  async deleteLeft(): Promise<void> {
    for (const folder of await this.left()) {
      const signpost = await readSmall(path.join(folder, SIGNPOST), Moving);
      // A folder that is in use again, or leads elsewhere, is somebody else's.
      if (signpost?.to !== this.#parts.home) continue;
      for (const name of await readdir(folder))
        if (name !== SIGNPOST && isOurs(name))
          await rm(path.join(folder, name), { recursive: true, force: true });
    }
  }

  async #arrive(to: string): Promise<void> {
    const { home } = this.#parts;
    try {
      await writeSmall(path.join(to, ARRIVING), { from: home });
      await writeSmall(path.join(home, MOVING), { to });
    } catch (cause) {
      throw destinationError(path.join(to, ARRIVING), cause);
    }
  }

  async #copyAll(to: string): Promise<void> {
    const { home } = this.#parts;
    const files: DataFile[] = [];
    for await (const file of filesToMove(home)) files.push(file);
    const catalogBytes = (await stat(path.join(home, CATALOG_FILE)).catch(() => null))?.size ?? 0;
    const waiting: DataFile[] = [];
    const done = { files: 0, bytes: 0 };
    for (const file of files) {
      const there = await stat(path.join(to, file.path)).catch(() => null);
      if (there?.size !== file.size) waiting.push(file);
      else {
        done.files++;
        done.bytes += file.size;
      }
    }
    const bytes = waiting.reduce((sum, { size }) => sum + size, 0);
    await requireRoom(to, bytes + catalogBytes + SPARE_BYTES);
    const total = { files: files.length, bytes: done.bytes + bytes };
    const tell = () => {
      if (this.#move) this.#move = { ...this.#move, total, done: { ...done } };
    };
    tell();
    const copies = inParallel(
      oneByOne(waiting),
      COPIES_AT_A_TIME,
      async (file) => {
        await copyVerified(path.join(home, file.path), path.join(to, file.path), file.size);
        return file;
      },
      this.#stop.signal,
    );
    for await (const { size } of copies) {
      done.files++;
      done.bytes += size;
      tell();
    }
    this.#stop.signal.throwIfAborted();
  }

  async #putUpSignpost(to: string): Promise<void> {
    const { home } = this.#parts;
    const origin = await readSmall(path.join(home, ORIGIN), Origin);
    const from = [...(origin?.from ?? []).filter((folder) => folder !== to), home];
    await writeSmall(path.join(to, ORIGIN), { from });
    await rm(path.join(to, ARRIVING), { force: true });
    // Folders before that lead here lead there directly: this one's disk may not be connected one day.
    for (const folder of from.slice(0, -1))
      await writeSmall(path.join(folder, SIGNPOST), { to }).catch(() => {});
    // The last step: until now the old folder is the one that is used.
    await writeSmall(path.join(home, SIGNPOST), { to });
    await rm(path.join(home, MOVING), { force: true });
  }

  #become(state: DataMove['state']): void {
    if (this.#move) this.#move = { ...this.#move, state, error: null };
  }

  #failed(error: unknown): void {
    if (!this.#move) return;
    const { to } = this.#move;
    const isStop = this.#stop.signal.aborted;
    const info = isStop ? null : (error instanceof AppError ? error : destinationError(to, error)).info;
    this.#move = { ...this.#move, state: 'stopped', error: info };
  }
}

/** Names in a data folder that this program makes. */
function isOurs(name: string): boolean {
  return (
    ['previews', 'models', 'backups', 'cache', 'desktop', 'device-id', ORIGIN, MOVING].includes(name) ||
    name.startsWith(CATALOG_FILE) ||
    name.startsWith('previews.')
  );
}

/** The folder that data moves into: the chosen one where it is empty or half filled by us, else one below. */
async function placeFor(home: string, chosen: string): Promise<string> {
  const folder = await realPlace(chosen);
  for (let n = 1; ; n++) {
    const place = n === 1 ? folder : path.join(folder, n === 2 ? 'Photofinish' : `Photofinish ${n - 1}`);
    if (isWithin(home, place) || isWithin(place, home)) {
      if (n === 1 && isWithin(home, folder)) {
        throw new AppError(
          'INPUT_INVALID',
          `${folder} is part of the data folder itself. Choose a folder outside of ${home}.`,
        );
      }
      continue;
    }
    const names = await readdir(place).catch(() => []);
    const arriving = await readSmall(path.join(place, ARRIVING), Arriving);
    if (names.length === 0 || arriving?.from === home) return place;
  }
}

async function requireRoom(folder: string, needed: number): Promise<void> {
  const free = await freeBytes(folder);
  if (free === null || free >= needed) return;
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  throw new AppError(
    'DISK_FULL',
    `The disk of ${folder} has ${gigabytes(free)} GB free, and ${gigabytes(needed)} GB are needed. Free space on it or choose another folder; the data stays where it is.`,
    { retryable: true },
  );
}

async function* oneByOne<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
