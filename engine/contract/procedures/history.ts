import * as z from 'zod';
import { Action, HistoryStep } from '../action.ts';
import { InEvent, procedure } from '../procedure.ts';

export const history = {
  /** What was done in an event, newest first; with `before`, what was done before that action. */
  list: procedure
    .route({ method: 'GET', path: '/events/{event}/history', summary: 'List what was done' })
    .input(InEvent.extend({ limit: z.int().min(1).max(500).default(100), before: z.uuid().optional() }))
    .output(z.array(Action)),
  /** Takes back the latest action that is not undone, or the one that is named. */
  undo: procedure
    .route({ method: 'POST', path: '/events/{event}/history/undo', summary: 'Undo' })
    .input(InEvent.extend({ action: z.uuid().optional() }))
    .output(HistoryStep),
  /** Does again what was undone last, unless something else was done since; or the action that is named. */
  redo: procedure
    .route({ method: 'POST', path: '/events/{event}/history/redo', summary: 'Redo' })
    .input(InEvent.extend({ action: z.uuid().optional() }))
    .output(HistoryStep),
};
