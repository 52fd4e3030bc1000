import type { Store } from './store.ts';

/** Key of the findings of an event by a model pack; null while there are none. */
export function findingSetKey(store: Store, eventKey: number, pack: string): number | null {
  const text = 'select key from finding_set where event_key = ? and pack = ?';
  return store.query<{ key: number }>(text, eventKey, pack)[0]?.key ?? null;
}

export function ensureFindingSet(store: Store, eventKey: number, pack: string): number {
  const known = findingSetKey(store, eventKey, pack);
  if (known !== null) return known;
  const text = 'insert into finding_set (event_key, pack) values (?, ?) returning key';
  return store.query<{ key: number }>(text, eventKey, pack)[0]!.key;
}
