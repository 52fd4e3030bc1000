import { copyFile, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CatalogBackup } from '../../contract/catalog-state.ts';

/** Where copies of a catalog are kept, beside it. */
export const backupFolder = (file: string): string => path.join(path.dirname(file), 'backups');

/** Copies that were made before the form of a catalog changed, the latest first. */
export async function backupsOf(file: string): Promise<CatalogBackup[]> {
  const folder = backupFolder(file);
  const names = await readdir(folder).catch(() => []);
  const backups = await Promise.all(
    names
      .filter((name) => name.endsWith('.sqlite'))
      .map(async (name) => {
        const { mtimeMs, size } = await stat(path.join(folder, name));
        return { name, madeAt: Math.round(mtimeMs), bytes: size };
      }),
  );
  return backups.sort((a, b) => b.madeAt - a.madeAt);
}

/**
 * Puts a backup in the place of a catalog that nobody has open, or nothing, for an empty one to be made.
 * The catalog is kept under another name, with its log, which belongs to it alone.
 *
 * @returns The name that the catalog has now.
 * @throws what the file system says; until the last step everything is as it was
 */
export async function replaceCatalog(file: string, backup: string | null): Promise<string> {
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const kept = `${file.replace(/\.sqlite$/, '')}-damaged-${time}.sqlite`;
  const next = `${file}.tmp`;
  if (backup !== null) await copyFile(path.join(backupFolder(file), backup), next);
  for (const end of ['-wal', '-shm']) {
    await rename(file + end, kept + end).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await rename(file, kept);
  if (backup !== null) await rename(next, file);
  return path.basename(kept);
}
