import { AppError } from '../contract/app-error.ts';
import type { PeopleFilter, PeopleOrder, Person, PersonFace } from '../contract/people.ts';
import type { Entry } from '../contract/start-list.ts';
import { numberOf, type PersonNumber } from '../people/persons/hints.ts';
import type { KnownFace } from '../people/persons/known-face.ts';
import type { PersonCluster } from '../people/persons/person-cluster.ts';
import type { EventPeople } from './event-people.ts';
import { inTurns } from './in-turns.ts';

const COVERS = 5;
const MOST_NUMBERS = 5;
/** Likeness of the one face of a person. */
const ALONE = 1;

/** A person with what lists are made by. */
export interface SeenPerson {
  readonly cluster: PersonCluster;
  readonly number: PersonNumber;
  readonly photos: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** The earliest, which the person is called by. */
  readonly first: KnownFace;
}

export interface PeopleQuery {
  readonly filter: PeopleFilter;
  readonly text: string;
  readonly order: PeopleOrder;
}

/** Of clusters that did not change, whatever others did. */
const seen = new WeakMap<PersonCluster, { version: number; person: SeenPerson | null }>();

/** Persons of an event as screens show them; made anew only when persons changed. */
export class PeopleView {
  readonly people: EventPeople;
  readonly #entries: ReadonlyMap<string, readonly Entry[]>;
  readonly #hasList: boolean;
  readonly all: SeenPerson[] = [];
  readonly #byCluster = new Map<PersonCluster, SeenPerson>();
  readonly #lists = new Map<string, readonly SeenPerson[]>();
  /** Faces in persons. */
  faces = 0;

  /** Looks at a hundred thousand faces with turns for others in between. */
  static async make(people: EventPeople, entries: readonly Entry[]): Promise<PeopleView> {
    const view = new PeopleView(people, entries);
    await inTurns(view.#seeAll());
    return view;
  }

  private constructor(people: EventPeople, entries: readonly Entry[]) {
    this.people = people;
    this.#entries = Map.groupBy(entries, ({ bib }) => bib);
    this.#hasList = entries.length > 0;
  }

  *#seeAll(): Generator<void, void> {
    for (const cluster of [...this.people.grouping.clusters]) {
      const person = this.#see(cluster);
      yield;
      if (!person) continue;
      this.all.push(person);
      this.#byCluster.set(cluster, person);
      this.faces += cluster.size;
    }
  }

