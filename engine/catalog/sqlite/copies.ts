import type { CopyRecord, IngestRecords } from '../ingest-records.ts';
import { eventRow } from './events.ts';
import type { Store } from './store.ts';

const COLUMNS = `source_id as sourceId, path, size, modified_ms as modifiedMs, sha256, copy, role, folder, stem,
  taken_at as takenAt, run`;

/** Systems keep times of files to the second or to two; a copy carries that of its original. */
const SAME_TIME_MS = 2000;

export function copyMethods(
  store: Store,
): Pick<
  IngestRecords,
  | 'copies'
  | 'lookAlikes'
  | 'copiedSizes'
  | 'copiesWithContent'
  | 'copiesOfShot'
  | 'copiedPhotos'
  | 'recordCopy'
> {
  return {
    async copies(eventId, sourceId, paths) {
      const rows = store.query<CopyRecord>(
        `select ${COLUMNS} from copied_file where event_key = ? and source_id = ?
           and path in (select value from json_each(?))`,
        eventRow(store, eventId).key,
        sourceId,
        JSON.stringify(paths),
      );
      return new Map(rows.map((row) => [row.path, row]));
    },

    async lookAlikes(eventId, files) {
      const rows = store.query<{ place: number }>(
        `select wanted.key as place from json_each(@files) wanted
         where exists (select 1 from file f where f.event_key = @event and f.size = wanted.value ->> 'size'
           and abs(f.modified_ms - (wanted.value ->> 'modifiedMs')) <= ${SAME_TIME_MS}
           and substr(f.path, -length(wanted.value ->> 'name')) = wanted.value ->> 'name')`,
        { event: eventRow(store, eventId).key, files: JSON.stringify(files) },
      );
      return new Set(rows.map(({ place }) => place));
    },

    async copiedSizes(eventId) {
      const rows = store.query<{ size: number }>(
        'select distinct size from copied_file where event_key = ?',
        eventRow(store, eventId).key,
      );
      return new Set(rows.map(({ size }) => size));
    },

    async copiesWithContent(eventId, sha256) {
      return store.query<CopyRecord>(
        `select ${COLUMNS} from copied_file where event_key = ? and sha256 = ?`,
        eventRow(store, eventId).key,
        sha256,
      );
    },

    async copiesOfShot(eventId, folder, stem) {
      return store.query<CopyRecord>(
        `select ${COLUMNS} from copied_file where event_key = ? and folder = ? and stem = ?`,
        eventRow(store, eventId).key,
        folder,
        stem,
      );
    },

    async copiedPhotos(eventId, run) {
      return store.query<CopyRecord>(
        `select ${COLUMNS} from copied_file where run = ? and role = 'photo' and event_key = ? order by path`,
        run,
        eventRow(store, eventId).key,
      );
    },

    async recordCopy(eventId, copy) {
      store.write(() =>
        store.query(
          'insert or replace into copied_file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          ...[
            eventRow(store, eventId).key,
            copy.sourceId,
            copy.path,
            copy.size,
            copy.modifiedMs,
            copy.sha256,
          ],
          ...[copy.copy, copy.role, copy.folder, copy.stem, copy.takenAt, copy.run],
        ),
      );
    },
  };
}
