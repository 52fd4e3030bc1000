import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ExportRole } from '../contract/export.ts';
import { destinationError } from '../files/destination-error.ts';
import { isSystemError } from '../files/file-error.ts';
import type { EarlierFile } from './earlier.ts';

/** Folder in a destination that holds the manifest and what is not whole yet. */
export const WORKSHOP = '.photofinish';
const FILE = 'export.jsonl';

const Line = z.object({
  unit: z.string(),
  role: z.union([ExportRole, z.literal('csv')]),
  base: z.string(),
  path: z.string(),
  content: z.string(),
  bytes: z.number(),
  modifiedMs: z.number(),
  sha256: z.string(),
});

/**
 * What exports wrote into a destination: a line of JSON for each file, appended and on the disk before the file
 * gets its name. So whatever has a name that an export gave is in here, whenever the program or the power went;
 * a line without its file says nothing.
 */
export class Manifest {
  readonly #path: string;
  /** What an earlier process may have left: a line without its end. */
  #beginsAnew = true;

  constructor(destination: string) {
    this.#path = join(destination, WORKSHOP, FILE);
  }

  /** What was written, in order; nothing where no export came here. @throws {AppError} as `destinationError` */
  async read(): Promise<EarlierFile[]> {
    const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
      if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return '';
      throw destinationError(this.#path, error);
    });
    return text.split('\n').flatMap((line) => {
      if (line === '') return [];
      const file = Line.safeParse(parsed(line));
      return file.success ? [file.data] : [];
    });
  }

  /** Returns once the disk has it. @throws {AppError} as `destinationError` */
  async append(files: readonly EarlierFile[]): Promise<void> {
    if (files.length === 0) return;
    const lines = files.map((file) => `${JSON.stringify(Line.parse(file))}\n`).join('');
    try {
      const file = await open(this.#path, 'a');
      try {
        await file.writeFile((this.#beginsAnew ? '\n' : '') + lines);
        await file.datasync();
      } finally {
        await file.close();
      }
    } catch (cause) {
      // What a full disk took of the lines ends somewhere.
      this.#beginsAnew = true;
      throw destinationError(this.#path, cause);
    }
    this.#beginsAnew = false;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
