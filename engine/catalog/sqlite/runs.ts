import type { IngestRecords, RunFindings, RunRecord } from '../ingest-records.ts';
import { eventRow } from './events.ts';
import { findingSetKey } from './finding-set.ts';
import type { Store } from './store.ts';

interface RunRow extends Omit<RunRecord, 'reason' | 'figures'> {
  reason: string | null;
  figures: string | null;
}

const SELECT = `select r.id, e.id as event, r.source_id as source, r.mode, r.destination, r.state, r.reason,
  r.started_at as startedAt, r.ended_at as endedAt, r.owner, r.beat, r.figures
  from run r join event e on e.key = r.event_key`;

export function runMethods(
  store: Store,
): Pick<
  IngestRecords,
  | 'createRun'
  | 'run'
  | 'runs'
  | 'unfinishedRuns'
  | 'claimRun'
  | 'updateRun'
  | 'keepRun'
  | 'runFindings'
  | 'broughtBy'
  | 'revisions'
> {
  return {
    async createRun(run) {
      return store.write(() => {
        store.query(
          `insert into run (id, event_key, source_id, mode, destination, state, started_at, owner, beat)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[run.id, eventRow(store, run.event).key, run.source, run.mode, run.destination],
          ...[run.state, run.startedAt, run.owner, run.beat],
        );
        return toRun(store.query<RunRow>(`${SELECT} where r.id = ?`, run.id)[0]!);
      });
    },

    async run(id) {
      return store.query<RunRow>(`${SELECT} where r.id = ?`, id).map(toRun)[0] ?? null;
    },

    async runs(eventId) {
      const { key } = eventRow(store, eventId);
      return store.query<RunRow>(`${SELECT} where r.event_key = ? order by r.id desc`, key).map(toRun);
    },

    async unfinishedRuns() {
      return store.query<RunRow>(`${SELECT} where r.ended_at is null order by r.id`).map(toRun);
    },

    async claimRun(id, owner, { now, staleBefore, gone }) {
      return store.write(
        () =>
          store.query(
            `update run set owner = @owner, beat = @now where id = @id and (owner is null or owner = @owner
               or coalesce(beat, 0) < @staleBefore or owner in (select value from json_each(@gone)))
             returning id`,
            { id, owner, now, staleBefore, gone: JSON.stringify(gone) },
          ).length > 0,
      );
    },

    async updateRun(id, changes, owner) {
      return store.write(() => {
        const [row] = store.query<RunRow>(`${SELECT} where r.id = ?`, id);
        if (!row || (owner !== undefined && row.owner !== owner)) return false;
        const next = { ...toRun(row), ...changes };
        store.query(
          'update run set state = ?, reason = ?, ended_at = ?, owner = ?, beat = ?, figures = ? where id = ?',
          ...[next.state, text(next.reason), next.endedAt, next.owner, next.beat, text(next.figures), id],
        );
        return true;
      });
    },

    async keepRun(id, owner, last, now) {
      return store.write(() => {
        const [run] = store.query<RunRow>(`${SELECT} where r.id = ?`, id).map(toRun);
        if (run?.owner !== owner || run.endedAt !== null) return null;
        const { state, reason } = run.state === last ? now : run;
        store.query(
          'update run set state = ?, reason = ?, beat = ?, figures = ? where id = ?',
          ...[state, text(reason), now.beat, text(now.figures), id],
        );
        return state;
      });
    },

    async runFindings(eventId, run) {
      const event = eventRow(store, eventId);
      return store.query<RunFindings>(
        `with brought as (select key from photo where run_id = @run)
         select
           (select count(*) from brought join findings f on f.photo_key = brought.key and f.set_key = @set
             join face on face.findings_key = f.key) as faces,
           (select count(*) from brought join sighting s on s.photo_key = brought.key
             where s.state in ('accepted', 'review')) as bibs,
           (select count(*) from brought join sighting s on s.photo_key = brought.key
             where s.state = 'review') as toReview`,
        { run, set: findingSetKey(store, event.key, event.pack) },
      )[0]!;
    },

    async broughtBy(eventId, run, photoIds) {
      const rows = store.query<{ id: string }>(
        `select id from photo where event_key = ? and run_id = ? and id in (select value from json_each(?))`,
        eventRow(store, eventId).key,
        run,
        JSON.stringify(photoIds),
      );
      return new Set(rows.map(({ id }) => id));
    },

    async revisions() {
      return store.query<{ id: string; revision: number; facts: string }>(
        `select id, revision, json_array(name, date, place, time_zone, photos_folder) as facts from event`,
      );
    },
  };
}

function toRun({ reason, figures, ...row }: RunRow): RunRecord {
  return {
    ...row,
    reason: reason === null ? null : JSON.parse(reason),
    figures: figures === null ? null : JSON.parse(figures),
  };
}

function text(value: object | null): string | null {
  return value && JSON.stringify(value);
}
