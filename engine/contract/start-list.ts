import * as z from 'zod';

/** One line of a start list: an athlete with a bib. Where a bib was given twice, both lines count. */
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

/** What a column of a start list is taken for. */
export const ColumnUse = z.enum([
  'bib',
  'name',
  'firstName',
  'lastName',
  'category',
  'team',
  'wave',
  'ignore',
]);
export type ColumnUse = z.infer<typeof ColumnUse>;

/** Something odd in a start list, and what was done with the row. Rows are counted from 1, as in the file. */
export const StartListRemark = z.object({ row: z.int(), message: z.string() });

/** A start list as it was understood, before anything is kept. */
export const StartListPreview = z.object({
  /** `CSV` or `XLSX`. */
  format: z.string(),
  /** `UTF-8`, `Windows-1252` …; null for XLSX. */
  encoding: z.string().nullable(),
  /** `,`, `;`, tab or `|`; null for XLSX. */
  delimiter: z.string().nullable(),
  rows: z.int(),
  columns: z.array(
    z.object({
      /** As the file has it; `Column 3` where it has no header. */
      name: z.string(),
      use: ColumnUse,
      /** The first values that are not empty. */
      samples: z.array(z.string()),
    }),
  ),
  /** Entries that would be imported. */
  ready: z.int(),
  remarks: z.array(StartListRemark),
  /** Whether there is a column of bibs; without one nothing can be imported. */
  hasBibs: z.boolean(),
});
export type StartListPreview = z.infer<typeof StartListPreview>;
