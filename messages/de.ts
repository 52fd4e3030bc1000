import { browse } from './de/browse.ts';
import { components } from './de/components.ts';
import { coverage } from './de/coverage.ts';
import { desktop } from './de/desktop.ts';
import { exporting } from './de/export.ts';
import { frame } from './de/frame.ts';
import { history } from './de/history.ts';
import { historyPanel } from './de/history-panel.ts';
import { ingest } from './de/ingest.ts';
import { keys } from './de/keys.ts';
import { people } from './de/people.ts';
import { photo } from './de/photo.ts';
import { review } from './de/review.ts';
import { settings } from './de/settings.ts';
import { start } from './de/start.ts';
import type { en } from './en.ts';

/** The same texts in German: a file a screen, as in English. */
export const de = {
  ...browse,
  ...components,
  ...coverage,
  ...desktop,
  ...exporting,
  ...frame,
  ...history,
  ...historyPanel,
  ...ingest,
  ...keys,
  ...people,
  ...photo,
  ...review,
  ...settings,
  ...start,
} as const satisfies Record<keyof typeof en, string>;
