import { cosinesWith } from './cosines.ts';
import { CODE_ERROR, faceCode } from './face-code.ts';
import type { FaceCodes } from './face-codes.ts';
import type { Store } from './store.ts';

/** A photo and its face that is most similar to the one looked for. */
export interface PhotoBySimilarity {
  readonly photoKey: number;
  readonly faceId: string;
  /** Cosine of the float32 vectors. */
  readonly similarity: number;
}

export interface NearestOptions {
  readonly setKey: number;
  readonly vector: Float32Array;
  /** Keys of the faces that may be found; null for all. */
  readonly allowed: ReadonlySet<number> | null;
  readonly minSimilarity: number;
  /** Only photos that come after this one in the order of the answer; null for the first ones. */
  readonly after: { readonly similarity: number; readonly photoKey: number } | null;
  readonly limit: number;
}

/**
 * The photos with the most similar faces, best first, exactly as a search through all float32 vectors
 * would give them.
 *
 * Every face of the set is compared by its int8 code, which says its cosine to within `CODE_ERROR`; those
 * that can be among the answer are compared again by their float32 vectors. When too few were taken for
 * the answer to be certain, more are.
 */
export function nearestPhotos(store: Store, codes: FaceCodes, options: NearestOptions): PhotoBySimilarity[] {
  const { vector, minSimilarity, after, limit } = options;
  const scores = scoreFaces(codes, options);
  // What the page before has shown is looked at again: a photo counts by its best face only.
  const passed = after === null ? 0 : scores.countAbove(after.similarity - CODE_ERROR);
  for (let wanted = passed + 2 * limit + 50; ; wanted *= 4) {
    const floor = Math.max(scores.floorOf(wanted), minSimilarity - CODE_ERROR);
    const photos = rankPhotos(store, scores.keysFrom(floor), vector).filter(
      (photo) => photo.similarity >= minSimilarity && (after === null || compare(after, photo) < 0),
    );
    const last = photos[limit - 1];
    const certain = last !== undefined && last.similarity >= floor + CODE_ERROR;
    if (certain || wanted >= scores.count || floor < minSimilarity) return photos.slice(0, limit);
  }
}

interface Ranked {
  readonly similarity: number;
  readonly photoKey: number;
}

function compare(a: Ranked, b: Ranked): number {
  return b.similarity - a.similarity || a.photoKey - b.photoKey;
}

/** Photos of these faces by their best one, best first. */
function rankPhotos(store: Store, faceKeys: readonly number[], vector: Float32Array): PhotoBySimilarity[] {
  const faces = store.query<PhotoBySimilarity>(
    `select findings.photo_key as photoKey, face.id as faceId,
       1 - vec_distance_cosine(v.vector, ?) as similarity
     from json_each(?) wanted
     cross join face_vector v on v.face_key = wanted.value
     cross join face on face.key = v.face_key
     cross join findings on findings.key = face.findings_key`,
    vector,
    JSON.stringify(faceKeys),
  );
  const best = new Map<number, PhotoBySimilarity>();
  for (const face of faces.sort(compare)) if (!best.has(face.photoKey)) best.set(face.photoKey, face);
  return [...best.values()];
}

/** Compares the codes of all faces of a set. */
function scoreFaces(codes: FaceCodes, { setKey, vector, allowed }: NearestOptions): FaceScores {
  const cosinesOf = cosinesWith(faceCode(vector));
  const scores = new FaceScores();
  for (const chunk of codes.chunks(setKey)) {
    const cosines = cosinesOf(chunk.codes);
    for (const [i, key] of chunk.keys.entries()) {
      if (key !== 0 && (allowed === null || allowed.has(key))) scores.add(key, cosines[i]!);
    }
  }
  return scores;
}

/** Approximate cosines of many faces. */
class FaceScores {
  count = 0;
  #keys = new Float64Array(1024);
  #scores = new Float32Array(1024);

  add(key: number, score: number): void {
    if (this.count === this.#keys.length) {
      const [keys, scores] = [this.#keys, this.#scores];
      this.#keys = new Float64Array(2 * this.count);
      this.#scores = new Float32Array(2 * this.count);
      this.#keys.set(keys);
      this.#scores.set(scores);
    }
    this.#keys[this.count] = key;
    this.#scores[this.count] = score;
    this.count++;
  }

  countAbove(score: number): number {
    let count = 0;
    for (let i = 0; i < this.count; i++) if (this.#scores[i]! >= score) count++;
    return count;
  }

  keysFrom(score: number): number[] {
    const keys: number[] = [];
    for (let i = 0; i < this.count; i++) if (this.#scores[i]! >= score) keys.push(this.#keys[i]!);
    return keys;
  }

  /** A score that at least `wanted` faces reach, and few more; −2 when there are not so many. */
  floorOf(wanted: number): number {
    if (wanted >= this.count) return -2;
    const buckets = new Uint32Array(BUCKETS);
    for (let i = 0; i < this.count; i++) buckets[bucketOf(this.#scores[i]!)]!++;
    let bucket = BUCKETS - 1;
    for (let reached = buckets[bucket]!; reached < wanted; reached += buckets[bucket]!) bucket--;
    return (bucket / BUCKETS) * 2 - 1;
  }
}

/** Cosines from −1 to 1 are counted in steps of 0.0005, in which a sort would take ten times as long. */
const BUCKETS = 4000;

function bucketOf(score: number): number {
  return Math.min(BUCKETS - 1, Math.max(0, Math.floor(((score + 1) / 2) * BUCKETS)));
}
