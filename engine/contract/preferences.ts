import * as z from 'zod';

/** How somebody likes the window, kept with the catalog so that it is the same after a restart. */
export const Preferences = z.object({
  theme: z.enum(['dark', 'sunlight', 'system']).default('dark'),
  /** Width of a photo cell, CSS pixels. */
  cellSize: z.int().min(96).max(480).default(148),
  stackBursts: z.boolean().default(false),
  arrange: z.string().default('time'),
  timeline: z.boolean().default(true),
  inspector: z.boolean().default(true),
  collections: z.boolean().default(true),
  boxes: z.object({ faces: z.boolean(), bibs: z.boolean() }).default({ faces: true, bibs: true }),
  /** After an answer, go on to the next. */
  autoAdvance: z.boolean().default(false),
  /** Widths of panes in CSS pixels, by screen and side: `browse.left`. */
  panes: z.record(z.string(), z.number()).default({}),
  /** The event that was open last. */
  lastEvent: z.uuid().nullable().default(null),
  /** Name that decisions are signed with. */
  author: z.string().trim().min(1).max(100).default('me'),
});
export type Preferences = z.infer<typeof Preferences>;
