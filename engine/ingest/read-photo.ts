import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../contract/app-error.ts';
import { fileError } from '../files/file-error.ts';

/** An encoded photo as it lay on disk: what was hashed is what will be decoded. */
export interface PhotoFile {
  readonly bytes: Buffer;
  /** SHA-256 of `bytes`, lower-case hexadecimal. */
  readonly sha256: string;
  /** `mtimeMs` of the file when it was read. */
  readonly modifiedMs: number;
}

/** Larger than any photo that this program decodes; keeps a video with a photo's name out of memory. */
const MAX_BYTES = 1024 ** 3;
const CHUNK = 1024 ** 2;

/**
 * Reads a photo once, hashing each part while the next one is on its way from the disk.
 *
 * @throws {AppError} FILE_NOT_FOUND, FILE_VANISHED, FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_A_PHOTO,
 * FILE_NAME_NOT_UTF8, PHOTO_TOO_LARGE.
 */
export async function readPhoto(path: string): Promise<PhotoFile> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await readOpen(file);
  } catch (cause) {
    throw fileError(path, cause, true);
  } finally {
    await file?.close();
  }
}

async function readOpen(file: FileHandle): Promise<PhotoFile> {
  const before = await file.stat();
  if (!before.isFile()) {
    throw new AppError(
      'FILE_NOT_A_PHOTO',
      `It is a device or a pipe, not a photo. Name a file or a folder of photos.`,
    );
  }
  if (before.size === 0) {
    throw new AppError(
      'FILE_EMPTY',
      `The file is empty (0 bytes). Copy it from the card again; if it is empty there too, the photo is lost.`,
    );
  }
  if (before.size > MAX_BYTES) {
    throw new AppError(
      'PHOTO_TOO_LARGE',
      `The file holds ${(before.size / 1024 ** 3).toFixed(1)} GiB, more than any photo. Take it out of the folder, or export it smaller.`,
    );
  }
  const bytes = Buffer.allocUnsafeSlow(before.size);
  const hash = createHash('sha256');
  const readAt = (offset: number) =>
    file
      .read(bytes, offset, Math.min(CHUNK, bytes.length - offset), offset)
      .then((result) => result.bytesRead);

  let offset = 0;
  let pending = readAt(0);
  for (let count = await pending; count > 0; count = await pending) {
    const start = offset;
    offset += count;
    pending = readAt(offset);
    // A rejection while the hash is busy is met by the await of the next round.
    pending.catch(() => undefined);
    hash.update(bytes.subarray(start, offset));
  }
  const after = await file.stat();
  if (offset !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
    throw new AppError(
      'FILE_UNREADABLE',
      `The file changed while it was read. Wait until copying has finished, then run again.`,
      { retryable: true },
    );
  }
  return { bytes, sha256: hash.digest('hex'), modifiedMs: before.mtimeMs };
}
