import { AppError } from '../../contract/app-error.ts';
import { Paging, type SearchFilters, type SearchHit } from '../../contract/search.ts';
import { lookAlikes } from '../bib-look-alikes.ts';
import { type BibInterval, bibIntervals, parseBibQuery } from '../bib-query.ts';
import type { Catalog, FaceQuery } from '../catalog.ts';
import { decodeCursor, encodeCursor, type Position } from '../cursor.ts';
import { eventRow } from './events.ts';
import { DIMENSIONS } from './face-code.ts';
import type { FaceCodes } from './face-codes.ts';
import { findingSetKey } from './finding-set.ts';
import { loadPhotos } from './load-photos.ts';
import { nearestPhotos } from './nearest-faces.ts';
import type { Store } from './store.ts';

export function searchMethods(store: Store, codes: FaceCodes): Pick<Catalog, 'search'> {
  return {
    async search(eventId, query, paging = {}) {
      const { limit, cursor } = Paging.parse(paging);
      const { face, ...filters } = query;
      if (filters.noBib && filters.bib !== undefined) {
        throw new AppError('INPUT_INVALID', 'Search for a bib or for photos without one, not for both.');
      }
      const subject = [eventId, filters, face && subjectOf(face)];
      const after = cursor === undefined ? null : decodeCursor(subject, cursor);
      return store.read(() => {
        const event = eventRow(store, eventId);
        if (face && event.face_search === 0) {
          throw new AppError(
            'INPUT_INVALID',
            `Face search is off for the event "${event.name}". Search by bib or by time.`,
          );
        }
        const setKey = findingSetKey(store, event.key, event.pack);
        const scope = { eventKey: event.key, setKey };
        const condition = conditionOf(scope, filters);
        // One more than asked for tells whether there is another page.
        const page = face
          ? byFace(store, codes, condition, face, after, limit + 1)
          : byBibOrTime(store, condition, after, limit + 1);
        const matches = page.slice(0, limit);
        const last = page.length > limit ? matches.at(-1) : undefined;
        const photos = loadPhotos(
          store,
          setKey,
          matches.map(({ photoKey }) => photoKey),
        );
        return {
          hits: matches.map(({ bib, face }, i): SearchHit => ({ photo: photos[i]!, bib, face })),
          next: last ? encodeCursor(subject, last.position) : null,
        };
      });
    },
  };
}

interface Match extends Pick<SearchHit, 'bib' | 'face'> {
  readonly photoKey: number;
  readonly position: Position;
}

/** What is searched. */
interface Scope {
  readonly eventKey: number;
  /** Null while the event's pack has found nothing. */
  readonly setKey: number | null;
}

/** What a search asks for, apart from a face, as the parts of a statement. */
interface Condition {
  readonly scope: Scope;
  /** Ends with `from …`: `p` are photos, `f` their findings, `m` the bibs that match. */
  readonly source: string;
  readonly where: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly byBib: boolean;
}

/**
 * The best sighting or reading of each photo for the bibs asked for. Numbers are looked up as intervals of
 * one index, whatever was typed; alternatives of a reading only where look-alikes are wanted. What a person
 * said counts: tagged numbers are found, and rejected readings are not, nor are those that somebody corrected.
 */
const MATCHING_BIBS = `
  with candidate as (
    select f.photo_key, r.key as reading, r.current_number as number,
      r.current_confidence * (i.value ->> 'weight') as score
    from json_each(@intervals) i
    cross join bib_reading r on r.set_key = @set
      and r.current_number between i.value ->> 'low' and i.value ->> 'high'
      and r.current_confidence >= @minConfidence
    cross join findings f on f.key = r.findings_key
    where (i.value ->> 'digits' is null
        or (length(r.current_number) = i.value ->> 'digits' and r.current_number not glob '*[^0-9]*'))
      and not exists (select 1 from sighting s where s.photo_key = f.photo_key and s.reading_key = r.key
        and (s.state = 'rejected' or s.number <> r.current_number))
    union all
    select s.photo_key, s.reading_key, s.number, s.confidence * (i.value ->> 'weight')
    from json_each(@intervals) i
    cross join sighting s on s.event_key = @event
      and s.number between i.value ->> 'low' and i.value ->> 'high'
      and s.state = 'accepted' and s.confidence = 1
    where i.value ->> 'digits' is null
      or (length(s.number) = i.value ->> 'digits' and s.number not glob '*[^0-9]*')
    union all
    select f.photo_key, r.key, a.number, a.probability
    from json_each(@alternatives) i
    cross join bib_alternative a on a.set_key = @set and a.number = i.value
    cross join bib_reading r on r.key = a.reading_key
    cross join findings f on f.key = r.findings_key
    where a.probability >= @minConfidence
      and not exists (select 1 from sighting s where s.photo_key = f.photo_key and s.reading_key = r.key
        and (s.number = a.number or s.confidence = 1) and s.state <> 'review')
  ),
  m as (select photo_key, reading, number, max(score) as score from candidate group by photo_key)`;

