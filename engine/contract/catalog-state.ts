import * as z from 'zod';
import { ErrorInfo } from './app-error.ts';

/** A whole catalog as it was before this program changed its form. */
export const CatalogBackup = z.object({
  /** Name of its file. */
  name: z.string(),
  /** Milliseconds since 1970 UTC. */
  madeAt: z.int(),
  bytes: z.int(),
});
export type CatalogBackup = z.infer<typeof CatalogBackup>;

/** Whether events can be read, and what there is to go back to where they cannot. */
export const CatalogState = z.object({
  /** For people to read. */
  path: z.string(),
  problem: ErrorInfo.nullable(),
  /** The latest first. */
  backups: z.array(CatalogBackup),
});
export type CatalogState = z.infer<typeof CatalogState>;
