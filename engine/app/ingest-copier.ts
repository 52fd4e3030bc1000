import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { CopyRecord } from '../catalog/ingest-records.ts';
import { AppError } from '../contract/app-error.ts';
import { type Copied, copyFile, hashFromDisk, hashSource, publish, syncFolder } from '../files/copy-file.ts';
import { destinationError } from '../files/destination-error.ts';
import { readCameraNotes } from '../ingest/camera-notes.ts';
import { instantOf } from '../ingest/camera-time.ts';
import { copyPath, numbered } from '../ingest/destination.ts';
import type { ListedFile, Shot } from '../ingest/list-source.ts';
import type { RunFigures } from './run-figures.ts';

/** A file of a source with the shutter press that it is of. */
export interface ShotFile extends ListedFile {
  readonly shot: Pick<Shot, 'folder' | 'stem'>;
}

/** A file that was read from the source and waits to be read back. */
export interface Part {
  readonly file: ShotFile;
  readonly part: string;
  readonly copied: Copied;
}

/** A copy as it is recorded, and how the file begins where it was read now. */
export interface Verified {
  readonly record: CopyRecord;
  readonly head: Buffer | null;
}

export interface CopierParts {
  readonly catalog: Catalog;
  readonly event: { readonly id: string; readonly timeZone: string };
  readonly run: string;
  readonly source: { readonly id: string; readonly name: string };
  /** Where the source is now, absolute. */
  readonly root: () => string;
  /** The event's folder. */
  readonly destination: string;
  readonly figures: RunFigures;
  readonly changed: () => void;
  readonly signal: AbortSignal;
}

/**
 * Copies files of one source into the event's folder. Each is read once from the source, written under a
 * temporary name, read back from the disk, compared by hash and only then given its name, so that a file
 * under its name is whole whatever happens.
 */
export class Copier {
  readonly #parts: CopierParts;
  /** Holds the temporary files. That it is there tells the destination from an empty mount point. */
  readonly #workshop: string;
  /** Sizes of what the event has: only what has one of them can be a copy. */
  #sizes: Set<number> = new Set();
  #count = 0;
  /** One file at a time is read from a card. */
  #reading: Promise<unknown> = Promise.resolve();
  readonly #folders = new Set<string>();

  constructor(parts: CopierParts) {
    this.#parts = parts;
    this.#workshop = join(parts.destination, `.photofinish-${parts.run}`);
  }

