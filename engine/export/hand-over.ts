import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { ExportOptions } from '../contract/export.ts';
import type { PhotoFile } from '../contract/photo.ts';
import { copyFile, hashFromDisk, hashSource, publish, syncFolder, writeBytes } from '../files/copy-file.ts';
import { destinationError } from '../files/destination-error.ts';
import { fileError } from '../files/file-error.ts';
import type { EarlierFile } from './earlier.ts';
import { onDisk } from './look-into.ts';
import { Manifest, WORKSHOP } from './manifest.ts';
import type { PlannedFile } from './plan-export.ts';
import { resizePhoto } from './resize-photo.ts';
import { sidecarText } from './xmp.ts';

export interface HandOverParts {
  /** Absolute folder. */
  readonly destination: string;
  /** Of the run: names what it has in hand. */
  readonly run: string;
  readonly event: string;
  readonly jpeg: ExportOptions['jpeg'];
  readonly signal: AbortSignal;
  /** Hears of each stretch that was written, bytes. */
  readonly onBytes: (count: number) => void;
}

/** What is put under a name once it is known to be whole. */
export interface FileToName extends Omit<EarlierFile, 'bytes' | 'modifiedMs' | 'sha256'> {
  /** Whether what has the name may be written over. */
  readonly replaces: boolean;
}

/** A file that was written under a temporary name, read back from the disk and found to be right. */
export interface VerifiedPart {
  readonly part: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly sha256: string;
}

/**
 * Writes files into a destination. Each is written under a temporary name, read back, compared by hash, noted in
 * the manifest and only then given its name. The folder itself is never made: where it is gone, so is its disk.
 */
export class HandOver {
  readonly #parts: HandOverParts;
  readonly #manifest: Manifest;
  /** That it is there tells the destination from the empty place where its disk was mounted. */
  readonly #workshop: string;
  readonly #hand: string;
  readonly #folders = new Set<string>();
  #count = 0;

  constructor(parts: HandOverParts) {
    this.#parts = parts;
    this.#manifest = new Manifest(parts.destination);
    this.#workshop = join(parts.destination, WORKSHOP);
    this.#hand = join(this.#workshop, parts.run);
  }

