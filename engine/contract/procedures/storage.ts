import * as z from 'zod';
import { procedure } from '../procedure.ts';
import { StorageSizes, StorageStatus } from '../storage.ts';

/** Where the catalog and everything that is made lies on this machine. */
export const storage = {
  status: procedure
    .route({ method: 'GET', path: '/storage', summary: 'Say where data is kept' })
    .output(StorageStatus),
  /** Counts files, which takes seconds where there are many. */
  sizes: procedure
    .route({ method: 'GET', path: '/storage/sizes', summary: 'Say how much room data takes' })
    .output(StorageSizes),
  /** Begins to copy the data folder into a granted folder, or goes on with it. */
  move: procedure
    .route({ method: 'POST', path: '/storage/move', summary: 'Move data to another folder' })
    .input(z.object({ folder: z.uuid().optional() }))
    .output(StorageStatus),
  /** Stops copying; `forget` also deletes what was copied. */
  stopMove: procedure
    .route({ method: 'POST', path: '/storage/move/stop', summary: 'Stop moving data' })
    .input(z.object({ forget: z.boolean() }))
    .output(StorageStatus),
  /** Copies the catalog, compares it, and makes the new folder the one of the next start. */
  finishMove: procedure
    .route({
      method: 'POST',
      path: '/storage/move/finish',
      summary: 'Use the new folder from the next start',
    })
    .output(StorageStatus),
  /** Deletes the copies that moves left behind. */
  deleteLeft: procedure
    .route({
      method: 'DELETE',
      path: '/storage/left',
      summary: 'Delete data folders that are not used any more',
    })
    .output(StorageStatus),
  /** Deletes every picture that can be made again. */
  clearPreviews: procedure
    .route({ method: 'DELETE', path: '/storage/previews', summary: 'Delete previews, which are made again' })
    .output(z.object({ bytes: z.number() })),
};
