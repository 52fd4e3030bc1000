import * as z from 'zod';

/** One thing that was looked at on this machine. */
export const Check = z.object({
  name: z.string(),
  /** `missing` is something that can be added and is not needed; `broken` keeps the program from working. */
  state: z.enum(['ok', 'missing', 'broken']),
  /** What was found. */
  fact: z.string(),
  /** What to do about it; null where there is nothing to do. */
  advice: z.string().nullable(),
});
export type Check = z.infer<typeof Check>;

/** What the window shows of the machine that the engine runs on. */
export const MachineStatus = z.object({
  version: z.string(),
  /** Bytes free where the catalog is; null where the system does not say. */
  freeBytes: z.number().nullable(),
  /** Where the catalog is. */
  dataFolder: z.string(),
  /** Execution provider that analysis uses; null before it was started. */
  provider: z.string().nullable(),
  workers: z.int(),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
});
export type MachineStatus = z.infer<typeof MachineStatus>;
