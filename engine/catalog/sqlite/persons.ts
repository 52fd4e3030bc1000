import type { Decision, RelativeBox, Verdict } from '../../contract/decision.ts';
import { relativeBox } from '../../contract/relative-box.ts';
import { decisionsInForce } from '../decisions-in-force.ts';
import type { FacePhoto, PersonRecords } from '../person-records.ts';
import type { Derivation } from './derive.ts';
import { eventRow, nextRevision } from './events.ts';
import { ensureFindingSet, findingSetKey } from './finding-set.ts';
import { photoKeys } from './photos.ts';
import type { Store } from './store.ts';

/** Photos that are read in one go, and hints that are kept in one transaction: some ten milliseconds. */
const BATCH = 200;
/** Faces whose persons are kept in one transaction. */
const FACES = 2000;

export function personMethods(store: Store, derivation: Derivation): PersonRecords {
  return {
    async *facePhotos(eventId, since) {
      // After everything at that revision, whatever its key.
      let last = { revision: since ?? -1, key: since === null ? 0 : Number.MAX_SAFE_INTEGER };
      for (;;) {
        const photos = store.read(() => readPhotos(store, eventId, last));
        for (const { key: _, ...photo } of photos) yield photo;
        const end = photos.at(-1);
        if (!end || photos.length < BATCH) return;
        last = { revision: end.revision, key: end.key };
        await new Promise(setImmediate);
      }
    },

    async countPhotos(eventId) {
      const text = 'select count(*) as photos from photo where event_key = ?';
      return store.query<{ photos: number }>(text, eventRow(store, eventId).key)[0]!.photos;
    },

    async countAthletes(eventId) {
      const [row] = store.query<{ withPhotos: number; all: number }>(
        `select count(*) as "all", coalesce(sum(exists (select 1 from sighting s
           where s.event_key = e.event_key and s.number = e.bib and s.state = 'accepted')), 0) as withPhotos
         from entry e where e.event_key = ?`,
        eventRow(store, eventId).key,
      );
      return row!;
    },

    async faceVectors(_eventId, faceKeys) {
      const rows = store.query<{ key: number; vector: Buffer }>(
        'select face_key as key, vector from json_each(?) k cross join face_vector on face_key = k.value',
        JSON.stringify(faceKeys),
      );
      // A copy: a view of float32 must start at a multiple of four bytes.
      return new Map(rows.map(({ key, vector }) => [key, new Float32Array(Uint8Array.from(vector).buffer)]));
    },

    async personDecisions(eventId, known) {
      return store.read(() => {
        const { key } = eventRow(store, eventId);
        // Decisions are only ever added, and a photo's id changes only where an alias is added.
        const [row] = store.query<{ stamp: string }>(
          `select (select count(*) || ' ' || coalesce(max(id), '') from decision where event_key = @event and ${ON_PERSONS})
             || ' ' || (select count(*) from photo_alias where event_key = @event) as stamp`,
          { event: key },
        );
        const { stamp } = row!;
        return stamp === known ? null : { stamp, decisions: decisionsOn(store, key) };
      });
    },

    async keepPersons(eventId, { persons, hints }) {
      for (const batch of batches([...persons], FACES)) {
        store.write(() => {
          const event = eventRow(store, eventId);
          const setKey = ensureFindingSet(store, event.key, event.pack);
          // Whoever shows persons is told by it.
          nextRevision(store, event.key);
          for (const [face, person] of batch) {
            // A face that is gone meanwhile has no person.
            if (person === null) store.query('delete from person_face where face_key = ?', face);
            else
              store.query(
                `insert into person_face select key, ?, ? from face where key = ?
                 on conflict do update set set_key = excluded.set_key, person = excluded.person`,
                ...[setKey, person, face],
              );
          }
        });
        await new Promise(setImmediate);
      }
      for (const batch of batches([...hints], BATCH)) {
        store.write(() => {
          const event = eventRow(store, eventId);
          const setKey = ensureFindingSet(store, event.key, event.pack);
          const keys = photoKeys(
            store,
            event.key,
            batch.map(([id]) => id),
          );
          for (const [id, said] of batch) {
            const key = keys.get(id);
            if (key === undefined) continue;
            if (said === null) store.query('delete from photo_hint where photo_key = ?', key);
            else
              store.query(
                'insert or replace into photo_hint values (?, ?, ?)',
                ...[key, setKey, JSON.stringify(said)],
              );
          }
          derivation.photos(event, nextRevision(store, event.key), [...keys.values()], {
            marks: false,
            sightings: true,
          });
        });
        await new Promise(setImmediate);
      }
    },
  };
}

