import type { Page } from '@playwright/test';
import type { Action } from '../../engine/contract/action.ts';
import type { Event } from '../../engine/contract/event.ts';
import { Preferences } from '../../engine/contract/preferences.ts';
import { askEngine } from './engine-call.ts';

/** What had been done in each event, by the event's id: ids of actions. */
export type Done = ReadonlyMap<string, ReadonlySet<string>>;

export async function whatIsDone(page: Page): Promise<Done> {
  const events = (await ask(page, 'events.list', undefined)) as Event[];
  const done = new Map<string, Set<string>>();
  for (const { id } of events) done.set(id, new Set((await actionsOf(page, id)).map((action) => action.id)));
  return done;
}

/**
 * Loads the page as at a first start: nothing is chosen for the window, and what was done since `before` in
 * the events of then is undone. Events that were made since stay as they are.
 */
export async function loadAnew(page: Page, before: Done): Promise<void> {
  // What the page has still to write, a width for instance, would come after all this.
  await page.evaluate(() => {
    for (let timer = Number(setTimeout(() => {})); timer > 0; timer--) clearTimeout(timer);
    localStorage.clear();
  });
  for (const [event, known] of before) {
    for (const { id, undone } of await actionsOf(page, event)) {
      if (!undone && !known.has(id)) await ask(page, 'history.undo', { event, action: id });
    }
  }
  await ask(page, 'preferences.set', Preferences.parse({}));
  if (page.viewportSize()?.width !== 1440) await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
}

/** The latest first. */
async function actionsOf(page: Page, event: string): Promise<Action[]> {
  return (await ask(page, 'history.list', { event })) as Action[];
}

async function ask(page: Page, procedure: string, input: unknown): Promise<unknown> {
  const { status, body } = await askEngine(page, procedure, input);
  if (status !== 200) throw new Error(`${procedure} was answered with ${status}: ${JSON.stringify(body)}`);
  return body;
}
