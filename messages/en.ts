import { browse } from './en/browse.ts';
import { components } from './en/components.ts';
import { coverage } from './en/coverage.ts';
import { desktop } from './en/desktop.ts';
import { exporting } from './en/export.ts';
import { frame } from './en/frame.ts';
import { history } from './en/history.ts';
import { historyPanel } from './en/history-panel.ts';
import { ingest } from './en/ingest.ts';
import { keys } from './en/keys.ts';
import { people } from './en/people.ts';
import { photo } from './en/photo.ts';
import { review } from './en/review.ts';
import { settings } from './en/settings.ts';
import { start } from './en/start.ts';

/**
 * Every English text of the windows and menus, by its name: the screen, the part, what is said.
 * ICU messages; an apostrophe is the typographic one (’), since the other one quotes.
 */
export const en = {
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
} as const;