function conditionOf(scope: Scope, filters: SearchFilters): Condition {
  const { bib, noBib, minConfidence = 0, takenFrom, takenBefore, minSharpness, camera } = filters;
  const byBib = bib !== undefined;
  const values: Record<string, unknown> = { event: scope.eventKey, set: scope.setKey };
  const where = ['p.event_key = @event'];
  const add = (condition: string, more: Record<string, unknown> = {}) => {
    where.push(condition);
    Object.assign(values, more);
  };
  if (byBib) Object.assign(values, wantedBibs(bib, filters.lookAlikes ?? false), { minConfidence });
  if (noBib) {
    add(
      `f.key is not null
        and not exists (select 1 from sighting where photo_key = p.key and state = 'accepted' and confidence = 1)
        and not exists (select 1 from bib_reading r
          where r.findings_key = f.key and r.current_confidence >= @minConfidence and not exists
            (select 1 from sighting s where s.photo_key = p.key and s.reading_key = r.key and s.state = 'rejected'))`,
      { minConfidence },
    );
  }
  if (takenFrom !== undefined) add('p.taken_at >= @takenFrom', { takenFrom });
  if (takenBefore !== undefined) add('p.taken_at < @takenBefore', { takenBefore });
  if (minSharpness !== undefined) add('f.best_sharpness >= @minSharpness', { minSharpness });
  if (camera !== undefined) {
    add(
      `p.camera_key in (select key from camera where instr(
        lower(concat_ws(' ', make, model) || char(10) || coalesce(serial, '')), lower(@camera)) > 0)`,
      { camera: camera.trim() },
    );
  }
  const source = byBib
    ? `from m cross join photo p on p.key = m.photo_key
       left join findings f on f.set_key = @set and f.photo_key = p.key`
    : 'from photo p left join findings f on f.set_key = @set and f.photo_key = p.key';
  return { scope, source, where, values, byBib };
}

/** @throws AppError INPUT_INVALID */
function wantedBibs(bib: string, withLookAlikes: boolean): { intervals: string; alternatives: string } {
  const terms = parseBibQuery(bib);
  const intervals: BibInterval[] = terms.flatMap((term) =>
    withLookAlikes && term.kind === 'exact'
      ? [...lookAlikes(term.number)].map(([number, weight]) => ({
          low: number,
          high: number,
          digits: null,
          weight,
        }))
      : bibIntervals(term),
  );
  const exact = terms.flatMap((term) => (term.kind === 'exact' ? [term.number] : []));
  return {
    intervals: JSON.stringify(intervals),
    alternatives: JSON.stringify(withLookAlikes ? exact : []),
  };
}

interface MatchRow {
  photoKey: number;
  takenOrder: number;
  /** Null where only a person said so. */
  reading: number | null;
  number: string;
  score: number;
}

