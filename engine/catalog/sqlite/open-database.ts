import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { load as loadSqliteVec } from 'sqlite-vec';
import { AppError } from '../../contract/app-error.ts';
import { backupFolder } from './backups.ts';
import { migrations } from './migrations.ts';
import { catalogError } from './sqlite-error.ts';

/** How long a statement waits for another program's transaction, milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/** "PFIN": tells a catalog from any other SQLite file. */
const APPLICATION_ID = 0x5046494e;
/** Three vectors of 2 KB fit a page; of the usual 4 KB, each would waste half. */
const PAGE_BYTES = 8192;
/**
 * How much of the file is read as memory: a face search reads 50 MB for 100,000 faces, which takes half as
 * long without a system call for each page.
 */
const MAPPED_BYTES = 1024 ** 3;
/** Pages that a transaction may change before they are written out: an action on 100,000 photos fits. */
const CACHE_BYTES = 64 * 1024 ** 2;

/**
 * Opens a catalog file, creates it when there is none, and brings it to the present version, with a
 * copy put into `backups/` beside it first.
 * @throws AppError CATALOG_NEWER, CATALOG_CORRUPT, CATALOG_LOCKED, CATALOG_UNWRITABLE, DISK_FULL
 */
export function openDatabase(file: string, steps: readonly string[] = migrations): Database.Database {
  let db: Database.Database | null = null;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    loadSqliteVec(db);
    // Before anything is changed: a file that is not ours or from the future stays as it is.
    const version = recognise(db, steps.length);
    if (version === 0) db.pragma(`page_size = ${PAGE_BYTES}`);
    db.pragma('journal_mode = WAL');
    // In WAL mode a crash of the program loses nothing; a power cut may lose the last transactions, whole.
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = ${-CACHE_BYTES / 1024}`);
    db.pragma(`mmap_size = ${MAPPED_BYTES}`);
    migrate(db, version, steps);
    return db;
  } catch (error) {
    db?.close();
    throw catalogError(error, file);
  }
}

/** The version of the catalog; 0 for a file that is still empty. */
function recognise(db: Database.Database, newest: number): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = Number(db.pragma('application_id', { simple: true }));
  const empty = db.prepare('select 1 from sqlite_schema limit 1').get() === undefined;
  if (application !== APPLICATION_ID && !empty) {
    throw new AppError(
      'CATALOG_CORRUPT',
      `${db.name} is a database of another program. Choose another folder for the catalog, or move that file away.`,
    );
  }
  if (version > newest) {
    throw new AppError(
      'CATALOG_NEWER',
      `The catalog was written by a newer Photofinish (${db.name}: version ${version}, this program knows ${newest}). Update Photofinish, then open it again.`,
    );
  }
  return version;
}

function migrate(db: Database.Database, version: number, steps: readonly string[]): void {
  // Opening a catalog that is up to date must not wait for another program's transaction.
  if (version === steps.length) return;
  if (version > 0) backUp(db, version);
  const step = db.transaction(() => {
    // Another process may have come first while this one waited for the lock.
    const done = Number(db.pragma('user_version', { simple: true }));
    const sql = steps[done];
    if (sql === undefined) return false;
    db.exec(sql);
    db.pragma(`user_version = ${done + 1}`);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    return true;
  });
  while (step.immediate());
}

function backUp(db: Database.Database, version: number): void {
  const folder = backupFolder(db.name);
  mkdirSync(folder, { recursive: true });
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  db.prepare('vacuum into ?').run(path.join(folder, `catalog-v${version}-${time}.sqlite`));
}