  /** Makes ready; what an earlier process left half is removed. @throws {AppError} as `destinationError` */
  async begin(): Promise<void> {
    await this.#made(this.#workshop);
    await this.#made(this.#hand);
    await toDisk(this.#hand, async () => {
      for (const name of await readdir(this.#hand)) await rm(join(this.#hand, name), { force: true });
    });
  }

  /** Ends: all names outlast a power cut, and nothing temporary stays. */
  async end(): Promise<void> {
    for (const folder of this.#folders) await syncFolder(folder);
    await rm(this.#hand, { recursive: true, force: true }).catch(() => undefined);
  }

  /** Whether the destination is there and is the one that the export began with. */
  async isReachable(): Promise<boolean> {
    return (await stat(this.#hand).catch(() => null)) !== null;
  }

  /** Whether something can be written there now. */
  async isWritable(): Promise<boolean> {
    try {
      const probe = join(this.#hand, 'probe');
      await writeFile(probe, 'x');
      await rm(probe);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Writes a file of the plan under a temporary name and reads it back. One that differs is written again, once.
   *
   * @throws {AppError} SOURCE_CHANGED and as `fileError` for the source; COPY_DIFFERS and as `destinationError` for
   * the copy
   */
  async write(file: PlannedFile): Promise<VerifiedPart> {
    try {
      return await this.#write(file);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'COPY_DIFFERS') throw error;
      return this.#write(file);
    }
  }

  async #write(file: PlannedFile): Promise<VerifiedPart> {
    if (file.source === null) {
      return this.writeText(sidecarText(file.athlete, this.#parts.event));
    }
    const source = await withinReach(file.source, file.photo.files);
    const { longEdge = null, ...how } = (file.role === 'jpeg' && this.#parts.jpeg) || {};
    if (longEdge === null || !('quality' in how)) return this.#copy(source);
    const bytes = await readWhole(source);
    const xmp = how.keywords && file.athlete !== null ? sidecarText(file.athlete, this.#parts.event) : null;
    return this.#writeBytes(await resizePhoto(bytes, { ...how, longEdge, xmp }));
  }

  /** The same for a text of our own. */
  writeText(text: string): Promise<VerifiedPart> {
    return this.#writeBytes(Buffer.from(text));
  }

  async #copy(source: PhotoFile): Promise<VerifiedPart> {
    const part = this.#newPart();
    try {
      const { signal, onBytes } = this.#parts;
      await copyFile(source.path, part, { signal, onBytes, known: source.sha256 });
      return await this.#readBack(part, source.sha256);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      const differs = error instanceof AppError && error.code === 'COPY_DIFFERS';
      // The copy is compared with what the photo was when it was read: only where it differs, which side is asked.
      if (differs && (await hashSource(source.path)) !== source.sha256) throw changed(source);
      throw error;
    }
  }

  async #writeBytes(bytes: Buffer): Promise<VerifiedPart> {
    const part = this.#newPart();
    try {
      await writeBytes(part, bytes);
      this.#parts.onBytes(bytes.length);
      return await this.#readBack(part, createHash('sha256').update(bytes).digest('hex'));
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async #readBack(part: string, sha256: string): Promise<VerifiedPart> {
    const { signal, destination } = this.#parts;
    const back = await toDisk(part, () => hashFromDisk(part, { signal }));
    if (back !== sha256) {
      throw new AppError(
        'COPY_DIFFERS',
        `What the disk of ${destination} gives back differs from what was written. The original is as it was; check the disk and its cable, then try again.`,
      );
    }
    const { size, mtimeMs } = await toDisk(part, () => stat(part));
    return { part, bytes: size, modifiedMs: mtimeMs, sha256 };
  }

  /**
   * Gives files their names, in the order given, and says which each one got: where somebody took a name since
   * the plan, it is one with a number.
   *
   * @throws {AppError} as `destinationError`
   */
  async name(
    files: readonly { readonly file: FileToName; readonly part: VerifiedPart }[],
  ): Promise<string[]> {
    if (!(await this.isReachable())) throw this.missing();
    await this.#manifest.append(files.map(({ file, part }) => noted(file, part)));
    const paths: string[] = [];
    for (const { file, part } of files) paths.push(await this.#name(file, part));
    return paths;
  }

  async #name(file: FileToName, part: VerifiedPart): Promise<string> {
    for (let number = 1; ; number++) {
      const path = number === 1 ? file.path : withNumber(file.path, number);
      // What has the name by now is not in the manifest, so this one is noted again under its own.
      if (number > 1) await this.#manifest.append([noted({ ...file, path }, part)]);
      const target = onDisk(this.#parts.destination, path);
      await this.#folder(dirname(target));
      if (file.replaces && number === 1) await toDisk(target, () => rename(part.part, target));
      else if (!(await publish(part.part, target)) && !(await this.#dropIfSame(part, target))) continue;
      return path;
    }
  }

  /** Where a file of this content has the name already, the new one is not needed. */
  async #dropIfSame({ part, bytes, sha256 }: VerifiedPart, target: string): Promise<boolean> {
    const present = await stat(target).catch(() => null);
    if (!present?.isFile() || present.size !== bytes) return false;
    if ((await toDisk(target, () => hashFromDisk(target))) !== sha256) return false;
    await rm(part, { force: true });
    return true;
  }

  async #folder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return;
    await toDisk(folder, () => mkdir(folder, { recursive: true }));
    this.#folders.add(folder);
  }

  /** Never with the folders above it. */
  async #made(folder: string): Promise<void> {
    await toDisk(folder, async () => {
      if ((await stat(folder).catch(() => null)) === null) await mkdir(folder);
    });
  }

  #newPart(): string {
    return join(this.#hand, `${this.#count++}.part`);
  }

  /** What is said where the destination is gone. */
  missing(): AppError {
    return new AppError(
      'DESTINATION_UNWRITABLE',
      `The folder ${this.#parts.destination} is not there. What was written is verified. Connect its disk, and the export goes on by itself.`,
      { retryable: true },
    );
  }
}

function noted(
  { unit, role, base, path, content }: FileToName,
  { bytes, modifiedMs, sha256 }: VerifiedPart,
): EarlierFile {
  return { unit, role, base, path, content, bytes, modifiedMs, sha256 };
}

/** `a/b.jpg` becomes `a/b-2.jpg`. */
export function withNumber(path: string, number: number): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const end = path.length - name.length + (dot > 0 ? dot : name.length);
  return `${path.slice(0, end)}-${number}${path.slice(end)}`;
}

/** The file itself, or, where its disk is away, another one of the same content: the card beside its copy. */
async function withinReach(file: PhotoFile, files: readonly PhotoFile[]): Promise<PhotoFile> {
  for (const each of [file, ...files]) {
    if (each.sha256 === file.sha256 && (await stat(each.path).catch(() => null)) !== null) return each;
  }
  return file;
}

async function readWhole(source: PhotoFile): Promise<Buffer> {
  try {
    const bytes = await readFile(source.path);
    if (createHash('sha256').update(bytes).digest('hex') !== source.sha256) throw changed(source);
    return bytes;
  } catch (cause) {
    throw fileError(source.path, cause, true);
  }
}

/** It would be handed over under the name of somebody who may not be in it. */
function changed({ path }: PhotoFile): AppError {
  return new AppError(
    'SOURCE_CHANGED',
    `${basename(path)} changed since it was read, so it was not exported. Import its folder again, then export again: only what is missing is written.`,
  );
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
