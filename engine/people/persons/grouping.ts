import type { FaceStore } from './face-store.ts';
import { CORE_QUALITY, joinFrom, joinRules, LEAST_QUALITY } from './join-rules.ts';
import { NearCodes } from './near-codes.ts';
import type { Neighbours } from './neighbours.ts';
import { type FaceFacts, PersonCluster } from './person-cluster.ts';

/** Clusters whose directions are less alike are no candidates. */
const LEAST_COSINE = 0.4;

/** What a person said of two faces. */
export interface Constraints extends FaceFacts {
  /** Faces that somebody said are of one person, in pairs. */
  readonly together: readonly (readonly [number, number])[];
  /** Whether somebody spoke of the person with a face. */
  isSpokenOf(place: number): boolean;
}

/**
 * Faces grouped into persons by average-link agglomeration (UPGMA: Sokal and Michener, "A Statistical Method for
 * Evaluating Systematic Relationships", 1958): of all pairs of clusters the one whose mean cosine is farthest above
 * what is asked of it becomes one cluster, until none is left. With vectors of length one the mean cosine is the
 * product of the two sums over the number of pairs, so that a merge costs one addition. What people said, and that
 * nobody is twice in a photo, are constraints as in Davidson and Ravi, "Agglomerative Hierarchical Clustering with
 * Constraints" (2005).
 *
 * Candidates are clusters with a face among the nearest of another's, and in the end those whose directions are near.
 * Work is done in steps, so that whoever drives it can let others have their turn.
 */
export class Grouping {
  readonly #faces: FaceStore;
  readonly #facts: Constraints;
  readonly #of: (PersonCluster | null)[] = [];
  readonly clusters = new Set<PersonCluster>();
  /** Directions of clusters, to find those that are near. */
  readonly #directions = new NearCodes();
  readonly #slots: (PersonCluster | null)[] = [];
  readonly #freeSlots: number[] = [];
  readonly #pairs = new PairHeap();
  /** Told of every face that comes to another cluster or changes with its own. */
  readonly changed = new Set<PersonCluster>();

  constructor(faces: FaceStore, facts: Constraints) {
    this.#faces = faces;
    this.#facts = facts;
  }

  readonly clusterOf = (place: number): PersonCluster | null => this.#of[place] ?? null;

  /** Groups all faces, as if for the first time. `neighbours` has to know every face that can be trusted. */
  *group(neighbours: Neighbours): Generator<void> {
    const late: number[] = [];
    for (const place of this.#faces.places()) {
      if (this.isCore(place)) this.#found(place);
      else late.push(place);
      yield;
    }
    for (const cluster of [...this.clusters]) {
      this.#pairNeighbours(cluster, neighbours);
      yield;
    }
    yield* this.#merge((cluster) => this.#pairNeighbours(cluster, neighbours));
    yield* this.#joinNear([...this.clusters]);
    this.#obey();
    yield* this.#joinLate(late);
  }

