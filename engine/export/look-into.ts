import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { DestinationContent, type PresentFile } from './earlier.ts';
import { Manifest, WORKSHOP } from './manifest.ts';
import { pathKey } from './safe-name.ts';

/** So many questions to the disk at a time. */
const AT_A_TIME = 32;

/**
 * What a destination holds, down to so many levels of folders, and wherever earlier exports wrote. Folders that
 * cannot be read count as empty: writing into them will say why.
 *
 * @throws {AppError} where the manifest is there and cannot be read
 */
export async function lookInto(destination: string, levels: number): Promise<DestinationContent> {
  const earlier = await new Manifest(destination).read();
  const written = new Set(earlier.map(({ path }) => pathKey(path)));
  const names: string[] = [];
  const deeper = new Set(earlier.flatMap(({ path }) => foldersOf(path)));
  const walk = async (folder: string, level: number): Promise<void> => {
    const entries = await readdir(join(destination, folder), { withFileTypes: true }).catch(() => []);
    const below: string[] = [];
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const isWanted = level < levels || deeper.has(pathKey(path));
        if (isWanted && path !== WORKSHOP) below.push(path);
        // A file cannot have the name of a folder either.
        names.push(path);
      } else names.push(path);
    }
    await eachOf(below, (path) => walk(path, level + 1));
  };
  await walk('', 0);
  const present: PresentFile[] = new Array(names.length);
  await eachOf([...names.keys()], async (at) => {
    const path = names[at]!.normalize('NFC');
    const facts = written.has(pathKey(path))
      ? await stat(join(destination, ...names[at]!.split('/'))).catch(() => null)
      : null;
    present[at] = { path, bytes: facts?.size ?? null, modifiedMs: facts?.mtimeMs ?? null };
  });
  return new DestinationContent(present, earlier);
}

/** Keys of the folders that a path leads through. */
function foldersOf(path: string): string[] {
  const parts = pathKey(path).split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(AT_A_TIME, items.length) }, async () => {
      while (next < items.length) await work(items[next++]!);
    }),
  );
}

/** Where a file of a plan is on the disk. */
export function onDisk(destination: string, path: string): string {
  return `${destination}${sep}${path.split('/').join(sep)}`;
}
