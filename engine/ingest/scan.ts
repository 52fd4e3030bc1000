import type { BigIntStats, Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import { fileError } from '../files/file-error.ts';
import { fileKind } from './file-kind.ts';

/** One thing that a scan came upon: a file to read, or a reason why something cannot be read. */
export type Scanned = { readonly path: string; readonly error: AppError | null };

/** Folders that systems and programs keep for themselves, in lower case. Names that begin with a dot are skipped as well. */
const SYSTEM_FOLDERS: ReadonlySet<string> = new Set([
  ...['$recycle.bin', 'system volume information', 'recycler', 'found.000'],
  ...['lost+found', '__macosx', '@eadir', '#recycle'],
]);

/**
 * Entries of a folder that are held and sorted at a time. A usual folder comes in the order of its
 * names; one with a million entries is streamed in sorted stretches, in the same small memory.
 */
const STRETCH = 4096;

/**
 * Finds photos under the given files and folders, lazily. A file that is named is always yielded,
 * whatever its extension; in a folder the extension decides. Links are followed, and a folder that is
 * reached twice is read once. What cannot be read is yielded with its error, and the scan goes on.
 */
export function scanPhotos(paths: Iterable<string>): AsyncGenerator<Scanned, void, void> {
  return scanFiles(paths, (name) => fileKind(name) === 'photo');
}

/** As `scanPhotos`; of the files in a folder, those that `isWanted` says of their names. */
export async function* scanFiles(
  paths: Iterable<string>,
  isWanted: (name: string) => boolean,
): AsyncGenerator<Scanned, void, void> {
  const visited = new Set<string>();
  for (const path of paths) {
    let stats: BigIntStats;
    try {
      stats = await stat(path, { bigint: true });
    } catch (cause) {
      yield { path, error: fileError(path, cause, false) };
      continue;
    }
    if (stats.isDirectory()) yield* scanFolder(path, stats, { visited, isWanted });
    else yield { path, error: stats.isFile() ? null : notAFile() };
  }
}

interface Scan {
  readonly visited: Set<string>;
  isWanted(name: string): boolean;
}

async function* scanFolder(
  folder: string,
  stats: BigIntStats,
  scan: Scan,
): AsyncGenerator<Scanned, void, void> {
  const identity = `${stats.dev}:${stats.ino}`;
  // File systems without inode numbers report 0 for all folders; such systems have no links either.
  if (stats.ino !== 0n) {
    if (scan.visited.has(identity)) return;
    scan.visited.add(identity);
  }
  try {
    const directory = await opendir(folder, { bufferSize: 1024 });
    let stretch: Dirent[] = [];
    for await (const entry of directory) {
      if (!isOfInterest(entry, scan)) continue;
      stretch.push(entry);
      if (stretch.length < STRETCH) continue;
      yield* scanEntries(folder, stretch, scan);
      stretch = [];
    }
    yield* scanEntries(folder, stretch, scan);
  } catch (cause) {
    yield { path: folder, error: fileError(folder, cause, true) };
  }
}

function isOfInterest(entry: Dirent, scan: Scan): boolean {
  if (entry.name.startsWith('.')) return false;
  if (entry.isDirectory()) return !SYSTEM_FOLDERS.has(entry.name.toLowerCase());
  // A link, or an entry of a file system that does not tell types, may be a folder whatever its name.
  return entry.isSymbolicLink() || !isTyped(entry) || scan.isWanted(entry.name);
}

async function* scanEntries(
  folder: string,
  entries: Dirent[],
  scan: Scan,
): AsyncGenerator<Scanned, void, void> {
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && !entry.name.includes('\uFFFD')) {
      yield { path, error: null };
      continue;
    }
    let stats: BigIntStats;
    try {
      stats = await stat(path, { bigint: true });
    } catch (cause) {
      // A dangling link without a photo's name is nobody's photo.
      if (entry.isDirectory() || scan.isWanted(entry.name)) {
        yield { path, error: fileError(path, cause, true) };
      }
      continue;
    }
    if (stats.isDirectory()) yield* scanFolder(path, stats, scan);
    else if (scan.isWanted(entry.name)) yield { path, error: stats.isFile() ? null : notAFile() };
  }
}

function isTyped(entry: Dirent): boolean {
  return (
    entry.isFile() ||
    entry.isDirectory() ||
    entry.isFIFO() ||
    entry.isSocket() ||
    entry.isBlockDevice() ||
    entry.isCharacterDevice()
  );
}

function notAFile(): AppError {
  return new AppError(
    'FILE_NOT_A_PHOTO',
    'It is a device or a pipe, not a photo. Name a file or a folder of photos.',
  );
}
