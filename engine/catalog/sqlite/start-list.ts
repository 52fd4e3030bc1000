import { AppError } from '../../contract/app-error.ts';
import type { Entry, StartListDiff } from '../../contract/start-list.ts';
import type { Catalog } from '../catalog.ts';
import { eventRow, nextRevision } from './events.ts';
import { type Store, sql } from './store.ts';

const FIELDS = ['bib', 'name', 'category', 'team', 'wave'] as const;

export function startListMethods(store: Store): Pick<Catalog, 'importStartList' | 'startList'> {
  return {
    async importStartList(eventId, entries, { mode, dryRun = false }) {
      const imported = byBib(entries);
      return store.write(() => {
        const { key } = eventRow(store, eventId);
        const diff = compare(byBib(entriesOf(store, key)), imported, mode === 'replace');
        if (!dryRun && diff.added.length + diff.removed.length + diff.changed.length > 0) {
          apply(store, key, diff);
          nextRevision(store, key);
        }
        return diff;
      });
    },

    async *startList(eventId) {
      yield* entriesOf(store, eventRow(store, eventId).key);
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
      .orderBy('bib'),
  );
}

function byBib(entries: Iterable<Entry>): Map<string, Entry> {
  const map = new Map<string, Entry>();
  for (const entry of entries) {
    if (map.has(entry.bib)) {
      throw new AppError(
        'START_LIST_INVALID',
        `The start list has bib ${entry.bib} more than once. Give every athlete a bib of their own, then import it again.`,
      );
    }
    map.set(entry.bib, entry);
  }
  return map;
}

function compare(before: Map<string, Entry>, after: Map<string, Entry>, replace: boolean): StartListDiff {
  const diff: StartListDiff = { added: [], removed: [], changed: [], unchanged: 0 };
  for (const entry of after.values()) {
    const old = before.get(entry.bib);
    if (!old) diff.added.push(entry);
    else if (FIELDS.every((field) => old[field] === entry[field])) diff.unchanged++;
    else diff.changed.push({ before: old, after: entry });
  }
  if (replace) diff.removed.push(...[...before.values()].filter(({ bib }) => !after.has(bib)));
  return diff;
}

function apply(store: Store, eventKey: number, { added, removed, changed }: StartListDiff): void {
  for (const { bib } of [...removed, ...changed.map(({ before }) => before)]) {
    store.query('delete from entry where event_key = ? and bib = ?', eventKey, bib);
  }
  for (const { bib, name, category, team, wave } of [...added, ...changed.map(({ after }) => after)]) {
    store.query(
      'insert into entry (event_key, bib, name, category, team, wave) values (?, ?, ?, ?, ?, ?)',
      ...[eventKey, bib, name, category, team, wave],
    );
  }
}
