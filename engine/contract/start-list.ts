import * as z from 'zod';

/** One line of a start list: an athlete with a bib. A bib occurs once in an event. */
export const Entry = z.object({
  bib: z.string().trim().min(1).max(20),
  name: z.string().nullable(),
  category: z.string().nullable(),
  team: z.string().nullable(),
  wave: z.string().nullable(),
});
export type Entry = z.infer<typeof Entry>;

/**
 * `replace` makes the start list equal to what is imported; `merge` adds and changes entries and
 * removes none.
 */
export const ImportMode = z.enum(['replace', 'merge']);
export type ImportMode = z.infer<typeof ImportMode>;

/** What an import does to a start list; entries are matched by their bib. */
export const StartListDiff = z.object({
  added: z.array(Entry),
  removed: z.array(Entry),
  changed: z.array(z.object({ before: Entry, after: Entry })),
  unchanged: z.int(),
});
export type StartListDiff = z.infer<typeof StartListDiff>;
