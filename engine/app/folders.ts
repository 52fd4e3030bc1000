import { realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import { fileError } from '../files/file-error.ts';
import { freeBytes } from './free-bytes.ts';
import { os } from './implementer.ts';

export const folders = {
  grant: os.folders.grant.handler(async ({ input, context }) => {
    const path = await realFolder(input.path);
    const id = await (await context.catalog()).grantFolder(path);
    return { id, name: basename(path) || path, path, freeBytes: await freeBytes(path) };
  }),
};

/** The folder itself, links followed: one folder has one id. */
async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(resolve(path));
    if ((await stat(real)).isDirectory()) return real;
  } catch (cause) {
    throw fileError(path, cause, false);
  }
  throw new AppError('FILE_NOT_FOUND', `${path} is a file. Choose the folder that it is in.`);
}
