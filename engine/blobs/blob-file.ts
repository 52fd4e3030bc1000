import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../contract/app-error.ts';

/**
 * Writes a file under a temporary name and renames it: nobody ever reads half of it. Folders are made.
 *
 * @throws {AppError} DISK_FULL
 */
export async function writeBlob(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    // On a full disk even the attempt may have left a name.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw isFull(error)
      ? new AppError(
          'DISK_FULL',
          `The disk with the previews is full (${dirname(path)}). Free some space; pictures are made again when they are looked at.`,
          { retryable: true, cause: error },
        )
      : error;
  }
}

/** Whether it is there and holds something: a power cut may leave a name without bytes. */
export async function hasBlob(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0;
  } catch {
    return false;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
