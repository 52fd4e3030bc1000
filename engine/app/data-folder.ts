import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import * as z from 'zod';
import { AppError } from '../contract/app-error.ts';

/** The file of the catalog in a data folder. */
export const CATALOG_FILE = 'catalog.sqlite';

/** A data folder that was moved keeps this file, which says where to. */
export const SIGNPOST = 'moved-to.json';
const Signpost = z.object({ to: z.string() });

/** A data folder that came from elsewhere keeps this file, which names the folders before, the first first. */
export const ORIGIN = 'moved-from.json';
export const Origin = z.object({ from: z.array(z.string()) });

/**
 * Where the catalog lives: what `--catalog` says, else `PHOTOFINISH_HOME`, else the platform's folder
 * for application data; and where that was moved to, if it was.
 *
 * @throws {AppError} CATALOG_UNWRITABLE where it was moved to a place that is not there: making an empty
 *   catalog in its stead would look like a loss
 */
export async function dataFolder(option: string | undefined): Promise<string> {
  const chosen = option ?? process.env['PHOTOFINISH_HOME'];
  const folder = chosen ? resolve(chosen) : envPaths('photofinish', { suffix: '' }).data;
  return movedTo(folder, new Set([folder]));
}

async function movedTo(folder: string, passed: Set<string>): Promise<string> {
  const signpost = await readSmall(join(folder, SIGNPOST), Signpost);
  if (!signpost || passed.has(signpost.to)) return folder;
  if (!(await isThere(join(signpost.to, CATALOG_FILE)))) {
    throw new AppError(
      'CATALOG_UNWRITABLE',
      `The data was moved to ${signpost.to}, which is not there now. Connect its disk and start again. Nothing is lost.`,
      { retryable: true },
    );
  }
  return movedTo(signpost.to, passed.add(signpost.to));
}

/** Where the pictures lie that are made of photos. */
export function previewFolder(home: string): string {
  return join(home, 'previews');
}

/** What a small JSON file of the data folder says; null where it is not there or not understood. */
export async function readSmall<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Writes such a file whole or not at all, and waits for the disk. */
export async function writeSmall(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.tmp`;
  const handle = await open(part, 'w');
  try {
    await handle.writeFile(JSON.stringify(value));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
