import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../contract/app-error.ts';
import { copyFile, hashFromDisk } from '../files/copy-file.ts';
import { destinationError } from '../files/destination-error.ts';

/** Files up to this size are copied through memory, without waiting for the disk after each; bytes. */
const SMALL_BYTES = 4 * 1024 ** 2;

/**
 * Copies a file of the data folder, reads the copy back and compares, then gives it its name. There are
 * hundreds of thousands of small pictures, each of which can be made again: the disk is not waited for after
 * each of them, which would take hours. Larger files are waited for and read past the system's memory.
 *
 * @throws {AppError} COPY_DIFFERS, DISK_FULL, DESTINATION_UNWRITABLE, and as `fileError` for the source
 */
export async function copyVerified(source: string, target: string, size: number): Promise<void> {
  const part = `${target}.${randomUUID()}.part`;
  try {
    await mkdir(path.dirname(target), { recursive: true });
    const [written, read] =
      size > SMALL_BYTES ? await copyLarge(source, part) : await copySmall(source, part);
    if (written !== read) {
      throw new AppError(
        'COPY_DIFFERS',
        `What the disk of ${path.dirname(target)} gives back differs from ${source}. The original is as it was; check the disk and its cable, then go on.`,
        { retryable: true },
      );
    }
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error instanceof AppError ? error : destinationError(target, error);
  }
}

/** Hashes of what was read from the source, and of what the copy gives back. */
async function copySmall(source: string, part: string): Promise<[string, string]> {
  const bytes = await readFile(source);
  await writeFile(part, bytes, { flag: 'wx' });
  return [sha256(bytes), sha256(await readFile(part))];
}

async function copyLarge(source: string, part: string): Promise<[string, string]> {
  const { sha256 } = await copyFile(source, part);
  return [sha256, await hashFromDisk(part)];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