type Read = FacePhoto & { readonly key: number };

function readPhotos(store: Store, eventId: string, after: { revision: number; key: number }): Read[] {
  const event = eventRow(store, eventId);
  const setKey = findingSetKey(store, event.key, event.pack);
  interface Row {
    key: number;
    id: string;
    name: string;
    takenAt: number | null;
    camera: number | null;
    revision: number;
    findings: number | null;
    width: number;
    height: number;
    aliases: string | null;
    hints: string | null;
  }
  const rows = store.query<Row>(
    `select p.key, p.id, p.name, p.taken_at as takenAt, p.camera_key as camera, p.revision,
       f.key as findings, f.width, f.height, h.hints,
       (select json_group_array(alias) from photo_alias where photo_key = p.key) as aliases
     from photo p left join findings f on f.set_key = @set and f.photo_key = p.key
     left join photo_hint h on h.photo_key = p.key and h.set_key = @set
     where p.event_key = @event and (p.revision, p.key) > (@revision, @key)
     order by p.revision, p.key limit ${BATCH}`,
    { set: setKey, event: event.key, ...after },
  );
  const list = JSON.stringify(rows.flatMap(({ findings }) => findings ?? []));
  type Found<T> = T & { findings: number; box: string };
  const faces = Map.groupBy(
    store.query<Found<{ key: number; id: string; quality: number; embedded: number; person: number | null }>>(
      `select f.findings_key as findings, f.key, f.id, f.box, f.quality, p.person,
         exists (select 1 from face_vector where face_key = f.key) as embedded
       from json_each(?) k cross join face f on f.findings_key = k.value
       left join person_face p on p.face_key = f.key and p.set_key = ? order by f.key`,
      list,
      setKey,
    ),
    ({ findings }) => findings,
  );
  const readings = Map.groupBy(
    store.query<Found<{ id: string; number: string; confidence: number }>>(
      `select r.findings_key as findings, cast(r.key as text) as id, r.current_number as number,
         r.current_confidence as confidence, r.box
       from json_each(?) k cross join bib_reading r on r.findings_key = k.value order by r.key`,
      list,
    ),
    ({ findings }) => findings,
  );
  return rows.map(({ findings, width, height, aliases, hints, ...photo }) => {
    const place = (box: string): RelativeBox => relativeBox(JSON.parse(box), { width, height });
    return {
      ...photo,
      aliases: aliases === null ? [] : JSON.parse(aliases),
      hints: hints === null ? null : JSON.parse(hints),
      faces: (faces.get(findings ?? -1) ?? []).map(({ key, id, quality, embedded, person, box }) => ({
        ...{ key, id, quality, person },
        embedded: embedded === 1,
        box: place(box),
      })),
      readings: (readings.get(findings ?? -1) ?? []).map(({ id, number, confidence, box }) => ({
        ...{ id, number, confidence },
        box: place(box),
      })),
    };
  });
}

/** As an index has it. */
const ON_PERSONS = `verdict ->> 'kind' in ('bib', 'person', 'name', 'undo')`;

/** Decisions on bibs and persons in force, under the present ids of their photos. */
function decisionsOn(store: Store, eventKey: number): Decision[] {
  interface Row {
    id: string;
    time: number;
    counter: number;
    author: string;
    device: string;
    action: string;
    verdict: string;
  }
  const rows = store.query<Row>(
    `select id, time, counter, author, device, action_id as action, verdict from decision
     where event_key = ? and ${ON_PERSONS}`,
    eventKey,
  );
  const present = new Map(
    store
      .query<{ alias: string; id: string }>(
        `select a.alias, p.id from photo_alias a join photo p on p.key = a.photo_key where a.event_key = ?`,
        eventKey,
      )
      .map(({ alias, id }) => [alias, id]),
  );
  const now = <P extends { photoId: string }>(place: P): P => ({
    ...place,
    photoId: present.get(place.photoId) ?? place.photoId,
  });
  return decisionsInForce(
    rows.map(({ time, counter, verdict: text, ...row }) => {
      const verdict: Verdict = JSON.parse(text);
      return {
        ...row,
        clock: { time, counter },
        verdict:
          verdict.kind === 'undo'
            ? verdict
            : verdict.kind === 'person'
              ? { ...verdict, place: now(verdict.place), other: now(verdict.other) }
              : { ...verdict, place: now(verdict.place) },
      };
    }),
  );
}

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let first = 0; first < items.length; first += size) yield items.slice(first, first + size);
}