/** Best bib first where one was asked for, then by time, then by key. */
function byBibOrTime(store: Store, condition: Condition, after: Position | null, limit: number): Match[] {
  const { source, byBib } = condition;
  const where = [...condition.where];
  const values = { ...condition.values, limit };
  if (after !== null) {
    const [time, key, score] = after;
    Object.assign(values, { time, key, ...(byBib && { score }) });
    const later = '(p.taken_order, p.key) > (@time, @key)';
    where.push(byBib ? `(m.score < @score or (m.score = @score and ${later}))` : later);
  }
  const rows = store.query<MatchRow>(
    `${byBib ? MATCHING_BIBS : ''}
     select p.key as photoKey, p.taken_order as takenOrder${byBib ? ', m.reading, m.number, m.score' : ''}
     ${source}
     where ${where.join(' and ')}
     order by ${byBib ? 'm.score desc, ' : ''}p.taken_order, p.key
     limit @limit`,
    values,
  );
  return rows.map((row) => ({
    photoKey: row.photoKey,
    bib: byBib ? bibOf(row) : null,
    face: null,
    position: [row.takenOrder, row.photoKey, ...(byBib ? [row.score] : [])],
  }));
}

/** Most similar first, among the photos that meet the other conditions. */
function byFace(
  store: Store,
  codes: FaceCodes,
  condition: Condition,
  face: FaceQuery,
  after: Position | null,
  limit: number,
): Match[] {
  const { setKey } = condition.scope;
  const vector = vectorOf(store, setKey, face);
  if (setKey === null) return [];
  const { where, byBib } = condition;
  // Without conditions beyond the event, every face of the set is meant.
  const allowed = byBib || where.length > 1 ? facesOf(store, condition) : null;
  const photos = nearestPhotos(store, codes, {
    setKey,
    vector,
    allowed,
    minSimilarity: face.minSimilarity ?? -1,
    after: after && { similarity: after[0]!, photoKey: after[1]! },
    limit,
  });
  const bibs = byBib ? bibsOf(store, condition, photos) : null;
  return photos.map(({ photoKey, faceId, similarity }) => ({
    photoKey,
    bib: bibs?.get(photoKey) ?? null,
    face: { faceId, similarity },
    position: [similarity, photoKey],
  }));
}

function facesOf(store: Store, { source, where, values, byBib }: Condition): Set<number> {
  // One JSON text and not a row each: they may be a hundred thousand.
  const [row] = store.query<{ keys: string }>(
    `${byBib ? MATCHING_BIBS : ''}
     select json_group_array(face.key) as keys ${source} join face on face.findings_key = f.key
     where ${where.join(' and ')}`,
    values,
  );
  return new Set<number>(JSON.parse(row!.keys));
}

function bibsOf(
  store: Store,
  { source, values }: Condition,
  photos: readonly { photoKey: number }[],
): Map<number, SearchHit['bib']> {
  const rows = store.query<MatchRow>(
    `${MATCHING_BIBS} select p.key as photoKey, m.reading, m.number, m.score ${source}
     where p.key in (select value from json_each(@photos))`,
    { ...values, photos: JSON.stringify(photos.map(({ photoKey }) => photoKey)) },
  );
  return new Map(rows.map((row) => [row.photoKey, bibOf(row)]));
}

function bibOf({ reading, number, score }: MatchRow): NonNullable<SearchHit['bib']> {
  return { readingId: reading === null ? null : String(reading), number, score };
}

function vectorOf(store: Store, setKey: number | null, face: FaceQuery): Float32Array {
  if ('embedding' in face) {
    const { embedding } = face;
    if (embedding.length !== DIMENSIONS) {
      throw new RangeError(`An embedding has ${DIMENSIONS} numbers, this one has ${embedding.length}.`);
    }
    return embedding;
  }
  const [row] = store.query<{ vector: Buffer }>(
    `select v.vector from face join findings f on f.key = face.findings_key
     join face_vector v on v.face_key = face.key where face.id = ? and f.set_key = ?`,
    face.faceId,
    setKey,
  );
  if (!row) {
    throw new AppError(
      'FACE_NOT_FOUND',
      `The event has no searchable face with the id ${face.faceId}. Search by a picture of the face instead.`,
    );
  }
  // A copy: a view of float32 must start at a multiple of four bytes.
  return new Float32Array(Uint8Array.from(row.vector).buffer);
}

/** What a cursor is bound to, for a face. */
function subjectOf(face: FaceQuery): unknown {
  const { minSimilarity } = face;
  return 'faceId' in face ? [face.faceId, minSimilarity] : [[...face.embedding], minSimilarity];
}
