import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, link, open, rename, stat, unlink } from 'node:fs/promises';
import { AppError } from '../contract/app-error.ts';
import { destinationError } from './destination-error.ts';
import { fileError, isSystemError } from './file-error.ts';

export interface CopyOptions {
  readonly signal?: AbortSignal;
  /** Hears of each stretch that was dealt with, bytes. */
  readonly onBytes?: (count: number) => void;
}

export interface SourceOptions extends CopyOptions {
  /** SHA-256 that the source is known to have: it is not made again, and whoever reads the copy back compares with it. */
  readonly known?: string;
}

/** What was read from the source while it was copied. */
export interface Copied {
  /** Of the bytes as they came from the source, unless it was known before. */
  readonly sha256: string;
  readonly size: number;
  /** Of the source, `mtimeMs`. */
  readonly modifiedMs: number;
  /** How the file begins: what a camera notes stands there. */
  readonly head: Buffer;
}

/** The part of the global that is used here: the libraries that TypeScript is told of have none. */
declare const WebAssembly: {
  readonly Memory: new (options: { initial: number }) => { readonly buffer: ArrayBuffer };
};

const CHUNK = 1024 ** 2;
const HEAD = 512 * 1024;

/**
 * Copies a file to `part`, which must not exist, and waits until the disk has it. Each stretch is hashed
 * while the next is on its way. The copy has the times of its original.
 *
 * @throws {AppError} as `fileError` for the source (FILE_UNREADABLE when it changed meanwhile) and as
 * `destinationError` for the copy; the reason of `signal` when it is aborted
 */
export async function copyFile(source: string, part: string, options: SourceOptions = {}): Promise<Copied> {
  const from = await opened(source);
  let to: FileHandle | null = null;
  try {
    const before = await fromSource(source, () => from.stat());
    to = await toDestination(part, () => open(part, 'wx'));
    const hash = options.known === undefined ? createHash('sha256') : null;
    const head: Buffer[] = [];
    let offset = 0;
    let writing: Promise<unknown> = Promise.resolve();
    const buffers = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)] as const;
    for (let turn = 0; ; turn++) {
      options.signal?.throwIfAborted();
      const buffer = buffers[turn % 2 === 0 ? 0 : 1];
      const { bytesRead } = await fromSource(source, () => from.read(buffer, 0, CHUNK, offset));
      // The other buffer is free for the next read once it is written.
      await writing;
      if (bytesRead === 0) break;
      const bytes = buffer.subarray(0, bytesRead);
      writing = writeAll(to, part, bytes, offset);
      writing.catch(() => undefined);
      hash?.update(bytes);
      if (offset < HEAD) head.push(Buffer.from(bytes.subarray(0, HEAD - offset)));
      offset += bytesRead;
      options.onBytes?.(bytesRead);
    }
    const after = await fromSource(source, () => from.stat());
    if (offset !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new AppError(
        'FILE_UNREADABLE',
        'The file changed while it was read. Wait until nothing else writes to it, then try again.',
        { retryable: true },
      );
    }
    await finish(to, part, before);
    return {
      sha256: options.known ?? hash!.digest('hex'),
      size: before.size,
      modifiedMs: before.mtimeMs,
      head: Buffer.concat(head),
    };
  } finally {
    await to?.close().catch(() => undefined);
    await from.close().catch(() => undefined);
  }
}

/**
 * Writes bytes to `part`, which must not exist, and waits until the disk has them.
 *
 * @throws {AppError} as `destinationError`
 */
export async function writeBytes(part: string, bytes: Buffer): Promise<void> {
  const to = await toDestination(part, () => open(part, 'wx'));
  try {
    await writeAll(to, part, bytes, 0);
    await toDestination(part, () => to.sync());
  } finally {
    await to.close().catch(() => undefined);
  }
}