  /** Those without a number first, each group in the order asked for. */
  list({ filter, text, order }: PeopleQuery): readonly SeenPerson[] {
    const name = JSON.stringify([filter, text, order]);
    const known = this.#lists.get(name);
    if (known) return known;
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const list = this.all
      .filter((person) => filter === 'all' || (filter === 'named') === isNamed(person))
      .filter((person) => words.every((word) => this.#hasWord(person, word)))
      .sort((a, b) => Number(isNamed(a)) - Number(isNamed(b)) || compare(a, b, order));
    this.#lists.set(name, list);
    return list;
  }

  /** @throws AppError FACE_NOT_FOUND */
  find(faceId: string): SeenPerson {
    const face = this.people.faces.byId.get(faceId);
    const cluster = face && face.place !== -1 ? this.people.grouping.clusterOf(face.place) : null;
    const person = cluster && this.#byCluster.get(cluster);
    if (person) return person;
    throw new AppError(
      'FACE_NOT_FOUND',
      face
        ? 'Too little can be seen of this face to tell who it is. Type a bib for it in its photo instead.'
        : 'This person is no longer there: the photo was analysed again or is gone. Choose the person again.',
    );
  }

  of(cluster: PersonCluster): SeenPerson | undefined {
    return this.#byCluster.get(cluster);
  }

  person(seen: SeenPerson): Person {
    const { cluster, number, photos, firstAt, lastAt, first } = seen;
    const faces = this.facesOf(cluster).sort((a, b) => b.quality - a.quality || (a.id < b.id ? -1 : 1));
    return {
      id: first.id,
      number: number.number,
      numberBy: number.by,
      noNumber: number.noNumber,
      entries: this.entriesOf(number.number),
      faces: cluster.size,
      ...{ photos, firstAt, lastAt },
      covers: faces.slice(0, COVERS).map((face) => this.face(face, cluster)),
      numbers: number.votes
        .without(null)
        .slice(0, MOST_NUMBERS)
        .map((vote) => ({ ...vote, listed: this.#hasList ? this.#entries.has(vote.number) : null }))
        .sort((a, b) => b.photos - a.photos),
    };
  }

  face(face: KnownFace, cluster: PersonCluster): PersonFace {
    const { id, photo, box, quality, place } = face;
    return {
      ...{ id, box, quality },
      photoId: photo.id,
      name: photo.name,
      takenAt: photo.takenAt,
      likeness: rounded(cluster.likenessOf(place) ?? ALONE),
    };
  }

  facesOf(cluster: PersonCluster): KnownFace[] {
    return [...cluster.faces()].flatMap((place) => this.people.faces.byPlace[place] ?? []);
  }

  entriesOf(number: string | null): Entry[] {
    return number === null ? [] : [...(this.#entries.get(number) ?? [])];
  }

  #see(cluster: PersonCluster): SeenPerson | null {
    const known = seen.get(cluster);
    if (known?.version === cluster.version) return known.person;
    const person = this.#look(cluster);
    seen.set(cluster, { version: cluster.version, person });
    return person;
  }

  #look(cluster: PersonCluster): SeenPerson | null {
    const photos = new Set<string>();
    let first: KnownFace | null = null;
    let last: KnownFace | null = null;
    for (const face of this.facesOf(cluster)) {
      photos.add(face.photo.id);
      if (first === null || isEarlier(face, first)) first = face;
      if (face.photo.takenAt !== null && (last === null || !isEarlier(face, last))) last = face;
    }
    if (first === null) return null;
    return {
      ...{ cluster, first },
      number: numberOf(this.people.faces, cluster),
      photos: photos.size,
      firstAt: first.photo.takenAt,
      lastAt: last?.photo.takenAt ?? null,
    };
  }

  #hasWord({ number }: SeenPerson, word: string): boolean {
    if (number.number === null) {
      return number.votes.without(null).some((vote) => vote.number.toLowerCase().startsWith(word));
    }
    if (number.number.toLowerCase().startsWith(word)) return true;
    return (this.#entries.get(number.number) ?? []).some(({ name, team }) =>
      `${name ?? ''} ${team ?? ''}`
        .toLowerCase()
        .split(/\s+/)
        .some((part) => part.startsWith(word)),
    );
  }
}

/** The last digits depend on the order in which faces came. */
export function rounded(likeness: number): number {
  return Math.round(likeness * 1000) / 1000;
}

/** Whoever has no number to be given is no open question either. */
export function isNamed({ number }: SeenPerson): boolean {
  return number.number !== null || number.noNumber;
}

function compare(a: SeenPerson, b: SeenPerson, order: PeopleOrder): number {
  const byPhotos = b.photos - a.photos;
  const byTime = (a.firstAt ?? Number.MAX_VALUE) - (b.firstAt ?? Number.MAX_VALUE);
  const [x, y] = [a.number.number ?? '', b.number.number ?? ''];
  const byNumber = x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
  const byId = a.first.id < b.first.id ? -1 : 1;
  if (order === 'number') return byNumber || byPhotos || byId;
  return order === 'time' ? byTime || byId : byPhotos || byTime || byId;
}

function isEarlier(a: KnownFace, b: KnownFace): boolean {
  const [x, y] = [a.photo.takenAt ?? Number.MAX_VALUE, b.photo.takenAt ?? Number.MAX_VALUE];
  return x < y || (x === y && a.id < b.id);
}
