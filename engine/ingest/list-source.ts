import { stat } from 'node:fs/promises';
import { basename, dirname, relative, sep } from 'node:path';
import type { AppError } from '../contract/app-error.ts';
import { fileError } from '../files/file-error.ts';
import { type FileKind, fileKind, shotStem } from './file-kind.ts';
import { scanFiles } from './scan.ts';

/** A file of a card or folder, as it was seen without being read. */
export interface ListedFile {
  /** Below the source, with `/` between its parts. */
  readonly path: string;
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** `mtimeMs`. */
  readonly modifiedMs: number;
}

/** Files of one folder whose names have the same stem: a photo, its RAW, notes on either. */
export interface Shot {
  /** Below the source; empty for files directly in it. */
  readonly folder: string;
  /** In lower case. */
  readonly stem: string;
  readonly files: readonly ListedFile[];
}

export type Listed =
  | { readonly shot: Shot; readonly error: null }
  /** A folder that could not be read, or a file that could not be looked at; `path` is below the source. */
  | { readonly shot: null; readonly path: string; readonly error: AppError };

/**
 * Lists the photos, RAW files and videos of a source with what lies beside them under the same name.
 * Everything else on a card (indexes of the camera, other people's documents) is passed over.
 */
export async function* listSource(root: string): AsyncGenerator<Listed, void, void> {
  let files: ListedFile[] = [];
  let current: { folder: string; stem: string } | null = null;
  for await (const { path, error } of scanFiles([root], () => true)) {
    const below = pathBelow(root, path);
    if (error) {
      yield { shot: null, path: below, error };
      continue;
    }
    const folder = dirname(below) === '.' ? '' : dirname(below);
    const stem = shotStem(basename(path));
    if (current && (current.folder !== folder || current.stem !== stem)) {
      if (isShot(files)) yield { shot: { ...current, files }, error: null };
      files = [];
    }
    current = { folder, stem };
    try {
      const { size, mtimeMs } = await stat(path);
      files.push({ path: below, kind: fileKind(path), size, modifiedMs: mtimeMs });
    } catch (cause) {
      yield { shot: null, path: below, error: fileError(path, cause, true) };
    }
  }
  if (current && isShot(files)) yield { shot: { ...current, files }, error: null };
}

function isShot(files: readonly ListedFile[]): boolean {
  return files.some(({ kind }) => kind !== 'other');
}

function pathBelow(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