/**
 * SHA-256 of a file as the disk gives it: on Linux past the memory in which the system keeps what was
 * just written, where the file system allows that (`O_DIRECT`). Elsewhere Node has no way to ask for it,
 * and the bytes may come from that memory. A disk's own memory is nowhere passed by.
 *
 * @throws what the system says
 */
export async function hashFromDisk(path: string, options: CopyOptions = {}): Promise<string> {
  const { file, direct } = await openPastCache(path);
  const buffer = alignedBuffers.pop() ?? alignedBuffer();
  try {
    const hash = createHash('sha256');
    for (let offset = 0; ; ) {
      options.signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, CHUNK, offset);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
      offset += bytesRead;
      options.onBytes?.(bytesRead);
      // Only the end of a file is shorter, and what follows it cannot be asked for at an odd place.
      if (direct && bytesRead < CHUNK) return hash.digest('hex');
    }
  } finally {
    alignedBuffers.push(buffer);
    await file.close();
  }
}

/** Those that nobody uses: V8 sets aside far more than their size for each. */
const alignedBuffers: Uint8Array[] = [];

/** Memory of WebAssembly begins at a page, as reading past the cache demands. */
function alignedBuffer(): Uint8Array {
  const PAGE = 64 * 1024;
  return new Uint8Array(new WebAssembly.Memory({ initial: CHUNK / PAGE }).buffer);
}

async function openPastCache(path: string): Promise<{ file: FileHandle; direct: boolean }> {
  if (process.platform === 'linux' && constants.O_DIRECT !== undefined) {
    try {
      return { file: await open(path, constants.O_RDONLY | constants.O_DIRECT), direct: true };
    } catch (error) {
      // Some file systems know no such thing.
      if (!isSystemError(error) || error.code !== 'EINVAL') throw error;
    }
  }
  return { file: await open(path, 'r'), direct: false };
}

/** SHA-256 of a source's file. @throws {AppError} as `fileError` */
export async function hashSource(path: string, options: CopyOptions = {}): Promise<string> {
  const file = await opened(path);
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    for (let offset = 0; ; ) {
      options.signal?.throwIfAborted();
      const { bytesRead } = await fromSource(path, () => file.read(buffer, 0, CHUNK, offset));
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
      offset += bytesRead;
      options.onBytes?.(bytesRead);
    }
  } finally {
    await file.close().catch(() => undefined);
  }
}

/**
 * Gives a verified copy its name. Never in place of another file: false where the name is taken.
 *
 * @throws {AppError} as `destinationError`
 */
export async function publish(part: string, target: string): Promise<boolean> {
  return toDestination(target, async () => {
    try {
      // A second name and the first one's end: the one way to rename that refuses to replace.
      await link(part, target);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.code === 'EEXIST') return false;
      if (error.code === 'ENOENT') throw error;
      // Memory cards and many external disks (FAT, exFAT) know one name a file.
      const taken = await stat(target).then(
        () => true,
        () => false,
      );
      if (taken) return false;
      await rename(part, target);
      return true;
    }
    await unlink(part);
    return true;
  });
}

/** Makes the names in a folder outlast a power cut, where the system can be asked to. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Network disks refuse it; their servers see to it.
  }
}

async function opened(source: string): Promise<FileHandle> {
  // Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
  return fromSource(source, () => open(source, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
}

/** Gives a copy the times of its original, and waits for the disk. */
async function finish(to: FileHandle, part: string, { atimeMs, mtimeMs }: Stats): Promise<void> {
  await toDestination(part, async () => {
    await to.utimes(atimeMs / 1000, mtimeMs / 1000);
    await to.sync();
  });
}

async function writeAll(to: FileHandle, part: string, bytes: Buffer, at: number): Promise<void> {
  await toDestination(part, async () => {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await to.write(bytes, written, bytes.length - written, at + written);
      written += bytesWritten;
    }
  });
}

async function fromSource<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw fileError(path, cause, true);
  }
}

async function toDestination<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw destinationError(path, cause);
  }
}
