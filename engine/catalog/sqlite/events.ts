import type { Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../contract/app-error.ts';
import { BibRules } from '../../contract/bib-rules.ts';
import type { Event, EventCounts, EventFacts } from '../../contract/event.ts';
import type { Catalog } from '../catalog.ts';
import type { Schema } from './schema.ts';
import { type Store, sql } from './store.ts';

type EventRow = Selectable<Schema['event']>;

export function eventMethods(
  store: Store,
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

    async updateEvent(eventId, changes) {
      return store.write(() => {
        const row = eventRow(store, eventId);
        const facts = { ...toEvent(row), ...changes };
        requireFreeName(store, facts.name, row.key);
        const query = sql.updateTable('event').set(factColumns(facts)).where('key', '=', row.key);
        const after = store.rows(query.returningAll())[0]!;
        const revision = nextRevision(store, row.key);
        // Other findings count now, for every photo.
        if (after.pack !== row.pack) {
          store.rows(sql.updateTable('photo').set({ revision }).where('event_key', '=', row.key));
        }
        return toEvent(after);
      });
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
      return store.read(() =>
        store.rows(query).map((row) => ({
          ...toEvent(row),
          counts: countsOf(store, row),
          cover: null,
          changedAt: row.changed_at,
          bytes: 0,
          reachable: true,
        })),
      );
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
    bibRules: row.bib_rules === null ? null : BibRules.parse(JSON.parse(row.bib_rules)),
    faceSearch: row.face_search === 1,
    pack: row.pack,
    createdAt: row.created_at,
    photosFolder: row.photos_folder,
  };
}

function countsOf(store: Store, event: EventRow): EventCounts {
  const [counts] = store.query<Omit<EventCounts, 'waiting'>>(
    `with present as (select key from finding_set where event_key = @event and pack = @pack)
     select
       (select count(*) from photo where event_key = @event) as photos,
       (select count(*) from findings where set_key in present) as analysed,
       (select count(*) from failure f where set_key in present and not exists
         (select 1 from findings where set_key = f.set_key and photo_key = f.photo_key)) as failed,
       (select count(*) from unreadable_file where event_key = @event) as unreadableFiles,
       (select count(*) from findings join face on face.findings_key = findings.key
         where set_key in present) as faces,
       (select count(*) from bib_reading where set_key in present) as bibReadings,
       (select count(*) from entry where event_key = @event) as entries,
       (select count(*) from (select bib from entry where event_key = @event intersect
         select number from sighting where event_key = @event and state = 'accepted')) as athletesFound,
       (select count(*) from sighting where event_key = @event and state = 'review') as toReview`,
    { event: event.key, pack: event.pack },
  );
  return { ...counts!, waiting: counts!.photos - counts!.analysed - counts!.failed };
}
