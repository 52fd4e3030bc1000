import type { Selectable } from 'kysely';
import { AppError } from '../../contract/app-error.ts';
import type { Token } from '../../contract/browse.ts';
import type { Place } from '../../contract/decision.ts';
import { type Box, iou } from '../../contract/geometry.ts';
import { samePersonCosine } from '../../contract/same-person.ts';
import { DIMENSIONS } from './face-code.ts';
import type { FaceCodes } from './face-codes.ts';
import type { Found } from './load-cells.ts';
import { nearestPhotos } from './nearest-faces.ts';
import { findPhoto } from './photos.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

type EventRow = Selectable<Schema['event']>;
export type FaceToken = Extract<Token, { kind: 'face' | 'selfie' }>;

/** Boxes that overlap at least this much mean the same place, as for decisions. */
const SAME_PLACE_IOU = 0.5;
/** Answers that are kept: what somebody searches for, and what was searched for just before. */
const KEPT_ANSWERS = 6;

/** Photos by the faces in them, for tokens. */
export class FaceTokens {
  readonly #store: Store;
  readonly #codes: FaceCodes;
  readonly #kept = new Map<string, Found['faces']>();

  constructor(store: Store, codes: FaceCodes) {
    this.#store = store;
    this.#codes = codes;
  }

  /**
   * Photos with a face that any of the tokens means, by key, with the most similar one.
   * @throws AppError INPUT_INVALID, FACE_NOT_FOUND
   */
  photosOf(event: EventRow, setKey: number | null, tokens: readonly FaceToken[]): Found['faces'] {
    if (tokens.length === 0) return new Map();
    if (event.face_search === 0) {
      throw new AppError(
        'INPUT_INVALID',
        `Face search is off for the event "${event.name}". Search by bib or by time.`,
      );
    }
    const [first, ...others] = tokens.map((token) => this.#photosOfOne(event, setKey, token));
    if (others.length === 0) return first!;
    const best = new Map(first);
    for (const answer of others) {
      for (const [photo, face] of answer) {
        if (face.similarity > (best.get(photo)?.similarity ?? -2)) best.set(photo, face);
      }
    }
    return best;
  }

  #photosOfOne(event: EventRow, setKey: number | null, token: FaceToken): Found['faces'] {
    const alike = this.#alikeTo(event, setKey, token);
    // Somebody who asks for a likeness gets it; else the person is meant, as far as faces are grouped.
    if (setKey === null || token.kind === 'selfie' || token.minSimilarity !== null) return alike;
    return this.#ofPerson(setKey, Number(this.#faceAt(event, setKey, token.place)), alike);
  }

  /** All photos of the person with a face, and alike faces that are of nobody yet. */
  #ofPerson(setKey: number, faceKey: number, alike: Found['faces']): Found['faces'] {
    const [own] = this.#store.query<{ person: number }>(
      'select person from person_face where face_key = ?',
      faceKey,
    );
    if (!own) return alike;
    const others = new Set(
      this.#store
        .query<{ id: string }>(
          `select f.id from json_each(?) wanted cross join face f on f.id = wanted.value
           cross join person_face p on p.face_key = f.key where p.person <> ?`,
          JSON.stringify([...alike.values()].map(({ faceId }) => faceId)),
          own.person,
        )
        .map(({ id }) => id),
    );
    const photos = new Map([...alike].filter(([, { faceId }]) => !others.has(faceId)));
    const faces = this.#store.query<{ photo: number; faceId: string; similarity: number }>(
      `select findings.photo_key as photo, f.id as faceId,
         1 - vec_distance_cosine(v.vector, own.vector) as similarity
       from person_face p cross join face f on f.key = p.face_key
       cross join findings on findings.key = f.findings_key
       cross join face_vector v on v.face_key = f.key
       cross join face_vector own on own.face_key = ?
       where p.set_key = ? and p.person = ?`,
      ...[faceKey, setKey, own.person],
    );
    for (const { photo, faceId, similarity } of faces) photos.set(photo, { faceId, similarity });
    return photos;
  }

  #alikeTo(event: EventRow, setKey: number | null, token: FaceToken): Found['faces'] {
    const subject = token.kind === 'selfie' ? token.embedding : this.#faceAt(event, setKey, token.place);
    if (setKey === null) return new Map();
    const minSimilarity = token.minSimilarity ?? samePersonCosine;
    const name = JSON.stringify([setKey, this.#codes.stamp(setKey), token.kind, subject, minSimilarity]);
    const known = this.#kept.get(name);
    if (known) {
      this.#kept.delete(name);
      this.#kept.set(name, known);
      return known;
    }
    const vector = token.kind === 'selfie' ? embeddingOf(token.embedding) : this.#vectorOf(subject);
    const photos = nearestPhotos(this.#store, this.#codes, {
      setKey,
      vector,
      allowed: null,
      minSimilarity,
      after: null,
      limit: Number.POSITIVE_INFINITY,
    });
    const answer = new Map(
      photos.map(({ photoKey, faceId, similarity }) => [photoKey, { faceId, similarity }]),
    );
    this.#kept.set(name, answer);
    if (this.#kept.size > KEPT_ANSWERS) this.#kept.delete(this.#kept.keys().next().value!);
    return answer;
  }

  /** Key of the face at a place, as text; of the largest one where the whole photo is meant. */
  #faceAt(event: EventRow, setKey: number | null, { photoId, box }: Place): string {
    const photo = findPhoto(this.#store, event.key, photoId);
    const rows = this.#store.query<{ key: number; box: string; width: number; height: number }>(
      `select face.key, face.box, f.width, f.height from findings f join face on face.findings_key = f.key
       where f.set_key = ? and f.photo_key = ? and exists (select 1 from face_vector where face_key = face.key)`,
      setKey,
      photo?.key ?? null,
    );
    let best: { key: number; rank: number } | null = null;
    for (const row of rows) {
      const [x, y, width, height]: Box = JSON.parse(row.box);
      const place: Box = [x / row.width, y / row.height, width / row.width, height / row.height];
      const rank = box === null ? place[2] * place[3] : iou(place, box);
      if (box !== null && rank < SAME_PLACE_IOU) continue;
      if (best === null || rank > best.rank) best = { key: row.key, rank };
    }
    if (best !== null) return String(best.key);
    throw new AppError(
      'FACE_NOT_FOUND',
      'The event has no face to search for at that place. Choose another face, or take this one out of the search.',
    );
  }

  #vectorOf(faceKey: string): Float32Array {
    const [row] = this.#store.query<{ vector: Buffer }>(
      'select vector from face_vector where face_key = ?',
      Number(faceKey),
    );
    return floats(row!.vector);
  }
}

/** @throws AppError INPUT_INVALID */
function embeddingOf(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  const vector = bytes.length === DIMENSIONS * 4 ? floats(bytes) : null;
  if (vector?.every(Number.isFinite) && vector.some((value) => value !== 0)) return vector;
  throw new AppError(
    'INPUT_INVALID',
    'The face that is searched for cannot be read. Take it out of the search, and search with its picture again.',
  );
}

/** A copy: a view of float32 must start at a multiple of four bytes. */
function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