  /** Takes clusters up as they were kept; faces that are not among them are left to be joined. */
  *restore(kept: ReadonlyMap<number, number>): Generator<void> {
    const byPerson = new Map<number, PersonCluster>();
    const late: [number, number][] = [];
    for (const place of this.#faces.places()) {
      yield;
      const person = kept.get(place);
      if (person === undefined) continue;
      if (!this.isCore(place)) {
        late.push([place, person]);
        continue;
      }
      const cluster = byPerson.get(person);
      if (cluster) {
        cluster.add(place);
        this.#of[place] = cluster;
      } else byPerson.set(person, this.#found(place));
    }
    for (const [place, person] of late) {
      const cluster = byPerson.get(person);
      if (!cluster) continue;
      cluster.addLate(place);
      this.#of[place] = cluster;
    }
    for (const cluster of byPerson.values()) {
      this.#direct(cluster);
      yield;
    }
    this.changed.clear();
  }

  /** Brings in faces that are new, beside the clusters that there are. */
  *join(places: readonly number[]): Generator<void> {
    const fresh = places.filter((place) => this.isCore(place) && this.clusterOf(place) === null);
    yield* this.#joinNear(fresh.map((place) => this.#found(place)));
    this.#obey();
    yield* this.#joinLate(places.filter((place) => !this.isCore(place) && this.clusterOf(place) === null));
  }

  /** Takes faces out, with the rest of their clusters as it is. */
  remove(places: Iterable<number>): void {
    const gone = new Set(places);
    const touched = new Set<PersonCluster>();
    for (const place of gone) {
      const cluster = this.clusterOf(place);
      if (cluster) touched.add(cluster);
    }
    for (const cluster of touched) {
      const [core, late] = [cluster.core, cluster.late].map((list) =>
        list.filter((place) => !gone.has(place)),
      );
      this.#dissolve(cluster);
      const [first, ...others] = core!;
      if (first === undefined) continue;
      const rest = this.#found(first);
      for (const place of others) {
        rest.add(place);
        this.#of[place] = rest;
      }
      for (const place of late!) {
        rest.addLate(place);
        this.#of[place] = rest;
      }
      this.#direct(rest);
    }
  }

  /** Groups the clusters of some faces anew: something was said of them, or taken back. */
  *regroup(places: Iterable<number>): Generator<void> {
    const touched = new Set<PersonCluster>();
    const faces = new Set<number>();
    for (const place of places) {
      faces.add(place);
      const cluster = this.clusterOf(place);
      if (cluster) touched.add(cluster);
    }
    for (const cluster of touched) {
      for (const place of cluster.faces()) faces.add(place);
      this.#dissolve(cluster);
    }
    const order = [...faces].sort((a, b) => (this.#faces.idOf(a) < this.#faces.idOf(b) ? -1 : 1));
    yield* this.join(order);
  }

  /** What little can be seen of joins others late; what a person spoke of counts as seen. */
  isCore(place: number): boolean {
    return this.#faces.qualityOf(place) >= CORE_QUALITY || this.#facts.isSpokenOf(place);
  }

  /** The clusters that are most like one, or like a face, the most alike first. */
  nearest(
    direction: ArrayLike<number>,
    likeness: (cluster: PersonCluster) => number,
    least: number,
  ): { cluster: PersonCluster; likeness: number }[] {
    const found: { cluster: PersonCluster; likeness: number }[] = [];
    for (const slot of this.#directions.near(direction, Math.min(LEAST_COSINE, least))) {
      const cluster = this.#slots[slot];
      if (!cluster) continue;
      const alike = likeness(cluster);
      if (alike >= least) found.push({ cluster, likeness: alike });
    }
    return found.sort((a, b) => b.likeness - a.likeness);
  }

  #found(place: number): PersonCluster {
    const cluster = new PersonCluster(this.#faces, this.#facts, place);
    this.#of[place] = cluster;
    this.clusters.add(cluster);
    this.changed.add(cluster);
    return cluster;
  }

  #dissolve(cluster: PersonCluster): void {
    for (const place of cluster.faces()) this.#of[place] = null;
    this.#drop(cluster);
  }

  #drop(cluster: PersonCluster): void {
    cluster.version = -1;
    this.clusters.delete(cluster);
    this.changed.add(cluster);
    if (cluster.slot === -1) return;
    this.#slots[cluster.slot] = null;
    this.#freeSlots.push(cluster.slot);
    cluster.slot = -1;
  }

  /** Makes a cluster findable by its direction. */
  #direct(cluster: PersonCluster): void {
    if (cluster.slot === -1) cluster.slot = this.#freeSlots.pop() ?? this.#slots.length;
    this.#slots[cluster.slot] = cluster;
    this.#directions.set(cluster.slot, cluster.direction);
  }

