import { v7 as uuidv7 } from 'uuid';
import type { EventSource, IngestRecords, SourceRecord } from '../ingest-records.ts';
import { eventRow } from './events.ts';
import type { Store } from './store.ts';

export function sourceMethods(
  store: Store,
): Pick<
  IngestRecords,
  | 'grantFolder'
  | 'grantedFolder'
  | 'seeSource'
  | 'source'
  | 'eventSources'
  | 'addSource'
  | 'forgetSource'
  | 'recordCounts'
> {
  return {
    async grantFolder(path) {
      return store.write(() => {
        store.query('insert or ignore into granted_folder values (?, ?)', uuidv7(), path);
        return store.query<{ id: string }>('select id from granted_folder where path = ?', path)[0]!.id;
      });
    },

    async grantedFolder(id) {
      return (
        store.query<{ path: string }>('select path from granted_folder where id = ?', id)[0]?.path ?? null
      );
    },

    async seeSource({ kind, name, path, identity }) {
      return store.write(
        () =>
          store.query<SourceRecord>(
            `insert into source (id, kind, name, path, identity) values (?, ?, ?, ?, ?)
             on conflict (identity) do update set kind = excluded.kind, name = excluded.name, path = excluded.path
             returning id, kind, name, path, identity`,
            ...[uuidv7(), kind, name, path, identity],
          )[0]!,
      );
    },

    async source(id) {
      return (
        store.query<SourceRecord>('select id, kind, name, path, identity from source where id = ?', id)[0] ??
        null
      );
    },

    async eventSources(eventId) {
      return store
        .query<SourceRecord & { added: number; counts: string | null }>(
          `select s.id, s.kind, s.name, s.path, s.identity, e.added, e.counts
           from event_source e join source s on s.id = e.source_id where e.event_key = ? order by s.id`,
          eventRow(store, eventId).key,
        )
        .map(
          ({ added, counts, ...source }): EventSource => ({
            ...source,
            added: added === 1,
            counts: counts === null ? null : JSON.parse(counts),
          }),
        );
    },

    async addSource(eventId, sourceId) {
      store.write(() =>
        store.query(
          `insert into event_source (event_key, source_id, added) values (?, ?, 1)
           on conflict do update set added = 1`,
          eventRow(store, eventId).key,
          sourceId,
        ),
      );
    },

    async forgetSource(eventId, sourceId) {
      store.write(() =>
        store.query(
          'delete from event_source where event_key = ? and source_id = ?',
          eventRow(store, eventId).key,
          sourceId,
        ),
      );
    },

    async recordCounts(eventId, sourceId, counts) {
      store.write(() =>
        store.query(
          `insert into event_source (event_key, source_id, added, counts) values (?, ?, 0, ?)
           on conflict do update set counts = excluded.counts`,
          eventRow(store, eventId).key,
          sourceId,
          JSON.stringify(counts),
        ),
      );
    },
  };
}
