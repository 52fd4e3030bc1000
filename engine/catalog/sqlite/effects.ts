import type { SavedSearch } from '../../contract/browse.ts';
import type { EventFacts } from '../../contract/event.ts';
import type { Entry } from '../../contract/start-list.ts';
import type { Effect } from './actions.ts';
import { type EventRow, writeFacts } from './events.ts';
import { keepSearch } from './saved-searches.ts';
import { replaceStartList, startListAfter } from './start-list.ts';
import type { Store } from './store.ts';

/** Makes hold what the actions say that are not taken back, after the one that is named was flipped. */
export function replayEffect(store: Store, event: EventRow, actionId: string): void {
  const [row] = store.query<{ effect: string | null }>('select effect from action where id = ?', actionId);
  const effect: Effect | null = row?.effect ? JSON.parse(row.effect) : null;
  if (effect === null) return;
  const actions = effectsOf(store, event.key, effect.kind);
  if (effect.kind === 'eventFacts') replayFacts(store, event, effect, actions);
  else if (effect.kind === 'startList') replayStartList(store, event.key, actions);
  else replaySearch(store, event.key, effect, actions);
}

interface Done {
  readonly effect: Effect;
  readonly undone: boolean;
}

/** Of one kind, the oldest first. */
function effectsOf(store: Store, eventKey: number, kind: Effect['kind']): Done[] {
  return store
    .query<{ effect: string; undone: number }>(
      `select effect, undone_revision is not null as undone from action
       where event_key = ? and effect ->> 'kind' = ? order by revision`,
      eventKey,
      kind,
    )
    .map(({ effect, undone }) => ({ effect: JSON.parse(effect), undone: undone === 1 }));
}

function replayFacts(
  store: Store,
  event: EventRow,
  flipped: Effect & { kind: 'eventFacts' },
  actions: readonly Done[],
): void {
  const facts: Partial<Record<string, unknown>> = {};
  for (const field of Object.keys(flipped.after)) {
    let known = false;
    for (const { effect, undone } of actions) {
      if (effect.kind !== 'eventFacts' || !(field in effect.after)) continue;
      if (!known) facts[field] = effect.before[field as keyof EventFacts];
      known = true;
      if (!undone) facts[field] = effect.after[field as keyof EventFacts];
    }
  }
  writeFacts(store, event, facts as Partial<EventFacts>);
}

function replayStartList(store: Store, eventKey: number, actions: readonly Done[]): void {
  let entries: readonly Entry[] = [];
  for (const { effect, undone } of actions) {
    if (effect.kind !== 'startList') continue;
    entries = effect.before ?? entries;
    if (!undone) entries = startListAfter(entries, effect.entries, effect.mode);
  }
  replaceStartList(store, eventKey, entries);
}

function replaySearch(
  store: Store,
  eventKey: number,
  { id }: Effect & { kind: 'savedSearch' },
  actions: readonly Done[],
): void {
  let search: Omit<SavedSearch, 'id'> | null = null;
  let known = false;
  for (const { effect, undone } of actions) {
    if (effect.kind !== 'savedSearch' || effect.id !== id) continue;
    if (!known) search = effect.before;
    known = true;
    if (!undone) search = effect.after;
  }
  keepSearch(store, eventKey, id, search);
}
