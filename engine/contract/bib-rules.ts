import * as z from 'zod';

/**
 * What bibs of an event look like, where somebody said so. Absent parts are learnt from the event's
 * own confident readings.
 */
export const BibRules = z.object({
  /** Characters that occur on bibs; digits unless told otherwise. */
  alphabet: z.string().min(1).default('0123456789'),
  minLength: z.int().min(1).max(10).default(1),
  maxLength: z.int().min(1).max(10).default(6),
  /**
   * Numbers that were given out, both ends included; none means any. Analysis does not depend on them:
   * a reading outside is shown to be reviewed, never accepted by itself.
   */
  ranges: z.array(z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() })).default([]),
});
export type BibRules = z.infer<typeof BibRules>;

export const defaultBibRules: BibRules = BibRules.parse({});
