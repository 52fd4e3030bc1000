import { createElement, Fragment, type ReactNode } from 'react';
import { create } from 'zustand';
import type { Action } from '../../engine/contract/action.ts';
import { pieces, t } from '../../messages/format.ts';
import { engine } from '../engine/connect.ts';
import { describe } from './describe-action.ts';
import { useEvents } from './events.ts';
import { say, sayError } from './toasts.ts';

interface History {
  /** What undo, redo or an action touched last: screens go back to it. `step` grows each time. */
  readonly last: {
    readonly action: Action;
    readonly how: 'done' | 'undone' | 'redone';
    readonly step: number;
  } | null;
}

/** What was done last; the history itself is the engine's. */
export const useHistory = create<History>()(() => ({ last: null }));

/** What was asked for and is not answered yet. Undo waits for it: it would take back what was before. */
const underWay = new Set<Promise<unknown>>();

/**
 * Does something that a person asked for, in the open event unless another is named. Its toast says what
 * changed and offers Undo; a failure is said in a toast as well. Gives null where it failed.
 */
export async function perform(
  act: () => Promise<Action | null>,
  event: string | null = useEvents.getState().current,
  /** A screen that says itself what was done has no toast say it as well. */
  { toast = true }: { readonly toast?: boolean } = {},
): Promise<Action | null> {
  const acting = act();
  underWay.add(acting);
  try {
    const action = await acting;
    if (action) {
      remember(action, 'done');
      if (!toast) return action;
      say({
        kind:
          action.what.kind === 'reject' || (action.what.kind === 'flag' && action.what.flag === 'reject')
            ? 'info'
            : 'ok',
        text: sentence(action),
        action: { label: t('toast.undo'), keys: 'undo', run: () => void undo(action.id, event) },
      });
    }
    return action;
  } catch (error) {
    sayError(error);
    return null;
  } finally {
    underWay.delete(acting);
  }
}

/** Takes back the latest action of an event, the open one unless another is named, or one action. */
export async function undo(
  action?: string,
  event: string | null = useEvents.getState().current,
): Promise<Action | null> {
  if (!event) return null;
  try {
    await Promise.allSettled(underWay);
    const step = await engine.history.undo({ event, ...(action ? { action } : {}) });
    if (!step.action) {
      say({ kind: 'info', text: t('history.nothingToUndo') });
      return null;
    }
    remember(step.action, 'undone');
    say({ kind: 'info', text: t('history.undone', { what: plain(step.action) }) });
    return step.action;
  } catch (error) {
    sayError(error);
    return null;
  }
}

/** Does again what was undone last in an event, the open one unless another is named, or one action. */
export async function redo(
  event: string | null = useEvents.getState().current,
  action?: string,
): Promise<Action | null> {
  if (!event) return null;
  try {
    const step = await engine.history.redo({ event, ...(action ? { action } : {}) });
    if (!step.action) {
      say({ kind: 'info', text: t('history.nothingToRedo') });
      return null;
    }
    remember(step.action, 'redone');
    say({ kind: 'ok', text: t('history.redone', { what: plain(step.action) }) });
    return step.action;
  } catch (error) {
    sayError(error);
    return null;
  }
}

/** Screens look at `last`; counts and names of the events may have changed as well. */
function remember(action: Action, how: 'done' | 'undone' | 'redone'): void {
  useHistory.setState(({ last }) => ({ last: { action, how, step: (last?.step ?? 0) + 1 } }));
  void useEvents.getState().load();
}

/** What an action did, with what counts in bold. */
export function sentence(action: Action): ReactNode {
  const { id, values } = describe(action);
  const said = pieces<ReactNode>(id, values, (text, index) => createElement('b', { key: index }, text));
  return createElement(Fragment, null, ...said);
}

/** The same as plain text. */
export function plain(action: Action): string {
  const { id, values } = describe(action);
  return pieces<string>(id, values, (text) => text).join('');
}
