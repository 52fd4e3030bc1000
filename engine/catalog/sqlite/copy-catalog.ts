import { open, rename, rm } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { load as loadSqliteVec } from 'sqlite-vec';
import { AppError } from '../../contract/app-error.ts';

/**
 * Copies an open catalog to another file: SQLite's own copy of a moment, looked through as a whole and
 * compared table by table before it gets its name. Whoever needs the latest state keeps others from writing.
 *
 * @throws {AppError} CATALOG_CORRUPT where the copy is not whole
 */
export async function copyCatalog(db: Database.Database, file: string): Promise<void> {
  const part = `${file}.part`;
  await removeDatabase(part);
  try {
    await db.backup(part);
    const copy = new Database(part);
    try {
      loadSqliteVec(copy);
      const found = String(copy.pragma('quick_check(1)', { simple: true }));
      const differing = found === 'ok' ? differingTable(db, copy) : found;
      if (differing !== null) {
        throw new AppError(
          'CATALOG_CORRUPT',
          `The copy of the catalog is not whole (${differing}). The catalog itself is as it was; check the new disk, then try again.`,
        );
      }
      // All of it in one file, before it is renamed.
      copy.pragma('wal_checkpoint(truncate)');
    } finally {
      copy.close();
    }
    const handle = await open(part, 'r+');
    await handle.sync().finally(() => handle.close());
    await removeDatabase(file);
    await rename(part, file);
  } catch (error) {
    await removeDatabase(part).catch(() => undefined);
    throw error;
  }
}

/** A table with another number of rows; null where there is none. */
function differingTable(one: Database.Database, other: Database.Database): string | null {
  const tables = one
    .prepare(
      "select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' order by name",
    )
    .pluck()
    .all() as string[];
  const rows = (db: Database.Database, table: string) =>
    db
      .prepare(`select count(*) from "${table.replaceAll('"', '""')}"`)
      .pluck()
      .get();
  return tables.find((table) => rows(one, table) !== rows(other, table)) ?? null;
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${file}${end}`, { force: true });
}
