import { DIMENSIONS, type FaceStore, scalarProduct } from './face-store.ts';

/** More photos are looked up in a set, fewer one after another. */
const FEW = 8;

/** What readings and people say of the faces of a cluster. */
export interface FaceFacts {
  /** A number that is read with the face or said of it, and the negative logarithm of the doubt. */
  numberOf(place: number): { readonly number: string; readonly weight: number } | null;
  /** The number that a person gave the one with this face; null for none, undefined where nobody said. */
  namedOf(place: number): string | null | undefined;
  /** Faces about the same place in the frames before and after. */
  tracksOf(place: number): readonly number[];
  /** Faces that a person said are not of the same person. */
  notWith(place: number): ReadonlySet<number> | undefined;
}

/** Faces of one person, as far as is known. Faces are called by their places in the store. */
export class PersonCluster {
  readonly #faces: FaceStore;
  readonly #facts: FaceFacts;
  /** Faces that can be trusted; the mean of the cluster is theirs. */
  readonly core: number[] = [];
  /** Faces that joined late, since little can be seen of them. */
  readonly late: number[] = [];
  /** Sum of the vectors of the core; null while that is one face. */
  #sum: Float32Array | null = null;
  #photos: Set<string> | null = null;
  /** Numbers read with the faces of the core: weights add up, as independent looks do. */
  readonly numbers = new Map<string, { weight: number; faces: number }>();
  readonly named = new Set<string | null>();
  /** Whether somebody said of any of its faces whom it is not. */
  #constrained = false;
  /** Grows with each change, so that what was computed before is known to be old. */
  version = 0;
  /** Id of its first face in the order of ids: one name whatever the order in which faces came. */
  name: string;
  /** Where its direction is kept, to be found by others; −1 where it is not. */
  slot = -1;

  constructor(faces: FaceStore, facts: FaceFacts, first: number) {
    this.#faces = faces;
    this.#facts = facts;
    this.name = faces.idOf(first);
    this.add(first);
  }

  get size(): number {
    return this.core.length + this.late.length;
  }

  *faces(): Generator<number> {
    yield* this.core;
    yield* this.late;
  }

  add(place: number): void {
    this.version++;
    this.core.push(place);
    const id = this.#faces.idOf(place);
    if (id < this.name) this.name = id;
    if (this.core.length === 2) {
      this.#sum = new Float32Array(DIMENSIONS);
      this.#faces.addTo(this.#sum, this.core[0]!);
    }
    if (this.#sum) this.#faces.addTo(this.#sum, place);
    this.#take(place);
    const read = this.#facts.numberOf(place);
    if (read) this.#count(read.number, read.weight, 1);
  }

  addLate(place: number): void {
    this.version++;
    this.late.push(place);
    this.#take(place);
  }

  /** Takes over the faces of another cluster. */
  absorb(other: PersonCluster): void {
    this.version++;
    if (other.name < this.name) this.name = other.name;
    if (this.#sum === null) {
      this.#sum = new Float32Array(DIMENSIONS);
      this.#faces.addTo(this.#sum, this.core[0]!);
    }
    if (other.#sum === null) this.#faces.addTo(this.#sum, other.core[0]!);
    else for (let i = 0; i < DIMENSIONS; i++) this.#sum[i]! += other.#sum[i]!;
    this.core.push(...other.core);
    this.late.push(...other.late);
    if (this.#photos !== null || this.size > FEW) {
      this.#photos ??= new Set([...this.faces()].map((place) => this.#faces.photoOf(place)));
      for (const place of other.faces()) this.#photos.add(this.#faces.photoOf(place));
    }
    this.#constrained ||= other.#constrained;
    for (const name of other.named) this.named.add(name);
    for (const [number, { weight, faces }] of other.numbers) this.#count(number, weight, faces);
  }

  /** Mean cosine between the faces of two clusters. */
  likenessTo(other: PersonCluster): number {
    const [a, b] = [this.#sum, other.#sum];
    const pairs = this.core.length * other.core.length;
    if (a === null && b === null) return this.#faces.cosine(this.core[0]!, other.core[0]!);
    if (a === null) return this.#faces.product(b!, this.core[0]!) / pairs;
    if (b === null) return this.#faces.product(a, other.core[0]!) / pairs;
    return scalarProduct(a, b) / pairs;
  }

  /** Mean cosine of a face to those of the core beside itself; null where there is no other. */
  likenessOf(place: number, isCore = this.core.includes(place)): number | null {
    const others = this.core.length - (isCore ? 1 : 0);
    if (others === 0) return null;
    if (this.#sum === null) return this.#faces.cosine(place, this.core[0]!);
    return (this.#faces.product(this.#sum, place) - (isCore ? 1 : 0)) / others;
  }

  /** Its direction: the sum of vectors, or the code of its one face. */
  get direction(): ArrayLike<number> {
    return this.#sum ?? this.#faces.code(this.core[0]!);
  }

  isIn(photo: string): boolean {
    if (this.#photos !== null) return this.#photos.has(photo);
    for (const place of this.faces()) if (this.#faces.photoOf(place) === photo) return true;
    return false;
  }

  /** Whether one photo shows a face of each. */
  sharesPhoto(other: PersonCluster): boolean {
    const [few, many] = this.size < other.size ? [this, other] : [other, this];
    for (const place of few.faces()) if (many.isIn(this.#faces.photoOf(place))) return true;
    return false;
  }

  /** Whether a person said that a face of the one is not of the other; `clusterOf` says where faces are. */
  isForbiddenWith(other: PersonCluster, clusterOf: (place: number) => PersonCluster | null): boolean {
    if (!this.#constrained || !other.#constrained) return false;
    const [few] = this.size < other.size ? [this] : [other];
    const against = few === this ? other : this;
    for (const place of few.faces()) {
      for (const partner of this.#facts.notWith(place) ?? []) if (clusterOf(partner) === against) return true;
    }
    return false;
  }

  /** Whether the two were at about one place in neighbouring frames. */
  continues(other: PersonCluster, clusterOf: (place: number) => PersonCluster | null): boolean {
    const [few, many] = this.size < other.size ? [this, other] : [other, this];
    for (const place of few.faces()) {
      for (const next of this.#facts.tracksOf(place)) if (clusterOf(next) === many) return true;
    }
    return false;
  }

  /** The number that readings agree on; null where they are few or differ. */
  get confidentNumber(): { number: string; faces: number } | null {
    let best: { number: string; weight: number; faces: number } | null = null;
    let second = 0;
    for (const [number, { weight, faces }] of this.numbers) {
      if (best === null || weight > best.weight || (weight === best.weight && number < best.number)) {
        second = Math.max(second, best?.weight ?? 0);
        best = { number, weight, faces };
      } else second = Math.max(second, weight);
    }
    return best !== null && best.weight >= CONFIDENT && best.weight >= 2 * second ? best : null;
  }

  #take(place: number): void {
    this.#constrained ||= this.#facts.notWith(place) !== undefined;
    const named = this.#facts.namedOf(place);
    if (named !== undefined) this.named.add(named);
    this.#photos?.add(this.#faces.photoOf(place));
    if (this.#photos === null && this.size > FEW) {
      this.#photos = new Set([...this.faces()].map((face) => this.#faces.photoOf(face)));
    }
  }

  #count(number: string, weight: number, faces: number): void {
    const known = this.numbers.get(number);
    if (known) {
      known.weight += weight;
      known.faces += faces;
    } else this.numbers.set(number, { weight, faces });
  }
}

/** Negative logarithm of the doubt at which a number is sure: one reading of 0.9. */
const CONFIDENT = -Math.log(1 - 0.9);
