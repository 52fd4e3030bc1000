import type { RelativeBox } from '../../../contract/decision.ts';
import { relativeBox } from '../../../contract/relative-box.ts';
import type { ReviewSurroundings } from '../../../contract/review-photo.ts';
import type { PhotoColumns } from '../../browse/photo-columns.ts';
import type { Store } from '../store.ts';

/** Frames before and after that are looked at. */
const FRAMES = 6;
/** A frame outside the burst says something of who is seen up to so many milliseconds away. */
const NEAR_MS = 3_000;
/** Faces of an athlete that one in question is compared with. */
const COMPARED = 5;

type Frame = ReviewSurroundings['frames'][number];

/** The frames of one camera around a photo by time. */
export function framesAround(
  store: Store,
  setKey: number | null,
  columns: PhotoColumns,
  photoId: string,
): Frame[] {
  const slot = columns.slotOfId(photoId);
  const at = slot === undefined ? Infinity : columns.takenAt[slot]!;
  if (slot === undefined || at === Infinity) return [];
  const slots = neighbours(columns, slot);
  const burst = columns.bursts.of[slot]!;
  const keys = JSON.stringify(slots.map((frame) => columns.keys[frame]!));
  const photos = store.query<{ key: number; name: string; width: number; height: number }>(
    `select p.key, p.name, f.width, f.height
     from json_each(?) wanted cross join photo p on p.key = wanted.value
     cross join findings f on f.set_key = ? and f.photo_key = p.key`,
    keys,
    setKey,
  );
  const sightings = Map.groupBy(
    store.query<{
      photo: number;
      number: string;
      state: string;
      confidence: number;
      box: string | null;
      faceBox: string | null;
    }>(
      `select s.photo_key as photo, s.number, s.state, s.confidence, s.box,
         (select face.box from face join findings f on f.key = face.findings_key
           where face.id = s.face_id and f.set_key = ? limit 1) as faceBox
       from json_each(?) wanted cross join sighting s on s.photo_key = wanted.value
       where s.state <> 'rejected' order by s.photo_key, s.rank`,
      setKey,
      keys,
    ),
    ({ photo }) => photo,
  );
  return photos
    .map(({ key, name, width, height }): Frame => {
      const frame = columns.slotOfKey(key)!;
      return {
        photoId: columns.ids[frame]!,
        name,
        aspect: width / height,
        seconds: (columns.takenAt[frame]! - at) / 1000,
        sameBurst: burst !== -1 && columns.bursts.of[frame] === burst,
        sightings: (sightings.get(key) ?? []).map(({ number, state, confidence, box, faceBox }) => ({
          number,
          accepted: state === 'accepted',
          confidence,
          box: box === null ? null : (JSON.parse(box) as RelativeBox),
          faceBox: faceBox === null ? null : relativeBox(JSON.parse(faceBox), { width, height }),
        })),
      };
    })
    .sort((a, b) => a.seconds - b.seconds);
}

/** Slots of the frames before and after of the same camera. */
function neighbours({ time, takenAt, cameras }: PhotoColumns, slot: number): number[] {
  const at = takenAt[slot]!;
  // The first of that time, then on to the very photo: several may be of one millisecond.
  let place = 0;
  for (let end = time.length; place < end; ) {
    const middle = (place + end) >> 1;
    if (takenAt[time[middle]!]! < at) place = middle + 1;
    else end = middle;
  }
  while (time[place] !== slot && place < time.length) place++;
  const found: number[] = [];
  for (const step of [-1, 1]) {
    let frames = 0;
    for (let i = place + step; i >= 0 && i < time.length && frames < FRAMES; i += step) {
      const frame = time[i]!;
      if (Math.abs(takenAt[frame]! - at) > NEAR_MS) break;
      if (cameras[frame] !== cameras[slot]) continue;
      found.push(frame);
      frames++;
    }
  }
  return found;
}

/** What is known of numbers that a question may be answered with. */
export function athletesWith(
  store: Store,
  eventKey: number,
  faceId: string | null,
  numbers: readonly string[],
): ReviewSurroundings['athletes'] {
  const vector =
    faceId === null
      ? undefined
      : store.query<{ vector: Buffer }>(
          'select v.vector from face join face_vector v on v.face_key = face.key where face.id = ? limit 1',
          faceId,
        )[0]?.vector;
  return new Map(
    numbers.map((number) => {
      const [{ photos } = { photos: 0 }] = store.query<{ photos: number }>(
        // The planner takes the index by state, of which most of the event is accepted.
        `select count(distinct photo_key) as photos from sighting indexed by sighting_by_number
         where event_key = ? and number = ? and state = 'accepted'`,
        eventKey,
        number,
      );
      const faces = store.query<{ id: string }>(
        `select face_id as id from sighting
         where event_key = ? and number = ? and state = 'accepted' and face_id is not null and face_id is not ?
         order by confidence desc limit ${COMPARED}`,
        ...[eventKey, number, faceId],
      );
      return [number, { photos, faceId: faces[0]?.id ?? null, likeness: likenessOf(store, vector, faces) }];
    }),
  );
}

/** Mean cosine; null where there is nothing to compare. */
function likenessOf(
  store: Store,
  vector: Buffer | undefined,
  faces: readonly { id: string }[],
): number | null {
  if (!vector || faces.length === 0) return null;
  const [row] = store.query<{ likeness: number | null }>(
    `select avg(1 - vec_distance_cosine(v.vector, ?)) as likeness
     from json_each(?) wanted cross join face on face.id = wanted.value
     cross join face_vector v on v.face_key = face.key`,
    vector,
    JSON.stringify(faces.map(({ id }) => id)),
  );
  return row?.likeness ?? null;
}
