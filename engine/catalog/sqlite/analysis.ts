import type { BibRules } from '../../contract/bib-rules.ts';
import type { BibReading, Face, Findings } from '../../contract/findings.ts';
import type { AnalysisKey, AnalysisOutcome, Catalog, SettledReading } from '../catalog.ts';
import { faceId } from '../face-id.ts';
import type { Derivation } from './derive.ts';
import { eventRow, nextRevision } from './events.ts';
import { faceCode } from './face-code.ts';
import { ensureFindingSet, findingSetKey } from './finding-set.ts';
import { requirePhoto } from './photos.ts';
import type { Store } from './store.ts';

/** Settled readings stored in one transaction, so that other writers get their turn. */
const SETTLED_BATCH = 1000;

export function analysisMethods(
  store: Store,
  derivation: Derivation,
): Pick<Catalog, 'outcomes' | 'recordFindings' | 'recordFailure' | 'retryFailures' | 'settleReadings'> {
  return {
    async outcomes(eventId, key, photoIds) {
      return store.read(() => outcomesOf(store, eventRow(store, eventId).key, key, photoIds));
    },

    async recordFindings(eventId, photoId, key, findings) {
      store.write(() => {
        const event = eventRow(store, eventId);
        const { key: photoKey, id } = requirePhoto(store, event.key, photoId);
        const setKey = ensureFindingSet(store, event.key, key.pipeline.pack);
        store.query('delete from failure where set_key = ? and photo_key = ?', setKey, photoKey);
        // Embeddings are biometric data: an event without face search keeps none, whoever made them.
        const embedded = key.embedded && event.face_search === 1;
        const findingsKey = replaceFindings(store, setKey, photoKey, { ...key, embedded }, findings);
        if (findingsKey !== null) {
          for (const face of findings.faces) {
            addFace(store, { setKey, findingsKey, embedded, id: faceId(id, key.pipeline, face.box) }, face);
          }
          for (const reading of findings.bibs) addReading(store, setKey, findingsKey, reading);
        }
        derivation.photos(event, touch(store, event.key, photoKey), [photoKey]);
      });
    },

    async recordFailure(eventId, photoId, key, { code, message }) {
      store.write(() => {
        const event = eventRow(store, eventId);
        const { key: photoKey } = requirePhoto(store, event.key, photoId);
        store.query(
          'insert or replace into failure values (?, ?, ?, ?, ?, ?, ?)',
          ensureFindingSet(store, event.key, key.pipeline.pack),
          photoKey,
          key.pipeline.version,
          rulesText(key.bibRules),
          Number(key.embedded),
          code,
          message,
        );
        touch(store, event.key, photoKey);
      });
    },

    async retryFailures(eventId) {
      return store.write(() => {
        const event = eventRow(store, eventId);
        const revision = nextRevision(store, event.key);
        const forgotten = store.query<{ photo_key: number }>(
          'delete from failure where set_key = ? returning photo_key',
          findingSetKey(store, event.key, event.pack),
        );
        for (const { photo_key } of forgotten) {
          store.query('update photo set revision = ? where key = ?', revision, photo_key);
        }
        return forgotten.length;
      });
    },

    async settleReadings(eventId, readings) {
      let batch: SettledReading[] = [];
      for (const reading of readings) {
        batch.push(reading);
        if (batch.length < SETTLED_BATCH) continue;
        settle(store, derivation, eventId, batch);
        batch = [];
        await new Promise(setImmediate);
      }
      settle(store, derivation, eventId, batch);
    },
  };
}

interface OutcomeRow {
  id: string;
  version: number | null;
  bibRules: string | null;
  embedded: number | null;
  failed: number;
}

function outcomesOf(
  store: Store,
  eventKey: number,
  { pipeline, bibRules, embedded }: AnalysisKey,
  photoIds: readonly string[],
): Map<string, AnalysisOutcome> {
  const rules = rulesText(bibRules);
  const rows = store.query<OutcomeRow>(
    `select wanted.value as id, f.version, f.bib_rules as bibRules, f.embedded,
       x.version = @version and x.bib_rules is @rules and x.embedded = @embedded as failed
     from json_each(@ids) wanted
     cross join photo p on p.key = coalesce(
       (select key from photo where event_key = @event and id = wanted.value),
       (select photo_key from photo_alias where event_key = @event and alias = wanted.value))
     left join findings f on f.set_key = @set and f.photo_key = p.key
     left join failure x on x.set_key = @set and x.photo_key = p.key`,
    {
      ids: JSON.stringify(photoIds),
      event: eventKey,
      set: findingSetKey(store, eventKey, pipeline.pack),
      version: pipeline.version,
      rules,
      embedded: Number(embedded),
    },
  );
  const outcomes = new Map<string, AnalysisOutcome>();
  for (const row of rows) {
    const done =
      row.version !== null &&
      (row.version > pipeline.version ||
        (row.version === pipeline.version && row.bibRules === rules && (!embedded || row.embedded === 1)));
    if (done) outcomes.set(row.id, 'done');
    else if (row.failed === 1) outcomes.set(row.id, 'failed');
  }
  return outcomes;
}

