import { statfsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';

/**
 * What SQLite and the file system say when a catalog cannot be used, as a sentence for a person.
 * Everything else is a bug and is given back as it is. Result codes: https://sqlite.org/rescode.html
 */
export function catalogError(error: unknown, file: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  const cause = error;
  if (
    ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code) ||
    (code.startsWith('SQLITE_IOERR') && isFull(file))
  ) {
    return new AppError(
      'DISK_FULL',
      `The disk with the catalog is full (${file}). Free some space, then repeat: nothing that was stored is lost.`,
      { retryable: true, cause },
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError(
      'CATALOG_LOCKED',
      `Another program keeps the catalog busy (${file}). Wait until it is done or close it, then repeat.`,
      { retryable: true, cause },
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError(
      'CATALOG_CORRUPT',
      `The catalog is damaged (${file}). Restore the file from a backup (the "backups" folder beside it has copies ` +
        'from before upgrades), or move it away: photos can be indexed again.',
      { cause },
    );
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_PERM') ||
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR'].includes(code)
  ) {
    return new AppError(
      'CATALOG_UNWRITABLE',
      `The catalog cannot be written (${file}). Give your user write access to that folder, or choose another one.`,
      { cause },
    );
  }
  if (error instanceof Database.SqliteError && code.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'CATALOG_UNWRITABLE',
      `The disk with the catalog reports errors (${file}). Check that it is still connected, then repeat.`,
      { retryable: true, cause },
    );
  }
  return error;
}

/** SQLite has no word for a full disk when it fails to grow the file of its WAL index, only an I/O error. */
function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file));
    return bavail * bsize < SHARED_MEMORY_BYTES;
  } catch {
    return false;
  }
}

/** What the WAL index takes at least (https://sqlite.org/walformat.html, section 2). */
const SHARED_MEMORY_BYTES = 32_768;
