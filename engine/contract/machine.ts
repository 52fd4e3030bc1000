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
