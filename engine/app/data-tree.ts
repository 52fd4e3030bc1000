import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { StorageSizes } from '../contract/storage.ts';
import { CATALOG_FILE, ORIGIN, SIGNPOST } from './data-folder.ts';

/** A file of the data folder. */
export interface DataFile {
  /** Relative to the data folder. */
  readonly path: string;
  readonly size: number;
}

/** Says of a data folder that is being moved where to; see `DataMover`. */
export const MOVING = 'moving-to.json';
/** Says of a folder that it is filled from a data folder. */
export const ARRIVING = 'arriving-from.json';
/** Previews that are being deleted. */
export const REMOVED_PREVIEWS = 'previews.removed-';

/** What is not carried along: what says where folders are, what Chromium keeps, and what is being deleted. */
function staysBehind(name: string): boolean {
  return (
    [SIGNPOST, ORIGIN, MOVING, ARRIVING, 'desktop'].includes(name) ||
    name.startsWith(CATALOG_FILE) ||
    name.startsWith(REMOVED_PREVIEWS)
  );
}

/** Files that a move copies, beside the catalog: of the window's profile only where the window was. */
export async function* filesToMove(home: string): AsyncGenerator<DataFile> {
  for (const entry of await readdir(home, { withFileTypes: true })) {
    if (staysBehind(entry.name)) continue;
    if (entry.isDirectory()) yield* filesBelow(home, entry.name);
    else if (entry.isFile()) yield* fileOf(home, entry.name);
  }
  yield* fileOf(home, path.join('desktop', 'window-state.json'));
}

async function* filesBelow(home: string, folder: string): AsyncGenerator<DataFile> {
  const entries = await readdir(path.join(home, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const below = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(home, below);
    else if (entry.isFile() && !/\.(tmp|part)$/.test(entry.name)) yield* fileOf(home, below);
  }
}

async function* fileOf(home: string, file: string): AsyncGenerator<DataFile> {
  // It may have gone since it was listed.
  const facts = await stat(path.join(home, file)).catch(() => null);
  if (facts?.isFile()) yield { path: file, size: facts.size };
}

/** How much room a data folder takes. */
export async function sizesOf(home: string): Promise<StorageSizes> {
  const sizes = { catalog: 0, previews: 0, models: 0, backups: 0, other: 0 };
  for (const entry of await readdir(home, { withFileTypes: true }).catch(() => [])) {
    const kind = kindOf(entry.name);
    const files = entry.isDirectory() ? filesBelow(home, entry.name) : fileOf(home, entry.name);
    for await (const { size } of files) sizes[kind] += size;
  }
  return sizes;
}

function kindOf(name: string): keyof StorageSizes {
  if (name.startsWith(CATALOG_FILE)) return 'catalog';
  if (name === 'previews' || name.startsWith(REMOVED_PREVIEWS)) return 'previews';
  return name === 'models' || name === 'backups' ? name : 'other';
}
