import type { ExportPhoto, ExportSighting } from '../../contract/export-photo.ts';
import type { PhotoFile } from '../../contract/photo.ts';
import type { ExportRecords, ExportRunRecord } from '../export-records.ts';
import { type EventRow, eventRow } from './events.ts';
import { findingSetKey } from './finding-set.ts';
import type { Store } from './store.ts';

interface RunRow extends Omit<ExportRunRecord, 'request' | 'reason' | 'figures' | 'problems'> {
  request: string;
  reason: string | null;
  figures: string | null;
  problems: string;
}

const SELECT = `select r.id, e.id as event, r.name, r.destination, r.request, r.state, r.reason,
  r.started_at as startedAt, r.ended_at as endedAt, r.owner, r.beat, r.figures, r.problems
  from export_run r join event e on e.key = r.event_key`;

export function exportMethods(store: Store): ExportRecords {
  return {
    async exportPhotos(eventId) {
      return store.read(() => loadPhotos(store, eventRow(store, eventId)));
    },

    async createExport(run) {
      return store.write(() => {
        store.query(
          `insert into export_run (id, event_key, name, destination, request, state, started_at, owner, beat)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[run.id, eventRow(store, run.event).key, run.name, run.destination, JSON.stringify(run.request)],
          ...[run.state, run.startedAt, run.owner, run.beat],
        );
        return toRun(store.query<RunRow>(`${SELECT} where r.id = ?`, run.id)[0]!);
      });
    },

    async exportRun(id) {
      return store.query<RunRow>(`${SELECT} where r.id = ?`, id).map(toRun)[0] ?? null;
    },

    async exportRuns(eventId) {
      const { key } = eventRow(store, eventId);
      return store.query<RunRow>(`${SELECT} where r.event_key = ? order by r.id desc`, key).map(toRun);
    },

    async unfinishedExports() {
      return store.query<RunRow>(`${SELECT} where r.ended_at is null order by r.id`).map(toRun);
    },

    async claimExport(id, owner, { now, staleBefore, gone }) {
      return store.write(
        () =>
          store.query(
            `update export_run set owner = @owner, beat = @now where id = @id and (owner is null or owner = @owner
               or coalesce(beat, 0) < @staleBefore or owner in (select value from json_each(@gone)))
             returning id`,
            { id, owner, now, staleBefore, gone: JSON.stringify(gone) },
          ).length > 0,
      );
    },

    async updateExport(id, changes, owner) {
      return store.write(() => {
        const [row] = store.query<RunRow>(`${SELECT} where r.id = ?`, id);
        if (!row || (owner !== undefined && row.owner !== owner)) return false;
        const next = { ...toRun(row), ...changes };
        store.query(
          `update export_run set state = ?, reason = ?, ended_at = ?, owner = ?, beat = ?, figures = ?, problems = ?
           where id = ?`,
          ...[next.state, text(next.reason), next.endedAt, next.owner, next.beat, text(next.figures)],
          ...[JSON.stringify(next.problems), id],
        );
        return true;
      });
    },
  };
}

function toRun({ request, reason, figures, problems, ...row }: RunRow): ExportRunRecord {
  return {
    ...row,
    request: JSON.parse(request),
    reason: reason === null ? null : JSON.parse(reason),
    figures: figures === null ? null : JSON.parse(figures),
    problems: JSON.parse(problems),
  };
}

function text(value: object | null): string | null {
  return value && JSON.stringify(value);
}

interface PhotoRow extends Omit<ExportPhoto, 'files' | 'sightings'> {
  key: number;
}

/** One pass over each table: an export is of a whole event. */
function loadPhotos(store: Store, event: EventRow): ExportPhoto[] {
  const files = new Map<number, PhotoFile[]>();
  for (const { owner, ...file } of store.query<PhotoFile & { owner: number }>(
    `select photo_key as owner, path, size, modified_ms as modifiedMs, role, sha256 from file
     where event_key = ? order by photo_key, role, path`,
    event.key,
  )) {
    add(files, owner, file);
  }
  const sightings = new Map<number, ExportSighting[]>();
  for (const { owner, state, ...sighting } of store.query<
    Omit<ExportSighting, 'review'> & { owner: number; state: string }
  >(
    `select photo_key as owner, number, state, confidence, evidence from sighting
     where event_key = ? and state in ('accepted', 'review')`,
    event.key,
  )) {
    add(sightings, owner, { ...sighting, review: state === 'review' });
  }
  const rows = store.query<PhotoRow>(
    `select p.key, p.id, p.name, p.taken_at as takenAt, p.camera_time as cameraTime,
       coalesce(c.model, c.make) as camera, p.stars, p.flag, f.width, f.height
     from photo p left join camera c on c.key = p.camera_key
     left join findings f on f.set_key = @set and f.photo_key = p.key
     where p.event_key = @event order by p.taken_order, p.key`,
    { event: event.key, set: findingSetKey(store, event.key, event.pack) },
  );
  return rows.map(({ key, ...photo }) => ({
    ...photo,
    files: files.get(key) ?? [],
    sightings: surestFirst(sightings.get(key) ?? []),
  }));
}

function add<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Each number once, accepted before to review, then by confidence. */
function surestFirst(sightings: ExportSighting[]): ExportSighting[] {
  if (sightings.length < 2) return sightings;
  const seen = new Set<string>();
  return sightings
    .sort((a, b) => Number(a.review) - Number(b.review) || b.confidence - a.confidence)
    .filter(({ number }) => !seen.has(number) && seen.add(number));
}
