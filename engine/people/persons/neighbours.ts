import type { FaceStore } from './face-store.ts';

/** A face remembers so many others that are most like it. */
const KEPT = 12;
/** Less alike faces are no neighbours. */
const LEAST_COSINE = 0.4;

/**
 * For each face those of other photos that are most like it, kept exactly while faces come and go: whatever the
 * order, the same faces have the same neighbours.
 */
export class Neighbours {
  readonly #faces: FaceStore;
  /** For each place the places of its neighbours, −1 where there is none, and their cosines. */
  #near = new Int32Array(0);
  #cosines = new Float32Array(0);
  readonly #known = new Set<number>();

  constructor(faces: FaceStore) {
    this.#faces = faces;
  }

  has(place: number): boolean {
    return this.#known.has(place);
  }

  /** Finds the neighbours of a face, and makes it theirs. */
  add(place: number): void {
    this.#reserve(place);
    this.#near.fill(-1, place * KEPT, (place + 1) * KEPT);
    const faces = this.#faces;
    const photo = faces.photoOf(place);
    // Copied: it is overwritten by whatever is searched next.
    for (const other of faces.codes.near(faces.code(place), LEAST_COSINE).slice()) {
      if (!this.#known.has(other) || !faces.isThere(other) || faces.photoOf(other) === photo) continue;
      const cosine = faces.cosine(place, other);
      if (cosine < LEAST_COSINE) continue;
      this.#insert(place, other, cosine);
      this.#insert(other, place, cosine);
    }
    this.#known.add(place);
  }

  /** Forgets a face. Those that it was a neighbour of have to be found anew, and are forgotten with it. */
  remove(place: number): void {
    if (!this.#known.delete(place)) return;
    for (let i = 0; i < this.#near.length; i++) {
      if (this.#near[i] === place) this.#known.delete(Math.floor(i / KEPT));
    }
  }

  /** Places of the neighbours of a face, the most alike first. */
  *of(place: number): Generator<number> {
    for (let i = place * KEPT; i < (place + 1) * KEPT; i++) {
      const other = this.#near[i]!;
      if (other === -1) return;
      yield other;
    }
  }

  #insert(place: number, other: number, cosine: number): void {
    const [first, last] = [place * KEPT, (place + 1) * KEPT - 1];
    const before = (at: number) =>
      this.#near[at] === -1 ||
      this.#cosines[at]! < cosine ||
      (this.#cosines[at] === Math.fround(cosine) &&
        this.#faces.idOf(this.#near[at]!) > this.#faces.idOf(other));
    for (let at = first; at <= last; at++) if (this.#near[at] === other) return;
    if (!before(last)) return;
    let at = last;
    while (at > first && before(at - 1)) {
      this.#near[at] = this.#near[at - 1]!;
      this.#cosines[at] = this.#cosines[at - 1]!;
      at--;
    }
    this.#near[at] = other;
    this.#cosines[at] = cosine;
  }

  #reserve(place: number): void {
    if ((place + 1) * KEPT <= this.#near.length) return;
    const length = Math.max(1024, 2 * (place + 1)) * KEPT;
    const [near, cosines] = [this.#near, this.#cosines];
    this.#near = new Int32Array(length).fill(-1);
    this.#near.set(near);
    this.#cosines = new Float32Array(length);
    this.#cosines.set(cosines);
  }
}
