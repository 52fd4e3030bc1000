import type { Decision, RelativeBox } from '../../contract/decision.ts';
import { relativeBox } from '../../contract/relative-box.ts';
import type {
  BibWord,
  DerivedSighting,
  PhotoEvidence,
  PhotoHints,
  SightingsOf,
} from '../../contract/sighting.ts';
import { decisionsInForce } from '../decisions-in-force.ts';
import { bibRulesOf, type EventRow, thresholdsOf } from './events.ts';
import { findingSetKey } from './finding-set.ts';
import type { Store } from './store.ts';

/** Photos whose evidence is held in memory at once. */
const BATCH = 500;

/** What is derived anew: decisions about sightings leave ratings as they are, and the other way round. */
export interface Parts {
  readonly marks: boolean;
  readonly sightings: boolean;
}

const everything: Parts = { marks: true, sightings: true };

/**
 * Keeps what follows from findings and decisions: the sightings of photos, their stars, flag and label.
 * Everything here is called within a transaction, and writes only what came out different, under the
 * revision that is given.
 */
export class Derivation {
  readonly #store: Store;
  readonly #sightingsOf: SightingsOf;

  constructor(store: Store, sightingsOf: SightingsOf) {
    this.#store = store;
    this.#sightingsOf = sightingsOf;
  }

  photos(event: EventRow, revision: number, photoKeys: readonly number[], parts: Parts = everything): void {
    for (let first = 0; first < photoKeys.length; first += BATCH) {
      this.#batch(event, revision, photoKeys.slice(first, first + BATCH), parts);
    }
  }

