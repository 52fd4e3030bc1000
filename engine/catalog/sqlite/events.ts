import { isDeepStrictEqual } from 'node:util';
import type { Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../contract/app-error.ts';
import { BibRules } from '../../contract/bib-rules.ts';
import {
  defaultThresholds,
  type Event,
  type EventCounts,
  type EventFacts,
  Thresholds,
} from '../../contract/event.ts';
import type { Catalog, EventSummary } from '../catalog.ts';
import { recordAction } from './actions.ts';
import type { Schema } from './schema.ts';
import { type Store, sql } from './store.ts';

export type EventRow = Selectable<Schema['event']>;

/** @param derive Derives the stale sightings of an event. */
export function eventMethods(
  store: Store,
  derive: (eventKey: number) => Promise<void>,
): Pick<Catalog, 'createEvent' | 'updateEvent' | 'findEvent' | 'events' | 'counts' | 'revision'> {
  return {
    async createEvent(facts) {
      return store.write(() => {
        requireFreeName(store, facts.name, null);
        const id = uuidv7();
        const row = { id, created_at: Date.now(), ...factColumns(facts) };
        return toEvent(store.rows(sql.insertInto('event').values(row).returningAll())[0]!);
      });
    },

    async updateEvent(eventId, changes, maker) {
      const { key } = eventRow(store, eventId);
      const event = store.write(() => {
        const row = eventRow(store, eventId);
        const before = toEvent(row);
        const after = writeFacts(store, row, changes);
        const fields = fieldsOf(changes).filter((field) => !isDeepStrictEqual(before[field], after[field]));
        if (maker && fields.length > 0) {
          recordAction(store, row.key, {
            ...{ revision: revisionOf(store, row.key), maker },
            what: { kind: 'eventFacts', fields },
            effect: { kind: 'eventFacts', before: pick(before, fields), after: pick(after, fields) },
          });
        }
        return after;
      });
      await derive(key);
      return event;
    },

    async findEvent(idOrName) {
      const query = sql
        .selectFrom('event')
        .selectAll()
        .where((is) => is.or([is('id', '=', idOrName), is('name_folded', '=', folded(idOrName))]))
        .orderBy((is) => is('id', '=', idOrName), 'desc');
      const row = store.row(query);
      return row ? toEvent(row) : null;
    },

    async events() {
      const query = sql
        .selectFrom('event')
        .selectAll()
        .orderBy('date', (order) => order.desc().nullsLast())
        .orderBy('name_folded');
      return store.read(() => store.rows(query).map((row) => summaryOf(store, row)));
    },

    async counts(eventId) {
      return store.read(() => countsOf(store, eventRow(store, eventId)));
    },

    async revision(eventId) {
      return eventRow(store, eventId).revision;
    },
  };
}

/** @throws AppError EVENT_NOT_FOUND */
export function eventRow(store: Store, eventId: string): EventRow {
  const [row] = store.query<EventRow>('select * from event where id = ?', eventId);
  if (row) return row;
  throw new AppError(
    'EVENT_NOT_FOUND',
    `The catalog has no event with the id ${eventId}. List the events to see which there are.`,
  );
}

/** To be called once in every transaction that changes an event. */
export function nextRevision(store: Store, eventKey: number): number {
  const text = 'update event set revision = revision + 1, changed_at = ? where key = ? returning revision';
  return store.query<{ revision: number }>(text, Date.now(), eventKey)[0]!.revision;
}

/** Changes facts of an event, and marks as stale what they decide. Call it within a transaction. */
export function writeFacts(store: Store, row: EventRow, changes: Partial<EventFacts>): Event {
  const facts = { ...toEvent(row), ...changes };
  requireFreeName(store, facts.name, row.key);
  const query = sql.updateTable('event').set(factColumns(facts)).where('key', '=', row.key);
  const after = store.rows(query.returningAll())[0]!;
  const revision = nextRevision(store, row.key);
  // Other findings count now, for every photo.
  if (after.pack !== row.pack) {
    store.rows(sql.updateTable('photo').set({ revision }).where('event_key', '=', row.key));
  }
  // Cameras write wall clocks: in another zone they showed them at other instants.
  if (after.time_zone !== row.time_zone) {
    store.query(
      `update photo set taken_at = coalesce(instant_of(camera_time, ?), taken_at), revision = ?
       where event_key = ? and camera_time is not null`,
      ...[after.time_zone, revision, row.key],
    );
  }
  const decides = ['pack', 'bib_rules', 'thresholds'] as const;
  if (decides.some((column) => after[column] !== row[column])) markStale(store, row.key);
  return toEvent(after);
}

/**
 * The sightings of an event may be others from now on: of all photos, or of those whose keys come after one.
 * Call it within the transaction that makes them so, and have them derived after it.
 */
export function markStale(store: Store, eventKey: number, after = 0): void {
  store.query(
    'update event set derived_up_to = min(coalesce(derived_up_to, @after), @after) where key = @event',
    { event: eventKey, after },
  );
}

export function bibRulesOf({ bib_rules }: EventRow): BibRules | null {
  return bib_rules === null ? null : BibRules.parse(JSON.parse(bib_rules));
}

export function thresholdsOf({ thresholds }: EventRow): Thresholds {
  return thresholds === null ? defaultThresholds : Thresholds.parse(JSON.parse(thresholds));
}

function revisionOf(store: Store, eventKey: number): number {
  return store.query<{ revision: number }>('select revision from event where key = ?', eventKey)[0]!.revision;
}

function fieldsOf(changes: Partial<EventFacts>): (keyof EventFacts)[] {
  return Object.keys(changes) as (keyof EventFacts)[];
}

function pick(event: Event, fields: readonly (keyof EventFacts)[]): Partial<EventFacts> {
  return Object.fromEntries(fields.map((field) => [field, event[field]]));
}

function requireFreeName(store: Store, name: string, exceptKey: number | null): void {
  const taken = store.row(
    sql.selectFrom('event').select(['key', 'name']).where('name_folded', '=', folded(name)),
  );
  if (taken && taken.key !== exceptKey) {
    throw new AppError(
      'EVENT_EXISTS',
      `There is an event called "${taken.name}" already. Choose another name.`,
    );
  }
}

/** Two names are the same when nobody could tell them apart by ear: case and Unicode form do not count. */
function folded(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

function factColumns(facts: EventFacts) {
  return {
    name: facts.name,
    name_folded: folded(facts.name),
    date: facts.date,
    place: facts.place,
    time_zone: facts.timeZone,
    bib_rules: facts.bibRules && JSON.stringify(facts.bibRules),
    face_search: Number(facts.faceSearch),
    pack: facts.pack,
    photos_folder: facts.photosFolder,
    thresholds: isDeepStrictEqual(facts.thresholds, defaultThresholds)
      ? null
      : JSON.stringify(facts.thresholds),
    changed_at: Date.now(),
  };
}

function toEvent(row: EventRow): Event {
  return {
    id: row.id,
    name: row.name,
    date: row.date,
    place: row.place,
    timeZone: row.time_zone,
    bibRules: bibRulesOf(row),
    faceSearch: row.face_search === 1,
    pack: row.pack,
    createdAt: row.created_at,
    photosFolder: row.photos_folder,
    thresholds: thresholdsOf(row),
  };
}

function summaryOf(store: Store, row: EventRow): EventSummary {
  const [size] = store.query<{ bytes: number }>(
    'select coalesce(sum(size), 0) as bytes from file where event_key = ?',
    row.key,
  );
  const [file] = store.query<{ path: string }>(
    `select f.path from (select key from photo where event_key = ? order by revision desc limit 1) p
     join file f on f.photo_key = p.key limit 1`,
    row.key,
  );
  return {
    ...toEvent(row),
    counts: countsOf(store, row),
    cover: coverOf(store, row),
    changedAt: row.changed_at,
    bytes: size!.bytes,
    anyFile: file?.path ?? null,
  };
}

/**
 * Of the first photos with an accepted bib, the best rated and then the sharpest that shows a face: looking
 * through all of them would cost more than a cover is worth, and it would change all the time.
 */
function coverOf(store: Store, event: EventRow): string | null {
  const [cover] = store.query<{ id: string }>(
    `select p.id from (
       select distinct photo_key from sighting where event_key = @event and state = 'accepted' limit 300) s
     cross join photo p on p.key = s.photo_key
     cross join findings f on f.photo_key = p.key
       and f.set_key = (select key from finding_set where event_key = @event and pack = @pack)
     where p.flag is not 'reject' and exists (select 1 from face where findings_key = f.key)
     order by p.stars desc, f.best_sharpness desc limit 1`,
    { event: event.key, pack: event.pack },
  );
  return cover?.id ?? null;
}

function countsOf(store: Store, event: EventRow): EventCounts {
  const [counts] = store.query<Omit<EventCounts, 'waiting'>>(
    `with present as (select key from finding_set where event_key = @event and pack = @pack)
     select
       (select count(*) from photo where event_key = @event) as photos,
       (select count(*) from findings where set_key in present) as analysed,
       (select count(*) from failure f where set_key in present and code <> 'RAW_NOT_READ' and not exists
         (select 1 from findings where set_key = f.set_key and photo_key = f.photo_key)) as failed,
       (select count(*) from failure f where set_key in present and code = 'RAW_NOT_READ' and not exists
         (select 1 from findings where set_key = f.set_key and photo_key = f.photo_key)) as notRead,
       (select count(*) from unreadable_file where event_key = @event) as unreadableFiles,
       (select count(*) from findings join face on face.findings_key = findings.key
         where set_key in present) as faces,
       (select count(*) from bib_reading where set_key in present) as bibReadings,
       (select count(*) from entry where event_key = @event) as entries,
       (select count(*) from entry e where event_key = @event and exists (select 1 from sighting s
         where s.event_key = @event and s.number = e.bib and s.state = 'accepted')) as athletesFound,
       (select count(*) from sighting where event_key = @event and state = 'review') as toReview`,
    { event: event.key, pack: event.pack },
  );
  const { photos, analysed, failed, notRead } = counts!;
  return { ...counts!, waiting: photos - analysed - failed - notRead };
}