  /**
   * Makes ready: what an earlier process left half is removed.
   *
   * @throws {AppError} DESTINATION_UNWRITABLE, DISK_FULL
   */
  async begin(): Promise<void> {
    const { catalog, event, destination } = this.#parts;
    await this.#makeWorkshop();
    await toDisk(this.#workshop, async () => {
      for (const name of await readdir(this.#workshop)) await rm(join(this.#workshop, name), { force: true });
    });
    this.#sizes = await catalog.copiedSizes(event.id);
    this.#folders.add(destination);
  }

  /** Ends: the names of all copies outlast a power cut, and nothing temporary stays. */
  async end(): Promise<void> {
    for (const folder of this.#folders) await syncFolder(folder);
    await rm(this.#workshop, { recursive: true, force: true });
  }

  /** Whether the folder for copies is there and is the one that the run began with. */
  async isReachable(): Promise<boolean> {
    return (await stat(this.#workshop).catch(() => null)) !== null;
  }

  /** Whether copies can be written now. */
  async isWritable(): Promise<boolean> {
    try {
      await this.#makeWorkshop();
      const probe = join(this.#workshop, 'probe');
      await writeFile(probe, 'x');
      await rm(probe);
      return true;
    } catch {
      return false;
    }
  }

  async #makeWorkshop(): Promise<void> {
    if (await this.isReachable()) return;
    const { catalog, event, run } = this.#parts;
    const [earlier] = await catalog.copiedPhotos(event.id, run);
    // Made anew on another disk, copies would be scattered over two.
    if (earlier && (await sizeOf(earlier.copy)) === null) throw this.#missing();
    // Never with the folders above it: where they are gone, so is their disk.
    await toDisk(this.#workshop, () => mkdir(this.#workshop));
  }

  /**
   * Reads a file from the source; what is read already is given back as the copy that it is.
   *
   * @throws {AppError} as `copyFile`
   */
  read(file: ShotFile): Promise<Part | Verified> {
    const reading = this.#reading.then(() => this.#read(file));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #read(file: ShotFile): Promise<Part | Verified> {
    const target = this.#target(file);
    // Only what may be there already is read twice.
    if (this.#sizes.has(file.size) || (await sizeOf(target)) !== null) {
      const sha256 = await hashSource(this.#source(file), { signal: this.#parts.signal });
      const copy = await this.#copyOf(sha256, file, target);
      if (copy !== null) {
        this.#parts.figures.copyKnown(file.size);
        return { record: await this.#record(file, sha256, copy, null), head: null };
      }
    }
    return this.#copy(file);
  }

  async #copy(file: ShotFile): Promise<Part> {
    const { figures, signal, changed } = this.#parts;
    const part = join(this.#workshop, `${this.#count++}.part`);
    let bytes = 0;
    try {
      const copied = await copyFile(this.#source(file), part, {
        signal,
        onBytes: (count) => {
          bytes += count;
          figures.bytesRead(count);
          changed();
        },
      });
      figures.fileCopied();
      return { file, part, copied };
    } catch (error) {
      figures.takeBack(bytes);
      await rm(part, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Reads a copy back and gives it its name. One that differs is made again, once.
   *
   * @throws {AppError} COPY_DIFFERS, and as `copyFile`
   */
  async verify(read: Part): Promise<Verified> {
    try {
      await this.#compare(read);
      return await this.#publish(read);
    } catch (error) {
      await rm(read.part, { force: true }).catch(() => undefined);
      this.#parts.figures.takeBackCopy(read.copied.size);
      if (!(error instanceof AppError) || error.code !== 'COPY_DIFFERS') throw error;
    }
    const reading = this.#reading.then(() => this.#copy(read.file));
    this.#reading = reading.catch(() => undefined);
    const again = await reading;
    try {
      await this.#compare(again);
      return await this.#publish(again);
    } catch (error) {
      await rm(again.part, { force: true }).catch(() => undefined);
      this.#parts.figures.takeBackCopy(again.copied.size);
      throw error;
    }
  }

  async #compare({ part, copied }: Part): Promise<void> {
    const { figures, signal } = this.#parts;
    const sha256 = await toDisk(part, () =>
      hashFromDisk(part, { signal, onBytes: (count) => figures.bytesVerified(count) }),
    );
    if (sha256 === copied.sha256) return;
    throw new AppError(
      'COPY_DIFFERS',
      `What the disk of ${this.#parts.destination} gives back differs from the card. The card's file is as it was; check the disk and its cable, then try again.`,
    );
  }

  async #publish({ file, part, copied }: Part): Promise<Verified> {
    const first = this.#target(file);
    const folder = dirname(first);
    // The event's own folder is never made here: where it is gone, so is its disk.
    if (!(await this.isReachable())) throw this.#missing();
    await toDisk(first, () => mkdir(folder, { recursive: true }));
    for (let number = 1; ; number++) {
      const target = numbered(first, number);
      const done = (await publish(part, target)) || (await this.#dropIfSame(part, target, copied));
      if (!done) continue;
      this.#folders.add(folder);
      this.#parts.figures.fileVerified(copied.size);
      const record = await this.#record(file, copied.sha256, target, copied.head);
      return { record, head: copied.head };
    }
  }

  /** Where a file of this name and content is there already, the new copy is not needed. */
  async #dropIfSame(part: string, target: string, { size, sha256 }: Copied): Promise<boolean> {
    if ((await sizeOf(target)) !== size) return false;
    if ((await toDisk(target, () => hashFromDisk(target))) !== sha256) return false;
    await rm(part, { force: true });
    return true;
  }

  /** A copy of this content that the event has, or that an earlier process made and did not record. */
  async #copyOf(sha256: string, file: ShotFile, target: string): Promise<string | null> {
    const { catalog, event } = this.#parts;
    for (const { copy } of await catalog.copiesWithContent(event.id, sha256)) {
      if ((await sizeOf(copy)) === file.size) return copy;
    }
    for (let number = 1; ; number++) {
      const path = numbered(target, number);
      const size = await sizeOf(path);
      if (size === null) return null;
      if (size === file.size && (await toDisk(path, () => hashFromDisk(path))) === sha256) return path;
    }
  }

  async #record(file: ShotFile, sha256: string, copy: string, head: Buffer | null): Promise<CopyRecord> {
    const { catalog, event, run, source } = this.#parts;
    const cameraTime = head && readCameraNotes(head).cameraTime;
    const [known] = head ? [] : await catalog.copiesWithContent(event.id, sha256);
    const record: CopyRecord = {
      sourceId: source.id,
      path: file.path,
      size: file.size,
      modifiedMs: file.modifiedMs,
      sha256,
      copy,
      role: file.kind,
      folder: shotFolder(file.shot.folder),
      stem: file.shot.stem,
      takenAt: cameraTime ? instantOf(cameraTime, event.timeZone) : (known?.takenAt ?? null),
      run,
    };
    await catalog.recordCopy(event.id, record);
    this.#sizes.add(file.size);
    return record;
  }

  #source({ path }: ListedFile): string {
    return join(this.#parts.root(), ...path.split('/'));
  }

  #target({ path }: ListedFile): string {
    return copyPath(this.#parts.destination, this.#parts.source.name, path);
  }

  #missing(): AppError {
    return new AppError(
      'DESTINATION_UNWRITABLE',
      `The folder for copies (${this.#parts.destination}) is not there. Connect its disk, and the import goes on by itself.`,
      { retryable: true },
    );
  }
}

/** Folder of a card as files of one shutter press on two cards share it. */
export function shotFolder(folder: string): string {
  return folder.replace(/^dcim(\/|$)/i, '').toLowerCase();
}

/** Whether the copy of a file is still where it was put. */
export async function isThere({ copy, size }: CopyRecord): Promise<boolean> {
  return (await sizeOf(copy)) === size;
}

async function sizeOf(path: string): Promise<number | null> {
  const stats = await stat(path).catch(() => null);
  return stats?.isFile() ? stats.size : null;
}

async function toDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    // Not of the system: aborted.
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw destinationError(path, cause);
  }
}