  #batch(event: EventRow, revision: number, photoKeys: readonly number[], parts: Parts): void {
    const store = this.#store;
    const keys = JSON.stringify(photoKeys);
    const decisions = decisionsOfPhotos(store, event.key, keys);
    const changed = new Set<number>();
    if (parts.marks) for (const key of this.#marks(keys, decisions)) changed.add(key);
    if (parts.sightings)
      for (const key of this.#sightings(event, photoKeys, keys, decisions)) changed.add(key);
    for (const key of changed) store.query('update photo set revision = ? where key = ?', revision, key);
  }

  *#marks(keys: string, decisions: ReadonlyMap<number, readonly Decision[]>): Generator<number> {
    const stored = this.#store.query<{ key: number } & Marks>(
      `select p.key, p.stars, p.flag, p.label from json_each(?) wanted cross join photo p on p.key = wanted.value`,
      keys,
    );
    for (const { key, ...before } of stored) {
      const marks = marksOf(decisions.get(key) ?? []);
      if (marks.stars === before.stars && marks.flag === before.flag && marks.label === before.label)
        continue;
      this.#store.query(
        'update photo set stars = ?, flag = ?, label = ? where key = ?',
        ...[marks.stars, marks.flag, marks.label, key],
      );
      yield key;
    }
  }

  *#sightings(
    event: EventRow,
    photoKeys: readonly number[],
    keys: string,
    decisions: ReadonlyMap<number, readonly Decision[]>,
  ): Generator<number> {
    const setKey = findingSetKey(this.#store, event.key, event.pack);
    const { readings, faces } = findingsOf(this.#store, setKey, keys);
    const stored = storedSightings(this.#store, keys);
    const rules = bibRulesOf(event);
    const thresholds = thresholdsOf(event);
    const hints = hintsOf(this.#store, setKey, keys);
    const listed = startListOf(this.#store, event.key);
    for (const key of photoKeys) {
      const derived = this.#sightingsOf({
        readings: readings.get(key) ?? [],
        faces: faces.get(key) ?? [],
        words: wordsOf(decisions.get(key) ?? []),
        hints: hints.get(key) ?? null,
        thresholds,
        rules,
        listed,
      });
      const rows = derived.map((sighting, rank) => sightingRow(key, rank, event.key, sighting));
      const before = stored.get(key) ?? [];
      if (rows.length === before.length && rows.every((row, i) => sameRow(row, before[i]!))) continue;
      if (before.length > 0) this.#store.query('delete from sighting where photo_key = ?', key);
      for (const row of rows) {
        this.#store.query('insert into sighting values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ...row);
      }
      yield key;
    }
  }
}

interface Marks {
  readonly stars: number;
  readonly flag: string | null;
  readonly label: string | null;
}

function marksOf(inForce: readonly Decision[]): Marks {
  let marks: Marks = { stars: 0, flag: null, label: null };
  for (const { verdict } of inForce) {
    if (verdict.kind === 'stars') marks = { ...marks, stars: verdict.stars };
    else if (verdict.kind === 'flag') marks = { ...marks, flag: verdict.flag };
    else if (verdict.kind === 'label') marks = { ...marks, label: verdict.label };
  }
  return marks;
}

function wordsOf(inForce: readonly Decision[]): BibWord[] {
  return inForce.flatMap(({ verdict, author, clock }) => {
    if (verdict.kind !== 'bib') return [];
    const { number, worn, place } = verdict;
    return [{ number, worn, box: place.box, author, at: clock.time }];
  });
}

/** Decisions in force that name each photo first, by any of its ids. */
function decisionsOfPhotos(store: Store, eventKey: number, photoKeys: string): Map<number, Decision[]> {
  interface Row {
    photoKey: number;
    photoId: string;
    id: string;
    time: number;
    counter: number;
    author: string;
    device: string;
    action: string;
    verdict: string;
  }
  const rows = store.query<Row>(
    `with wanted(key, id, present) as (
       select p.key, p.id, p.id from json_each(@keys) k cross join photo p on p.key = k.value
       union all
       select p.key, a.alias, p.id from json_each(@keys) k cross join photo_alias a on a.photo_key = k.value
       cross join photo p on p.key = a.photo_key)
     select w.key as photoKey, w.present as photoId, d.id, d.time, d.counter, d.author, d.device,
       d.action_id as action, d.verdict
     from wanted w cross join decision d on d.event_key = @event and d.photo_id = w.id`,
    { keys: photoKeys, event: eventKey },
  );
  const byPhoto = new Map<number, Decision[]>();
  for (const { photoKey, photoId, time, counter, verdict: text, ...row } of rows) {
    const verdict: Decision['verdict'] = JSON.parse(text);
    // A decision keeps the id that the photo had; those of all its ids are about one photo.
    const present = verdict.kind === 'undo' ? verdict : { ...verdict, place: { ...verdict.place, photoId } };
    const decision: Decision = { ...row, clock: { time, counter }, verdict: present };
    const list = byPhoto.get(photoKey);
    if (list) list.push(decision);
    else byPhoto.set(photoKey, [decision]);
  }
  for (const [key, list] of byPhoto) byPhoto.set(key, decisionsInForce(list));
  return byPhoto;
}

function findingsOf(store: Store, setKey: number | null, photoKeys: string) {
  interface Row {
    photoKey: number;
    id: string;
    box: string;
    width: number;
    height: number;
  }
  const readings = store.query<Row & { number: string; confidence: number }>(
    `select f.photo_key as photoKey, cast(r.key as text) as id, r.current_number as number,
       r.current_confidence as confidence, r.box, f.width, f.height
     from json_each(?) k cross join findings f on f.set_key = ? and f.photo_key = k.value
     cross join bib_reading r on r.findings_key = f.key order by r.key`,
    photoKeys,
    setKey,
  );
  const faces = store.query<Row>(
    `select f.photo_key as photoKey, face.id, face.box, f.width, f.height
     from json_each(?) k cross join findings f on f.set_key = ? and f.photo_key = k.value
     cross join face on face.findings_key = f.key order by face.key`,
    photoKeys,
    setKey,
  );
  return { readings: byPhoto(readings), faces: byPhoto(faces) };

  function byPhoto<R extends Row>(rows: readonly R[]) {
    const groups = new Map<number, (Omit<R, 'box'> & { box: RelativeBox })[]>();
    for (const row of rows) {
      const group = groups.get(row.photoKey);
      const placed = { ...row, box: relativeBox(JSON.parse(row.box), row) };
      if (group) group.push(placed);
      else groups.set(row.photoKey, [placed]);
    }
    return groups;
  }
}

function hintsOf(store: Store, setKey: number | null, photoKeys: string): Map<number, PhotoHints> {
  const rows = store.query<{ key: number; hints: string }>(
    `select h.photo_key as key, h.hints from json_each(?) k
     cross join photo_hint h on h.photo_key = k.value where h.set_key = ?`,
    photoKeys,
    setKey,
  );
  return new Map(rows.map(({ key, hints }) => [key, JSON.parse(hints)]));
}

/** Looks a number up in the start list; null of every number where there is none. */
function startListOf(store: Store, eventKey: number): PhotoEvidence['listed'] {
  const any = 'select 1 from entry where event_key = ? limit 1';
  if (store.query(any, eventKey).length === 0) return () => null;
  return (number) =>
    store.query('select 1 from entry where event_key = ? and bib = ? limit 1', eventKey, number).length > 0;
}

/** The columns of `sighting`, in their order. */
type SightingRow = readonly [
  photoKey: number,
  rank: number,
  eventKey: number,
  number: string,
  state: string,
  confidence: number,
  box: string | null,
  readingKey: number | null,
  faceId: string | null,
  evidence: string,
];

function sightingRow(photoKey: number, rank: number, eventKey: number, s: DerivedSighting): SightingRow {
  return [
    ...([photoKey, rank, eventKey, s.number, s.state, s.confidence] as const),
    s.box && JSON.stringify(s.box),
    s.readingId === null ? null : Number(s.readingId),
    s.faceId,
    JSON.stringify(s.evidence),
  ];
}

function sameRow(a: SightingRow, b: SightingRow): boolean {
  return a.every((value, i) => value === b[i]);
}

interface StoredSighting {
  photo_key: number;
  rank: number;
  event_key: number;
  number: string;
  state: string;
  confidence: number;
  box: string | null;
  reading_key: number | null;
  face_id: string | null;
  evidence: string;
}

function storedSightings(store: Store, photoKeys: string): Map<number, SightingRow[]> {
  const rows = store.query<StoredSighting>(
    `select s.* from json_each(?) k cross join sighting s on s.photo_key = k.value order by s.photo_key, s.rank`,
    photoKeys,
  );
  const byPhoto = new Map<number, SightingRow[]>();
  for (const s of rows) {
    const row: SightingRow = [
      ...([s.photo_key, s.rank, s.event_key, s.number, s.state, s.confidence] as const),
      ...([s.box, s.reading_key, s.face_id, s.evidence] as const),
    ];
    const list = byPhoto.get(s.photo_key);
    if (list) list.push(row);
    else byPhoto.set(s.photo_key, [row]);
  }
  return byPhoto;
}
