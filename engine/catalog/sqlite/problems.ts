import type { ErrorCode } from '../../contract/app-error.ts';
import type { IngestRecords, ProblemRecord } from '../ingest-records.ts';
import { eventRow, nextRevision } from './events.ts';
import { findingSetKey } from './finding-set.ts';
import type { Store } from './store.ts';

interface ProblemRow extends Omit<ProblemRecord, 'id' | 'error' | 'retryable'> {
  key: number;
  code: ErrorCode;
  message: string;
  retryable: number;
}

export function problemMethods(
  store: Store,
): Pick<
  IngestRecords,
  'recordProblem' | 'problems' | 'solveProblem' | 'dismissProblem' | 'countProblems' | 'forgetFailure'
> {
  return {
    async recordProblem(eventId, problem) {
      store.write(() =>
        store.query(
          `insert into problem (event_key, source_id, run, path, size, modified_ms, level, code, message, retryable)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           on conflict (event_key, source_id, path) do update set run = excluded.run, size = excluded.size,
             modified_ms = excluded.modified_ms, level = excluded.level, message = excluded.message,
             retryable = excluded.retryable, dismissed = dismissed and code = excluded.code, code = excluded.code`,
          ...[eventRow(store, eventId).key, problem.sourceId, problem.run, problem.path, problem.size],
          ...[problem.modifiedMs, problem.level, problem.error.code, problem.error.message],
          Number(problem.retryable),
        ),
      );
    },

    async problems(eventId) {
      return store
        .query<ProblemRow>(
          `select key, source_id as sourceId, run, path, size, modified_ms as modifiedMs, level, code, message,
             retryable from problem where event_key = ? and dismissed = 0 order by level, key desc`,
          eventRow(store, eventId).key,
        )
        .map(({ key, code, message, retryable, ...row }) => ({
          ...row,
          id: String(key),
          error: { code, message },
          retryable: retryable === 1,
        }));
    },

    async solveProblem(eventId, sourceId, path) {
      store.write(() =>
        store.query(
          'delete from problem where event_key = ? and source_id = ? and path = ?',
          eventRow(store, eventId).key,
          sourceId,
          path,
        ),
      );
    },

    async dismissProblem(eventId, id) {
      store.write(() =>
        store.query(
          'update problem set dismissed = 1 where event_key = ? and key = ?',
          eventRow(store, eventId).key,
          Number(id),
        ),
      );
    },

    async countProblems(run) {
      const text = 'select count(*) as count from problem where run = ? and dismissed = 0';
      return store.query<{ count: number }>(text, run)[0]!.count;
    },

    async forgetFailure(eventId, path) {
      store.write(() => {
        const event = eventRow(store, eventId);
        const revision = nextRevision(store, event.key);
        store.query('delete from unreadable_file where event_key = ? and path = ?', event.key, path);
        const photos = store.query<{ photo_key: number }>(
          `delete from failure where set_key = ? and photo_key in
             (select photo_key from file where event_key = ? and path = ?) returning photo_key`,
          findingSetKey(store, event.key, event.pack),
          event.key,
          path,
        );
        for (const { photo_key } of photos) {
          store.query('update photo set revision = ? where key = ?', revision, photo_key);
        }
      });
    },
  };
}
