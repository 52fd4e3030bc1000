import type { Decision, Place, RelativeBox } from '../../contract/decision.ts';
import { iou } from '../../contract/geometry.ts';
import { wearersOf } from '../faces-of-bibs.ts';
import { FrameTracks } from './frame-tracks.ts';
import type { KnownFace, KnownPhoto } from './known-face.ts';
import type { FaceFacts } from './person-cluster.ts';

/** Boxes that overlap at least this much mean the same place, as for decisions. */
const SAME_PLACE_IOU = 0.5;
/** Weaker readings are no votes. */
const LEAST_READING = 0.15;
/** Weaker votes do not hold clusters together or apart. */
const LEAST_NUMBER = 0.5;
/** A person's word on a bib: the face beside it may be a neighbour's. */
const SAID = 0.99;
const SAID_OF_PHOTO = 0.9;
/** A bib that is read below a face is sometimes a neighbour's all the same. */
const BELOW = 0.97;

/** Faces of an event, and what readings and people say of them. */
export class KnownFaces implements FaceFacts {
  readonly photos = new Map<string, KnownPhoto>();
  readonly byId = new Map<string, KnownFace>();
  readonly byPlace: (KnownFace | undefined)[] = [];
  readonly tracks = new FrameTracks();
  readonly #notWith = new Map<number, Set<number>>();
  together: [number, number][] = [];
  #words = new Map<string, Decision[]>();

  put(photo: KnownPhoto): void {
    this.photos.set(photo.id, photo);
    for (const face of photo.faces) this.byId.set(face.id, face);
    this.tracks.add(photo);
    this.vote(photo);
  }

  remove(photo: KnownPhoto): void {
    this.photos.delete(photo.id);
    this.tracks.remove(photo);
    for (const { id, place } of photo.faces) {
      this.byId.delete(id);
      if (place !== -1) delete this.byPlace[place];
    }
  }

  /** Gives each face of a photo its vote; says of which it is another one. */
  vote(photo: KnownPhoto): KnownFace[] {
    const votes = new Map<string, NonNullable<KnownFace['vote']>>();
    const readings = photo.readings.filter(({ confidence }) => confidence >= LEAST_READING);
    const wearers = wearersOf(
      photo.faces,
      readings.map(({ box }) => box),
    );
    for (const [i, { number, confidence }] of readings.entries()) {
      const wearer = wearers[i];
      if (!wearer) continue;
      votes.set(wearer.faceId, { number, confidence: confidence * wearer.certainty * BELOW, said: false });
    }
    for (const { verdict } of this.#words.get(photo.id) ?? []) {
      if (verdict.kind !== 'bib') continue;
      const { number, worn, place } = verdict;
      const face = this.#faceOf(photo, place.box);
      if (!face) {
        if (!worn && place.box === null) {
          for (const [id, vote] of votes) if (vote.number === number) votes.delete(id);
        }
      } else if (worn) {
        votes.set(face.id, { number, confidence: place.box === null ? SAID_OF_PHOTO : SAID, said: true });
      } else if (votes.get(face.id)?.number === number) votes.delete(face.id);
    }
    const changed: KnownFace[] = [];
    for (const face of photo.faces) {
      const vote = votes.get(face.id) ?? null;
      const { vote: before } = face;
      if (vote?.number === before?.number && vote?.confidence === before?.confidence) continue;
      face.vote = vote;
      changed.push(face);
    }
    return changed;
  }

  /** The face that a place means. */
  faceAt({ photoId, box }: Place): KnownFace | null {
    const photo = this.photos.get(photoId);
    if (!photo || box === null) return null;
    let best: { face: KnownFace; overlap: number } | null = null;
    for (const face of photo.faces) {
      const overlap = iou(face.box, box);
      if (overlap >= SAME_PLACE_IOU && overlap > (best?.overlap ?? 0)) best = { face, overlap };
    }
    return best?.face ?? null;
  }

  /**
   * Takes over what people said, decisions in force with the oldest first; says which faces have to be grouped anew,
   * and whose votes are others.
   */
  hear(decisions: readonly Decision[]): { regroup: Set<number>; voted: KnownFace[] } {
    const regroup = new Set<number>();
    this.#hearNames(decisions, regroup);
    this.#hearPairs(decisions, regroup);
    const words = Map.groupBy(
      decisions.filter(({ verdict }) => verdict.kind === 'bib'),
      ({ verdict }) => (verdict.kind === 'bib' ? verdict.place.photoId : ''),
    );
    const before = this.#words;
    this.#words = words;
    const voted: KnownFace[] = [];
    const idsOf = (said: readonly Decision[] | undefined) => (said ?? []).map(({ id }) => id).join();
    for (const id of new Set([...before.keys(), ...words.keys()])) {
      const photo = this.photos.get(id);
      if (photo && idsOf(before.get(id)) !== idsOf(words.get(id))) voted.push(...this.vote(photo));
    }
    return { regroup, voted };
  }