/** Key of the new findings; null when there are newer ones, which stay. */
function replaceFindings(
  store: Store,
  setKey: number,
  photoKey: number,
  { pipeline, bibRules, embedded }: AnalysisKey,
  { width, height, sharpness, faces, bibs, timings }: Findings,
): number | null {
  const [present] = store.query<{ key: number; version: number }>(
    'select key, version from findings where set_key = ? and photo_key = ?',
    setKey,
    photoKey,
  );
  if (present && present.version > pipeline.version) return null;
  if (present) store.query('delete from findings where key = ?', present.key);
  const regions = [...faces, ...bibs].map((region) => region.sharpness);
  return store.query<{ key: number }>(
    `insert into findings (set_key, photo_key, version, bib_rules, embedded, width, height, sharpness,
       best_sharpness, timings, read_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning key`,
    setKey,
    photoKey,
    pipeline.version,
    rulesText(bibRules),
    Number(embedded),
    width,
    height,
    sharpness,
    regions.reduce((best, value) => Math.max(best, value), sharpness),
    JSON.stringify(timings),
    Date.now(),
  )[0]!.key;
}

interface FaceOwner {
  readonly setKey: number;
  readonly findingsKey: number;
  readonly embedded: boolean;
  readonly id: string;
}

function addFace(store: Store, { setKey, findingsKey, embedded, id }: FaceOwner, face: Face): void {
  const { key } = store.query<{ key: number }>(
    `insert into face (findings_key, id, box, score, landmarks, quality, sharpness)
     values (?, ?, ?, ?, ?, ?, ?) returning key`,
    findingsKey,
    id,
    JSON.stringify(face.box),
    face.score,
    JSON.stringify(face.landmarks),
    face.quality,
    face.sharpness,
  )[0]!;
  const vector = face.embedding;
  if (!embedded || vector === null) return;
  const code = faceCode(vector);
  store.query('insert into face_vector values (?, ?)', key, bytes(vector));
  // vec0 tells integers from floats by the type that is bound: a JavaScript number is a float.
  store.query('insert into face_code values (?, ?, vec_int8(?))', BigInt(key), BigInt(setKey), bytes(code));
}

function addReading(store: Store, setKey: number, findingsKey: number, reading: BibReading): void {
  const { key } = store.query<{ key: number }>(
    `insert into bib_reading (findings_key, set_key, number, confidence, box, sharpness, evidence)
     values (?, ?, ?, ?, ?, ?, ?) returning key`,
    findingsKey,
    setKey,
    reading.number,
    reading.confidence,
    JSON.stringify(reading.box),
    reading.sharpness,
    JSON.stringify(reading.evidence),
  )[0]!;
  for (const [rank, { number, probability }] of reading.alternatives.entries()) {
    store.query('insert into bib_alternative values (?, ?, ?, ?, ?)', key, rank, setKey, number, probability);
  }
}

function settle(
  store: Store,
  derivation: Derivation,
  eventId: string,
  readings: readonly SettledReading[],
): void {
  if (readings.length === 0) return;
  store.write(() => {
    const event = eventRow(store, eventId);
    const settled = new Set<number>();
    for (const { readingId, number, confidence } of readings) {
      const [changed] = store.query<{ photo: number }>(
        `update bib_reading set settled_number = @number, settled_confidence = @confidence
         where key = @key and set_key in (select key from finding_set where event_key = @event)
           and (settled_number is not @number or settled_confidence is not @confidence)
         returning (select photo_key from findings where key = findings_key) as photo`,
        { key: Number(readingId), number, confidence, event: event.key },
      );
      if (changed) settled.add(changed.photo);
    }
    if (settled.size > 0) derivation.photos(event, nextRevision(store, event.key), [...settled]);
  });
}

/** A photo's findings or failure changed; gives the event's new revision. */
function touch(store: Store, eventKey: number, photoKey: number): number {
  const revision = nextRevision(store, eventKey);
  store.query('update photo set revision = ? where key = ?', revision, photoKey);
  return revision;
}

/** Rules as text that is the same for the same rules. */
function rulesText(rules: BibRules | null): string | null {
  return rules && JSON.stringify([rules.alphabet, rules.minLength, rules.maxLength]);
}

function bytes(view: Float32Array | Int8Array): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}
