import * as z from 'zod';

const fields = {
  /** Of windows, menus and dialogs; `system` is the computer's where the program speaks it. */
  language: z.enum(['system', 'en', 'de']),
  theme: z.enum(['dark', 'sunlight', 'system']),
  /** Width of a photo cell, CSS pixels. */
  cellSize: z.int().min(96).max(480),
  stackBursts: z.boolean(),
  arrange: z.string(),
  timeline: z.boolean(),
  inspector: z.boolean(),
  collections: z.boolean(),
  boxes: z.object({ faces: z.boolean(), bibs: z.boolean() }),
  /** After an answer, go on to the next. */
  autoAdvance: z.boolean(),
  /** Widths of panes in CSS pixels, by screen and side: `browse.left`. */
  panes: z.record(z.string(), z.number()),
  /** The event that was open last. */
  lastEvent: z.uuid().nullable(),
  /** Size of text and controls, percent. */
  textSize: z.int().min(80).max(200),
  /** Whether a GPU analyses, where `USE_GPU` does not say. */
  gpu: z.enum(['auto', 'on', 'off']),
  /** Processes that analyse side by side, where `ANALYSIS_WORKERS` does not say; null leaves it to the machine. */
  workers: z.int().min(1).max(64).nullable(),
  /** Keys by command, as the keyboard map writes them, where somebody changed them. */
  keys: z.record(z.string(), z.array(z.string().min(1).max(40)).max(12)),
  /** What was taken from the command palette last, the latest first. */
  recent: z.array(z.string().max(200)).max(30),
  /** Name that decisions are signed with. */
  author: z.string().trim().min(1).max(100),
};

/** What somebody changes; what is left out stays as it is. */
export const PreferencesChange = z.object(fields).partial();
export type PreferencesChange = z.infer<typeof PreferencesChange>;

/** How somebody likes the window, kept with the catalog so that it is the same after a restart. */
export const Preferences = z.object({
  language: fields.language.default('system'),
  theme: fields.theme.default('dark'),
  cellSize: fields.cellSize.default(148),
  stackBursts: fields.stackBursts.default(false),
  arrange: fields.arrange.default('time'),
  timeline: fields.timeline.default(true),
  inspector: fields.inspector.default(true),
  collections: fields.collections.default(true),
  boxes: fields.boxes.default({ faces: true, bibs: true }),
  autoAdvance: fields.autoAdvance.default(false),
  panes: fields.panes.default({}),
  lastEvent: fields.lastEvent.default(null),
  textSize: fields.textSize.default(100),
  gpu: fields.gpu.default('auto'),
  workers: fields.workers.default(null),
  keys: fields.keys.default({}),
  recent: fields.recent.default([]),
  author: fields.author.default('me'),
});
export type Preferences = z.infer<typeof Preferences>;