  #hearNames(decisions: readonly Decision[], regroup: Set<number>): void {
    const named = new Map<KnownFace, NonNullable<KnownFace['named']>>();
    for (const [order, { id, verdict, author, clock }] of decisions.entries()) {
      if (verdict.kind !== 'name') continue;
      const face = this.faceAt(verdict.place);
      if (face) named.set(face, { number: verdict.number, author, at: clock.time, order, decision: id });
    }
    for (const face of new Set([...this.#named, ...named.keys()])) {
      const now = named.get(face) ?? null;
      const before = face.named;
      face.named = now;
      if (before?.decision === now?.decision) continue;
      if (face.place !== -1) regroup.add(face.place);
    }
    this.#named = new Set(named.keys());
  }

  #named: ReadonlySet<KnownFace> = new Set();
  #pairs: ReadonlySet<string> = new Set();

  /** The latest word counts where several cannot all hold. */
  #hearPairs(decisions: readonly Decision[], regroup: Set<number>): void {
    const roots = new Map<number, number>();
    const rootOf = (place: number): number => {
      const parent = roots.get(place);
      return parent === undefined || parent === place ? place : rootOf(parent);
    };
    const apart: [number, number][] = [];
    this.together = [];
    for (const { verdict } of decisions.toReversed()) {
      if (verdict.kind !== 'person') continue;
      const [x, y] = [this.faceAt(verdict.place)?.place ?? -1, this.faceAt(verdict.other)?.place ?? -1];
      if (x === -1 || y === -1 || x === y) continue;
      const [a, b] = [rootOf(x), rootOf(y)];
      if (!verdict.same) {
        if (a !== b) apart.push([x, y]);
      } else {
        const barred = apart.some(([p, q]) => {
          const [r, s] = [rootOf(p), rootOf(q)];
          return (r === a && s === b) || (r === b && s === a);
        });
        if (barred) continue;
        roots.set(a, b);
        this.together.push([x, y]);
      }
    }
    const pairs = new Set([
      ...this.together.map(([a, b]) => `= ${a} ${b}`),
      ...apart.map(([a, b]) => `x ${a} ${b}`),
    ]);
    for (const pair of new Set([...pairs, ...this.#pairs])) {
      if (pairs.has(pair) && this.#pairs.has(pair)) continue;
      for (const place of pair.split(' ').slice(1)) regroup.add(Number(place));
    }
    this.#pairs = pairs;
    this.#notWith.clear();
    // Whoever is one with the one is not one with the other.
    const groups = Map.groupBy(new Set([...this.together, ...apart].flat()), rootOf);
    for (const [a, b] of apart) {
      const [x, y] = [new Set(groups.get(rootOf(a))), new Set(groups.get(rootOf(b)))];
      for (const place of x) this.#notWith.set(place, new Set([...(this.#notWith.get(place) ?? []), ...y]));
      for (const place of y) this.#notWith.set(place, new Set([...(this.#notWith.get(place) ?? []), ...x]));
    }
    this.#spoken = new Set(this.together.flat());
  }

  #spoken: ReadonlySet<number> = new Set();

  #faceOf(photo: KnownPhoto, box: RelativeBox | null): KnownFace | null {
    if (box === null) return photo.faces.length === 1 ? photo.faces[0]! : null;
    const here = this.faceAt({ photoId: photo.id, box });
    if (here) return here;
    const [wearer] = wearersOf(photo.faces, [box]);
    return wearer ? (photo.faces.find(({ id }) => id === wearer.faceId) ?? null) : null;
  }

  // Facts of a face by its place

  numberOf(place: number): { number: string; weight: number } | null {
    const vote = this.byPlace[place]?.vote;
    if (!vote || vote.confidence < LEAST_NUMBER) return null;
    return { number: vote.number, weight: -Math.log(1 - vote.confidence) };
  }

  namedOf(place: number): string | null | undefined {
    return this.byPlace[place]?.named?.number;
  }

  tracksOf(place: number): readonly number[] {
    const face = this.byPlace[place];
    return face ? this.tracks.of(face) : [];
  }

  notWith(place: number): ReadonlySet<number> | undefined {
    return this.#notWith.get(place);
  }

  isSpokenOf(place: number): boolean {
    return this.#spoken.has(place) || this.#notWith.has(place) || this.namedOf(place) !== undefined;
  }
}
