import { isDeepStrictEqual } from 'node:util';
import type { Entry, ImportMode, StartListDiff } from '../../contract/start-list.ts';
import type { Catalog } from '../catalog.ts';
import { recordAction } from './actions.ts';
import { eventRow, markStale, nextRevision } from './events.ts';
import { type Store, sql } from './store.ts';

const FIELDS = ['bib', 'name', 'category', 'team', 'wave'] as const;

/** @param derive Derives the stale sightings of an event. */
export function startListMethods(
  store: Store,
  derive: (eventKey: number) => Promise<void>,
): Pick<Catalog, 'compareStartList' | 'importStartList' | 'startList' | 'startListWithPhotos'> {
  return {
    async compareStartList(eventId, entries, mode) {
      const imported = different(entries);
      return compare(entriesOf(store, eventRow(store, eventId).key), imported, mode);
    },

    async importStartList(eventId, maker, entries, mode) {
      const imported = different(entries);
      const { key } = eventRow(store, eventId);
      const result = store.write(() => {
        const before = entriesOf(store, key);
        const diff = compare(before, imported, mode);
        const { added, removed, changed } = diff;
        if (added.length + removed.length + changed.length === 0) return { diff, action: null };
        replaceStartList(store, key, startListAfter(before, imported, mode));
        const action = recordAction(store, key, {
          ...{ revision: nextRevision(store, key), maker },
          what: {
            kind: 'startList',
            added: added.length,
            changed: changed.length,
            removed: removed.length,
          },
          effect: {
            kind: 'startList',
            before: wasImported(store, key) ? null : before,
            entries: imported,
            mode,
          },
        });
        return { diff, action };
      });
      await derive(key);
      return result;
    },

    async *startList(eventId) {
      yield* entriesOf(store, eventRow(store, eventId).key);
    },

    async startListWithPhotos(eventId) {
      const { key } = eventRow(store, eventId);
      return store.query<Entry & { photos: number }>(
        `select bib, name, category, team, wave, (select count(distinct photo_key) from sighting s
           where s.event_key = entry.event_key and s.number = entry.bib and s.state <> 'rejected') as photos
         from entry where event_key = ? order by length(bib), bib, key`,
        key,
      );
    },
  };
}

/** A start list is thousands of lines, not millions: one read is no burden. */
function entriesOf(store: Store, eventKey: number): Entry[] {
  return store.rows(
    sql
      .selectFrom('entry')
      .select(FIELDS)
      .where('event_key', '=', eventKey)
      .orderBy((is) => is.fn<number>('length', ['bib']))
      .orderBy('bib')
      .orderBy('key'),
  );
}

/** Two athletes may have one bib; a line that was written twice is one. */
function different(entries: Iterable<Entry>): Entry[] {
  const lines = new Map<string, Entry>();
  for (const { bib, name, category, team, wave } of entries) {
    const entry = { bib, name, category, team, wave };
    lines.set(JSON.stringify(FIELDS.map((field) => entry[field])), entry);
  }
  return [...lines.values()];
}

/** What becomes of the entries of one bib. */
interface Fate {
  readonly kept: Entry[];
  readonly changed: { before: Entry; after: Entry }[];
  readonly gone: Entry[];
  readonly added: Entry[];
}

/**
 * Entries with the same bib and name are one athlete. Where one is left on either side, that athlete was
 * named anew; where more are, nobody can tell who became whom.
 */
function fatesOf(before: readonly Entry[], after: readonly Entry[]): Fate[] {
  const [old, now] = [Map.groupBy(before, byBib), Map.groupBy(after, byBib)];
  return [...new Set([...old.keys(), ...now.keys()])].map((bib) => {
    const fate: Fate = { kept: [], changed: [], gone: [...(old.get(bib) ?? [])], added: [] };
    const meet = (entry: Entry, place: number) => {
      const [known] = place === -1 ? [] : fate.gone.splice(place, 1);
      if (!known) fate.added.push(entry);
      else if (isDeepStrictEqual(known, entry)) fate.kept.push(entry);
      else fate.changed.push({ before: known, after: entry });
    };
    const alike = Map.groupBy(now.get(bib) ?? [], (entry) =>
      fate.gone.some((known) => isDeepStrictEqual(known, entry)),
    );
    for (const entry of alike.get(true) ?? []) {
      meet(
        entry,
        fate.gone.findIndex((known) => isDeepStrictEqual(known, entry)),
      );
    }
    for (const entry of alike.get(false) ?? []) {
      meet(
        entry,
        fate.gone.findIndex(({ name }) => name === entry.name),
      );
    }
    const [gone, added] = [fate.gone[0], fate.added[0]];
    if (gone && added && fate.gone.length === 1 && fate.added.length === 1) {
      return { ...fate, gone: [], added: [], changed: [...fate.changed, { before: gone, after: added }] };
    }
    return fate;
  });
}

const byBib = ({ bib }: Entry): string => bib;

function compare(before: readonly Entry[], after: readonly Entry[], mode: ImportMode): StartListDiff {
  const fates = fatesOf(before, after);
  return {
    added: fates.flatMap(({ added }) => added),
    removed: mode === 'replace' ? fates.flatMap(({ gone }) => gone) : [],
    changed: fates.flatMap(({ changed }) => changed),
    unchanged: fates.reduce((sum, { kept }) => sum + kept.length, 0),
  };
}

/** What an import makes of a start list. */
export function startListAfter(
  before: readonly Entry[],
  imported: readonly Entry[],
  mode: ImportMode,
): readonly Entry[] {
  if (mode === 'replace') return imported;
  return fatesOf(before, imported).flatMap(({ kept, changed, gone, added }) => [
    ...kept,
    ...changed.map(({ after }) => after),
    ...gone,
    ...added,
  ]);
}

/** Makes these the entries of an event. Call it within a transaction. */
export function replaceStartList(store: Store, eventKey: number, entries: readonly Entry[]): void {
  store.query('delete from entry where event_key = ?', eventKey);
  for (const { bib, name, category, team, wave } of entries) {
    store.query(
      'insert into entry (event_key, bib, name, category, team, wave) values (?, ?, ?, ?, ?, ?)',
      ...[eventKey, bib, name, category, team, wave],
    );
  }
  markStale(store, eventKey);
}

function wasImported(store: Store, eventKey: number): boolean {
  const text = "select 1 from action where event_key = ? and effect ->> 'kind' = 'startList' limit 1";
  return store.query(text, eventKey).length > 0;
}
