import type { RelativeBox } from '../../../contract/decision.ts';
import { relativeBox } from '../../../contract/relative-box.ts';
import type { ReviewFace, ReviewPhoto, ReviewSighting } from '../../../contract/review-photo.ts';
import { flags, type PhotoColumns } from '../../browse/photo-columns.ts';
import type { Store } from '../store.ts';

const REJECT = flags.indexOf('reject');

interface SightingRow {
  photo: number;
  number: string;
  confidence: number;
  box: string | null;
  reading: number | null;
  face: string | null;
  evidence: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Photos by their keys, as questions need them; those that are gone are not in the answer. */
export function loadReviewPhotos(
  store: Store,
  setKey: number | null,
  columns: PhotoColumns,
  photoKeys: readonly number[],
): ReviewPhoto[] {
  const keys = JSON.stringify(photoKeys);
  const sightings = store.query<SightingRow>(
    `select s.photo_key as photo, s.number, s.confidence, s.box, s.reading_key as reading, s.face_id as face,
       s.evidence
     from json_each(?) wanted cross join sighting s on s.photo_key = wanted.value
     where s.state = 'review' order by s.photo_key, s.rank`,
    keys,
  );
  const inQuestion = JSON.stringify([...new Set(sightings.map(({ photo }) => photo))]);
  const sizes = sizesOf(store, setKey, inQuestion);
  const faces = facesOf(store, setKey, inQuestion);
  const alternatives = alternativesOf(
    store,
    sightings.flatMap(({ reading }) => reading ?? []),
  );
  const open = Map.groupBy(sightings, ({ photo }) => photo);
  const known = knownNumbers(store, keys);
  return photoKeys.flatMap((key): ReviewPhoto[] => {
    const slot = columns.slotOfKey(key);
    if (slot === undefined) return [];
    const { width, height } = sizes.get(key) ?? { width: 3, height: 2 };
    const takenAt = columns.takenAt[slot]!;
    const sharpness = columns.sharpness[slot]!;
    return [
      {
        id: columns.ids[slot]!,
        takenAt: takenAt === Infinity ? null : takenAt,
        aspect: width / height,
        sharpness: sharpness === -Infinity ? 0 : sharpness,
        burst: burstName(columns, slot),
        // A photo that is not to be delivered is not worth an answer.
        sightings: (columns.flags[slot] === REJECT ? [] : (open.get(key) ?? [])).map(
          ({ number, confidence, box, reading, face, evidence }): ReviewSighting => ({
            number,
            confidence,
            box: box === null ? null : (JSON.parse(box) as RelativeBox),
            face: (face !== null && faces.get(face)) || null,
            evidence: JSON.parse(evidence),
            alternatives: ((reading !== null && alternatives.get(reading)) || []).filter(
              (other) => other.number !== number,
            ),
          }),
        ),
        numbered: known.get(key)?.faces ?? [],
        known: known.get(key)?.numbers ?? [],
      },
    ];
  });
}

/** A burst is named by its first frame; null where a photo stands alone. */
function burstName({ bursts, ids }: PhotoColumns, slot: number): string | null {
  const burst = bursts.of[slot]!;
  return burst === -1 ? null : ids[bursts.slots[burst]![0]!]!;
}

/** Keys of photos and of all frames of their bursts, each once. */
export function withBursts(columns: PhotoColumns, photoKeys: Iterable<number>): number[] {
  const { bursts, keys } = columns;
  const all = new Set<number>();
  for (const key of photoKeys) {
    if (all.has(key)) continue;
    all.add(key);
    const slot = columns.slotOfKey(key);
    const burst = slot === undefined ? -1 : bursts.of[slot]!;
    if (burst !== -1) for (const frame of bursts.slots[burst]!) all.add(keys[frame]!);
  }
  return [...all];
}

interface Known {
  readonly numbers: string[];
  readonly faces: string[];
}

/** Numbers that are accepted in each photo, and the faces of all its sightings. */
function knownNumbers(store: Store, keys: string): Map<number, Known> {
  const rows = store.query<{ photo: number; number: string; state: string; face: string | null }>(
    `select s.photo_key as photo, s.number, s.state, s.face_id as face
     from json_each(?) wanted cross join sighting s on s.photo_key = wanted.value`,
    keys,
  );
  const known = new Map<number, Known>();
  for (const { photo, number, state, face } of rows) {
    const list = known.get(photo) ?? { numbers: [], faces: [] };
    known.set(photo, list);
    if (state === 'accepted') list.numbers.push(number);
    if (face !== null) list.faces.push(face);
  }
  return known;
}

function sizesOf(store: Store, setKey: number | null, keys: string): Map<number, Size> {
  const rows = store.query<Size & { photo: number }>(
    `select f.photo_key as photo, f.width, f.height
     from json_each(?) wanted cross join findings f on f.set_key = ? and f.photo_key = wanted.value`,
    keys,
    setKey,
  );
  return new Map(rows.map(({ photo, ...size }) => [photo, size]));
}

function facesOf(store: Store, setKey: number | null, keys: string): Map<string, ReviewFace> {
  const rows = store.query<Size & { id: string; box: string }>(
    `select face.id, face.box, f.width, f.height
     from json_each(?) wanted cross join findings f on f.set_key = ? and f.photo_key = wanted.value
     cross join face on face.findings_key = f.key`,
    keys,
    setKey,
  );
  return new Map(
    rows.map(({ id, box, ...size }) => [id, { id, box: relativeBox(JSON.parse(box), size), person: null }]),
  );
}

function alternativesOf(
  store: Store,
  readings: readonly number[],
): Map<number, { number: string; probability: number }[]> {
  const rows = store.query<{ reading: number; number: string; probability: number }>(
    `select b.reading_key as reading, b.number, b.probability
     from json_each(?) wanted cross join bib_alternative b on b.reading_key = wanted.value
     order by b.reading_key, b.probability desc`,
    JSON.stringify(readings),
  );
  const alternatives = new Map<number, { number: string; probability: number }[]>();
  for (const { reading, ...other } of rows) {
    const list = alternatives.get(reading);
    if (list) list.push(other);
    else alternatives.set(reading, [other]);
  }
  return alternatives;
}
