import type { BigIntStats, Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import { fileError } from './file-error.ts';

/** One thing that a scan came upon: a file to read, or a reason why something cannot be read. */
export type Scanned = { readonly path: string; readonly error: AppError | null };

/** Extensions by which a file in a folder counts as a photo; what it holds is found out by decoding. */
const PHOTO_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.webp'],
  ...['.tif', '.tiff', '.heic', '.heif', '.avif'],
]);

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
export async function* scanPhotos(paths: Iterable<string>): AsyncGenerator<Scanned, void, void> {
  const visited = new Set<string>();
  for (const path of paths) {
    let stats: BigIntStats;
    try {
      stats = await stat(path, { bigint: true });
    } catch (cause) {
      yield { path, error: fileError(path, cause, false) };
      continue;
    }
    if (stats.isDirectory()) yield* scanFolder(path, stats, visited);
    else yield { path, error: stats.isFile() ? null : notAFile() };
  }
}

async function* scanFolder(
  folder: string,
  stats: BigIntStats,
  visited: Set<string>,
): AsyncGenerator<Scanned, void, void> {
  const identity = `${stats.dev}:${stats.ino}`;
  // File systems without inode numbers report 0 for all folders; such systems have no links either.
  if (stats.ino !== 0n) {
    if (visited.has(identity)) return;
    visited.add(identity);
  }
  try {
    const directory = await opendir(folder, { bufferSize: 1024 });
    let stretch: Dirent[] = [];
    for await (const entry of directory) {
      if (!isOfInterest(entry)) continue;
      stretch.push(entry);
      if (stretch.length < STRETCH) continue;
      yield* scanEntries(folder, stretch, visited);
      stretch = [];
    }
    yield* scanEntries(folder, stretch, visited);
  } catch (cause) {
    yield { path: folder, error: fileError(folder, cause, true) };
  }
}

function isOfInterest(entry: Dirent): boolean {
  if (entry.name.startsWith('.')) return false;
  if (entry.isDirectory()) return !SYSTEM_FOLDERS.has(entry.name.toLowerCase());
  // A link, or an entry of a file system that does not tell types, may be a folder whatever its name.
  return entry.isSymbolicLink() || !isTyped(entry) || hasPhotoExtension(entry.name);
}

async function* scanEntries(
  folder: string,
  entries: Dirent[],
  visited: Set<string>,
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
      if (entry.isDirectory() || hasPhotoExtension(entry.name)) {
        yield { path, error: fileError(path, cause, true) };
      }
      continue;
    }
    if (stats.isDirectory()) yield* scanFolder(path, stats, visited);
    else if (hasPhotoExtension(entry.name)) yield { path, error: stats.isFile() ? null : notAFile() };
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

function hasPhotoExtension(name: string): boolean {
  return PHOTO_EXTENSIONS.has(extname(name).toLowerCase());
}

function notAFile(): AppError {
  return new AppError(
    'FILE_NOT_A_PHOTO',
    'It is a device or a pipe, not a photo. Name a file or a folder of photos.',
  );
}