  /**
   * Puts together whom a person said is one, whatever else speaks against it: the persons as they were found, or,
   * where somebody keeps other faces of the two apart, the face alone.
   */
  #obey(): void {
    for (const [a, b] of this.#facts.together) {
      const [x, y] = [this.clusterOf(a), this.clusterOf(b)];
      if (!x || !y || x === y) continue;
      if (!x.isForbiddenWith(y, this.clusterOf)) {
        this.#unite(x, y);
        continue;
      }
      this.remove([b]);
      this.#unite(x, this.#found(b));
    }
  }

  #unite(a: PersonCluster, b: PersonCluster): PersonCluster {
    // The same one whatever the order in which they came: sums differ in their last digits.
    const isFirst = a.size > b.size || (a.size === b.size && a.name < b.name);
    const [into, from] = isFirst ? [a, b] : [b, a];
    const directed = into.slot !== -1 || from.slot !== -1;
    into.absorb(from);
    for (const place of from.faces()) this.#of[place] = into;
    this.#drop(from);
    this.changed.add(into);
    if (directed) this.#direct(into);
    return into;
  }

  #pair(a: PersonCluster, b: PersonCluster): void {
    const likeness = a.likenessTo(b);
    // Nothing lowers what is asked of a pair below this.
    if (likeness < joinRules.several + joinRules.sameName) return;
    const excess = likeness - joinFrom(a, b, this.clusterOf);
    if (excess >= 0) this.#pairs.push({ excess, a, b, versionA: a.version, versionB: b.version });
  }

  #pairNeighbours(cluster: PersonCluster, neighbours: Neighbours): void {
    const others = new Set<PersonCluster>();
    for (const place of cluster.core) {
      for (const near of neighbours.of(place)) {
        const other = this.clusterOf(near);
        if (other && other !== cluster) others.add(other);
      }
      for (const next of this.#facts.tracksOf(place)) {
        const other = this.clusterOf(next);
        if (other && other !== cluster) others.add(other);
      }
    }
    for (const other of others) this.#pair(cluster, other);
  }

  *#joinNear(clusters: readonly PersonCluster[]): Generator<void> {
    for (const cluster of clusters) {
      if (!this.clusters.has(cluster)) continue;
      this.#direct(cluster);
      yield;
    }
    for (const cluster of clusters) {
      if (!this.clusters.has(cluster)) continue;
      this.#pairNear(cluster);
      yield;
    }
    yield* this.#merge((cluster) => this.#pairNear(cluster));
  }

  #pairNear(cluster: PersonCluster): void {
    // Copied: it is overwritten by whatever is searched next.
    for (const slot of this.#directions.near(cluster.direction, LEAST_COSINE).slice()) {
      const other = this.#slots[slot];
      if (other && other !== cluster) this.#pair(cluster, other);
    }
    if (cluster.core.length > FEW_TRACKS) return;
    for (const place of cluster.core) {
      for (const next of this.#facts.tracksOf(place)) {
        const other = this.clusterOf(next);
        if (other && other !== cluster) this.#pair(cluster, other);
      }
    }
  }

  *#merge(pairWith: (cluster: PersonCluster) => void): Generator<void> {
    for (let pair = this.#pairs.pop(); pair; pair = this.#pairs.pop()) {
      yield;
      const { a, b, versionA, versionB } = pair;
      if (a.version !== versionA || b.version !== versionB) continue;
      pairWith(this.#unite(a, b));
    }
  }

  /** Faces of little quality go to the person that they are clearly most like, the surest first. */
  *#joinLate(places: readonly number[]): Generator<void> {
    const wishes: { place: number; cluster: PersonCluster; likeness: number }[] = [];
    for (const place of places) {
      if (this.#faces.qualityOf(place) < LEAST_QUALITY) continue;
      const photo = this.#faces.photoOf(place);
      const near = this.nearest(
        this.#faces.code(place),
        (cluster) => cluster.likenessOf(place, false) ?? -1,
        joinRules.late + joinRules.continues - joinRules.lateMargin,
      );
      const [best, second] = near;
      yield;
      if (!best || (second && best.likeness - second.likeness < joinRules.lateMargin)) continue;
      const tracked = this.#facts.tracksOf(place).some((next) => this.clusterOf(next) === best.cluster);
      if (best.likeness < joinRules.late + (tracked ? joinRules.continues : 0)) continue;
      if (!best.cluster.isIn(photo)) wishes.push({ place, ...best });
    }
    const byId = (a: number, b: number) => (this.#faces.idOf(a) < this.#faces.idOf(b) ? -1 : 1);
    wishes.sort((a, b) => b.likeness - a.likeness || byId(a.place, b.place));
    for (const { place, cluster } of wishes) {
      if (!this.clusters.has(cluster) || cluster.isIn(this.#faces.photoOf(place))) continue;
      cluster.addLate(place);
      this.#of[place] = cluster;
      this.changed.add(cluster);
    }
  }
}

const FEW_TRACKS = 50;

interface Pair {
  /** By how much the mean cosine exceeds what is asked. */
  readonly excess: number;
  readonly a: PersonCluster;
  readonly b: PersonCluster;
  readonly versionA: number;
  readonly versionB: number;
}

/** Pairs of clusters, the one that exceeds the most first; the same order whatever the order of pushing. */
class PairHeap {
  readonly #pairs: Pair[] = [];

  push(pair: Pair): void {
    const pairs = this.#pairs;
    let at = pairs.push(pair) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(pair, pairs[parent]!)) break;
      pairs[at] = pairs[parent]!;
      at = parent;
    }
    pairs[at] = pair;
  }

  pop(): Pair | undefined {
    const pairs = this.#pairs;
    const [first] = pairs;
    const last = pairs.pop();
    if (!first || !last || pairs.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= pairs.length) break;
      if (child + 1 < pairs.length && isBefore(pairs[child + 1]!, pairs[child]!)) child++;
      if (!isBefore(pairs[child]!, last)) break;
      pairs[at] = pairs[child]!;
      at = child;
    }
    pairs[at] = last;
    return first;
  }
}

function isBefore(x: Pair, y: Pair): boolean {
  if (x.excess !== y.excess) return x.excess > y.excess;
  return nameOf(x) < nameOf(y);
}

/** Of pairs that exceed equally. */
function nameOf({ a, b }: Pair): string {
  const [x, y] = [a.name, b.name];
  return x < y ? `${x} ${y}` : `${y} ${x}`;
}
