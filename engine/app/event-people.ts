import { isDeepStrictEqual } from 'node:util';
import type { Catalog } from '../catalog/catalog.ts';
import type { FacePhoto } from '../catalog/person-records.ts';
import type { Decision } from '../contract/decision.ts';
import type { PhotoHints } from '../contract/sighting.ts';
import { FaceStore } from '../people/persons/face-store.ts';
import { Grouping } from '../people/persons/grouping.ts';
import { burstHints, faceHints } from '../people/persons/hints.ts';
import type { KnownFace, KnownPhoto } from '../people/persons/known-face.ts';
import { KnownFaces } from '../people/persons/known-faces.ts';
import { Neighbours } from '../people/persons/neighbours.ts';
import type { PersonCluster } from '../people/persons/person-cluster.ts';

/** Work is put off after so long, so that the engine answers, milliseconds. */
const SLICE_MS = 8;
/** Vectors that are read at once: 1 MB. */
const VECTORS = 500;
const NEAR_MS = 1500;
/** So many new faces are no trickle. */
const MANY = 500;
/** New faces are compared with persons and with so many others that are new. */
const CHUNK = 1000;
/**
 * Comparing each face with every other one costs the square of their number: 5 s for 30,000 faces, a minute for
 * 100,000. Where there are more, faces only ever join the persons that there are.
 */
const MOST_THOROUGH = 40_000;

/**
 * The persons of one event, in memory: which faces are of one person, and what readings and people say of them. It
 * follows the event by its revisions. New faces join the persons that there are; a thorough look groups all of them
 * anew, and gives the same persons whatever the order in which photos came. What comes out is kept in the catalog,
 * so that a start finds it there, and the sightings of photos follow.
 */
