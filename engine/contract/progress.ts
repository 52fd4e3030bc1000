import * as z from 'zod';

/** How far a run over many photos is. */
export const Progress = z.object({
  /** Photos dealt with so far: analysed, failed, or known from before. */
  done: z.int(),
  /** Of `done`, those that could not be read or analysed. */
  failed: z.int(),
  /** Of `done`, those whose findings were there already. */
  known: z.int(),
  /** All photos of the run; null while folders are still being counted. */
  total: z.int().nullable(),
  /** Photos analysed a second, over the last half minute or so; null before the second one. */
  photosPerSecond: z.number().nullable(),
  /** Null while `total` or the rate is unknown. */
  secondsLeft: z.number().nullable(),
});
export type Progress = z.infer<typeof Progress>;
