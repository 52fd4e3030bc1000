import * as z from 'zod';
import { ErrorInfo } from './app-error.ts';

/** Bytes that the data folder takes, by what they are. */
export const StorageSizes = z.object({
  catalog: z.number(),
  /** Small pictures, thumbnails, previews and crops; each can be made again from its photo. */
  previews: z.number(),
  /** Models that were fetched or added. */
  models: z.number(),
  /** Copies of the catalog from before upgrades. */
  backups: z.number(),
  other: z.number(),
});
export type StorageSizes = z.infer<typeof StorageSizes>;

/** The data folder on its way to another place. The old one is in use until `moved`. */
export const DataMove = z.object({
  /** The new folder. */
  to: z.string(),
  /**
   * `copying` while people work on; `ready` when only the catalog is left; `switching` while that is copied
   * and nothing can be changed; `moved` when the next start uses the new folder; `stopped` by somebody, an
   * end of the program or what is in `error`: it goes on from there.
   */
  state: z.enum(['copying', 'ready', 'switching', 'moved', 'stopped']),
  /** Null until they were counted. */
  total: z.object({ files: z.int(), bytes: z.number() }).nullable(),
  done: z.object({ files: z.int(), bytes: z.number() }),
  error: ErrorInfo.nullable(),
});
export type DataMove = z.infer<typeof DataMove>;

export const StorageStatus = z.object({
  folder: z.string(),
  freeBytes: z.number().nullable(),
  move: DataMove.nullable(),
  /** Earlier data folders whose copy is still there, after a move; whole and unused. */
  left: z.array(z.string()),
});
export type StorageStatus = z.infer<typeof StorageStatus>;