export class EventPeople {
  readonly #catalog: Catalog;
  readonly #eventId: string;
  #pack: string | null = null;
  #store = new FaceStore();
  faces = new KnownFaces();
  #neighbours = new Neighbours(this.#store);
  grouping = new Grouping(this.#store, this.faces);
  #decisions: readonly Decision[] = [];
  #stamp: string | null = null;
  /** Faces that wait to be joined. */
  readonly #loose = new Set<number>();
  /** Of the event, that this is a state of. */
  #revision = -1;
  /** Grows with every change of persons, for whoever keeps what follows from them. */
  version = 0;
  /** Whether persons are as a thorough look finds them. */
  #isThorough = false;
  #running: Promise<void> = Promise.resolve();
  /** Others that wait for their turn: a thorough look gives way. */
  #waiting = 0;
  #closed = false;
  isGrouping = false;

  constructor(catalog: Catalog, eventId: string) {
    this.#catalog = catalog;
    this.#eventId = eventId;
  }

  /**
   * Brings persons, and the sightings that follow from them, up to date. Calls come one after the other; a
   * thorough one that is still looking is broken off for whoever comes next.
   */
  settle({ thorough = false }: { thorough?: boolean } = {}): Promise<void> {
    this.#waiting++;
    const next = this.#running.then(() => {
      this.#waiting--;
      return this.#closed ? undefined : this.#settleNow(thorough);
    });
    // Whoever called hears of a failure; the next call tries anew.
    this.#running = next.catch(() => undefined);
    return next;
  }

  /** Whether all faces at once are too many for a thorough look. */
  get isVeryLarge(): boolean {
    return this.#store.size > MOST_THOROUGH;
  }

  /** Whether a thorough look would find other persons, as far as is known. */
  get isThorough(): boolean {
    return this.#isThorough;
  }

  /** Stops after the step in work. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  /** Gives memory back: what is kept in the catalog is read again when it is asked for. */
  release(): void {
    this.#running = this.#running.then(() => this.#forget());
  }

  get store(): FaceStore {
    return this.#store;
  }

  async #settleNow(thorough: boolean): Promise<void> {
    this.isGrouping = true;
    try {
      const stale = await this.#catchUp();
      if (thorough && !this.#isThorough && !this.isVeryLarge) await this.#groupAll(stale);
      await this.#keep(stale);
    } catch (error) {
      if (!(error instanceof Closing)) throw error;
    } finally {
      this.isGrouping = false;
    }
  }

  /** Photos whose hints may be others now. */
  async #catchUp(): Promise<Set<KnownPhoto>> {
    const catalog = this.#catalog;
    const event = await catalog.findEvent(this.#eventId);
    const revision = await catalog.revision(this.#eventId);
    const stale = new Set<KnownPhoto>();
    if (revision === this.#revision || event === null) return stale;
    if (this.#pack !== event.pack) this.#forget();
    this.#pack = event.pack;
    let isFirst = this.#revision === -1;
    const fresh: KnownFace[] = [];
    const gone = new Set<number>();
    const read = async (since: number | null) => {
      for await (const photo of catalog.facePhotos(this.#eventId, since)) {
        this.#goOn();
        this.#revision = Math.max(this.#revision, photo.revision);
        this.#take(photo, fresh, gone, stale);
      }
    };
    await read(isFirst ? null : this.#revision);
    if (this.faces.photos.size !== (await catalog.countPhotos(this.#eventId))) {
      // Photos are gone: what is left is read again.
      this.#forget();
      isFirst = true;
      stale.clear();
      fresh.length = 0;
      gone.clear();
      await read(null);
    }
    this.#revision = Math.max(this.#revision, revision);
    if (gone.size > 0) {
      this.grouping.remove(gone);
      for (const place of gone) {
        this.#loose.delete(place);
        this.#neighbours.remove(place);
        this.#store.remove(place);
      }
    }
    await this.#readVectors(fresh);
    const said = await catalog.personDecisions(this.#eventId, this.#stamp);
    if (said) {
      this.#stamp = said.stamp;
      this.#decisions = said.decisions;
    }
    let regroup = new Set<number>();
    if (said || fresh.length > 0 || gone.size > 0) {
      const heard = this.faces.hear(this.#decisions);
      regroup = heard.regroup;
      for (const { photo, place } of heard.voted) {
        stale.add(photo);
        const cluster = this.grouping.clusterOf(place);
        if (cluster) this.grouping.changed.add(cluster);
      }
    }
    if (isFirst) {
      const kept = new Map<number, number>();
      for (const { place, kept: person } of fresh)
        if (place !== -1 && person !== null) kept.set(place, person);
      await this.#inSlices(this.grouping.restore(kept));
      // What was kept is what a thorough look found, unless something came since.
      this.#isThorough = kept.size > 0;
    }
    for (const { place, kept } of fresh) {
      if (place !== -1 && (!isFirst || kept === null)) this.#loose.add(place);
    }
    const isNew = [...this.#loose].some((place) => this.grouping.isCore(place));
    if (isNew || gone.size > 0 || (regroup.size > 0 && !isFirst)) this.#isThorough = false;
    if (!isFirst && regroup.size > 0) await this.#inSlices(this.grouping.regroup(regroup));
    if (this.#loose.size > MANY && this.#loose.size > this.#store.size / 2 && !this.isVeryLarge) {
      // Where most are new, all at once is quicker than each by itself.
      await this.#groupAll(stale, () => this.#closed);
    } else {
      const loose = [...this.#loose];
      for (let first = 0; first < loose.length; first += CHUNK) {
        await this.#inSlices(this.grouping.join(loose.slice(first, first + CHUNK)));
        this.#goOn();
      }
    }
    this.#loose.clear();
    if (isFirst) for (const cluster of this.grouping.clusters) this.grouping.changed.add(cluster);
    return stale;
  }

  #take(photo: FacePhoto, fresh: KnownFace[], gone: Set<number>, stale: Set<KnownPhoto>): void {
    const before = this.faces.photos.get(photo.id);
    const hints = photo.hints === null ? null : JSON.stringify(photo.hints);
    const sameFaces =
      before?.faces.length === photo.faces.length &&
      before.takenAt === photo.takenAt &&
      before.camera === photo.camera &&
      photo.faces.every(({ key }, i) => key === before.faces[i]!.key);
    if (before && sameFaces) {
      before.hints = hints;
      if (isDeepStrictEqual(before.readings, photo.readings)) return;
      before.readings = photo.readings.map((reading) => ({ ...reading }));
      for (const { place } of this.faces.vote(before)) {
        const cluster = this.grouping.clusterOf(place);
        if (cluster) this.grouping.changed.add(cluster);
      }
      stale.add(before);
      for (const near of this.faces.tracks.near(before, NEAR_MS)) stale.add(near);
      return;
    }
    if (before) {
      for (const { place } of before.faces) if (place !== -1) gone.add(place);
      this.faces.remove(before);
      stale.delete(before);
    }
    const known: KnownPhoto & { faces: KnownFace[] } = {
      id: photo.id,
      name: photo.name,
      takenAt: photo.takenAt,
      camera: photo.camera,
      faces: [],
      readings: photo.readings.map((reading) => ({ ...reading })),
      hints,
    };
    for (const { id, key, box, quality, embedded, person } of photo.faces) {
      const face: KnownFace = {
        ...{ id, key, photo: known, box, quality, place: -1, kept: person, vote: null, named: null },
      };
      known.faces.push(face);
      if (embedded) fresh.push(face);
    }
    this.faces.put(known);
    stale.add(known);
    for (const near of this.faces.tracks.near(known, NEAR_MS)) stale.add(near);
  }

  async #readVectors(fresh: readonly KnownFace[]): Promise<void> {
    for (let first = 0; first < fresh.length; first += VECTORS) {
      this.#goOn();
      const some = fresh.slice(first, first + VECTORS);
      const vectors = await this.#catalog.faceVectors(
        this.#eventId,
        some.map(({ key }) => key),
      );
      for (const face of some) {
        const vector = vectors.get(face.key);
        if (!vector) continue;
        face.place = this.#store.add({ id: face.id, photo: face.photo.id, vector, quality: face.quality });
        this.faces.byPlace[face.place] = face;
      }
      await new Promise(setImmediate);
    }
  }

  async #groupAll(
    stale: Set<KnownPhoto>,
    isBrokenOff = () => this.#waiting > 0 || this.#closed,
  ): Promise<void> {
    const grouping = new Grouping(this.#store, this.faces);
    const steps = this.#thoroughSteps(grouping);
    if (!(await this.#inSlices(steps, isBrokenOff))) return;
    const before = this.grouping;
    this.grouping = grouping;
    this.#isThorough = true;
    // Whom nobody is grouped with any more has no hints either.
    for (const cluster of before.clusters) {
      for (const place of cluster.faces()) {
        const face = this.faces.byPlace[place];
        if (face && grouping.clusterOf(place) === null) stale.add(face.photo);
      }
    }
  }

  *#thoroughSteps(grouping: Grouping): Generator<void> {
    for (const place of this.#store.places()) {
      if (this.#neighbours.has(place) || !grouping.isCore(place)) continue;
      this.#neighbours.add(place);
      yield;
    }
    yield* grouping.group(this.#neighbours);
  }

  /** Runs steps, with a turn for others in between; false where it was broken off. */
  async #inSlices(steps: Generator<void>, isBrokenOff: () => boolean = () => this.#closed): Promise<boolean> {
    let since = performance.now();
    for (const _ of steps) {
      if (performance.now() - since < SLICE_MS) continue;
      await new Promise(setImmediate);
      if (isBrokenOff()) return false;
      since = performance.now();
    }
    return true;
  }

  /** Keeps what is different from what is kept. */
  async #keep(stale: Set<KnownPhoto>): Promise<void> {
    const { changed } = this.grouping;
    if (changed.size === 0 && stale.size === 0) return;
    this.version++;
    const persons = new Map<number, number | null>();
    for (const cluster of changed) {
      cluster.version++;
      const isThere = this.grouping.clusters.has(cluster);
      const name = isThere ? this.#nameOf(cluster) : null;
      for (const place of cluster.faces()) {
        const face = this.faces.byPlace[place];
        if (!face) continue;
        stale.add(face.photo);
        const own = this.grouping.clusterOf(place);
        const person = own === cluster ? name : own ? this.#nameOf(own) : null;
        if (face.kept === person) continue;
        face.kept = person;
        persons.set(face.key, person);
      }
    }
    changed.clear();
    const hints = await this.#hintsOf(stale);
    await this.#catalog.keepPersons(this.#eventId, { persons, hints });
  }

  /** The least key of its faces: it stays while others join. */
  #nameOf(cluster: PersonCluster): number {
    let name = Number.POSITIVE_INFINITY;
    for (const place of cluster.faces()) name = Math.min(name, this.faces.byPlace[place]?.key ?? name);
    return name;
  }

  async #hintsOf(photos: Iterable<KnownPhoto>): Promise<Map<string, PhotoHints | null>> {
    const said = new Map<PersonCluster, ReturnType<typeof faceHints>>();
    const changed = new Map<string, PhotoHints | null>();
    let since = performance.now();
    for (const photo of photos) {
      const faces = photo.faces.flatMap((face) => {
        const cluster = face.place === -1 ? null : this.grouping.clusterOf(face.place);
        if (!cluster) return [];
        let hints = said.get(cluster);
        if (!hints) {
          hints = faceHints(this.faces, cluster);
          said.set(cluster, hints);
        }
        return hints.get(face) ?? [];
      });
      const burst = burstHints(this.faces, photo);
      const hints = faces.length + burst.length > 0 ? { faces, burst } : null;
      const text = hints && JSON.stringify(hints);
      if (text !== photo.hints) {
        photo.hints = text;
        changed.set(photo.id, hints);
      }
      if (performance.now() - since < SLICE_MS) continue;
      await new Promise(setImmediate);
      this.#goOn();
      since = performance.now();
    }
    return changed;
  }

  /** Ends what is under way once the engine closes: what is kept is whole, and the next one goes on from there. */
  #goOn(): void {
    if (this.#closed) throw new Closing();
  }

  #forget(): void {
    this.#store = new FaceStore();
    this.faces = new KnownFaces();
    this.#neighbours = new Neighbours(this.#store);
    this.grouping = new Grouping(this.#store, this.faces);
    this.#decisions = [];
    this.#stamp = null;
    this.#loose.clear();
    this.#revision = -1;
    this.#isThorough = false;
    this.version++;
  }
}

class Closing extends Error {}
