import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { StorageStatus } from '../contract/storage.ts';
import type { AppContext } from './context.ts';
import { REMOVED_PREVIEWS, sizesOf } from './data-tree.ts';
import { freeBytes } from './free-bytes.ts';
import { os } from './implementer.ts';

export const storage = {
  status: os.storage.status.handler(({ context }) => statusOf(context)),

  sizes: os.storage.sizes.handler(({ context }) => sizesOf(context.home)),

  move: os.storage.move.handler(async ({ input, context }) => {
    await context.mover.begin(input.folder === undefined ? null : await granted(context, input.folder));
    return statusOf(context);
  }),

  stopMove: os.storage.stopMove.handler(async ({ input, context }) => {
    await context.mover.stop(input);
    return statusOf(context);
  }),

  finishMove: os.storage.finishMove.handler(async ({ context }) => {
    await context.mover.finish();
    return statusOf(context);
  }),

  deleteLeft: os.storage.deleteLeft.handler(async ({ context }) => {
    await context.mover.deleteLeft();
    return statusOf(context);
  }),

  clearPreviews: os.storage.clearPreviews.handler(async ({ context }) => {
    const { previews: bytes } = await sizesOf(context.home);
    const { folder } = context.pictures;
    // Out of the way at once, so that whoever looks at a photo gets a new one; deleting takes its time.
    await rename(folder, path.join(context.home, `${REMOVED_PREVIEWS}${randomUUID()}`)).catch(ignoreAbsent);
    for (const name of await readdir(context.home))
      if (name.startsWith(REMOVED_PREVIEWS))
        await rm(path.join(context.home, name), { recursive: true, force: true });
    return { bytes };
  }),
};

async function statusOf({ home, mover }: AppContext): Promise<StorageStatus> {
  return {
    folder: home,
    freeBytes: await freeBytes(home),
    move: await mover.now(),
    left: await mover.left(),
  };
}

async function granted(context: AppContext, id: string): Promise<string> {
  const folder = await (await context.catalog()).grantedFolder(id);
  if (folder !== null) return folder;
  throw new AppError('INPUT_INVALID', 'The folder was not chosen on this machine. Choose it again.');
}

function ignoreAbsent(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
