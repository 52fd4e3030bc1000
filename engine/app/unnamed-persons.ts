import type { ReviewFace, ReviewPerson } from '../contract/review-photo.ts';
import { numberOf } from '../people/persons/hints.ts';
import type { PersonCluster } from '../people/persons/person-cluster.ts';
import type { EventPeople } from './event-people.ts';

/** Whoever is in fewer photos is not asked about: an answer would settle as little as it costs. */
const LEAST_PHOTOS = 2;

/** Of clusters that did not change, whatever others did; null for those with a number, or without one to be given. */
const known = new WeakMap<PersonCluster, { version: number; person: ReviewPerson | null }>();

/** Faces of persons that have no number yet, by the photos that they are in. */
export class UnnamedPersons {
  #version = 0;
  #people: EventPeople | null = null;
  #faces = new Map<string, ReviewFace[]>();

  /** Follows the persons of an event; ids of the photos whose faces are others now. */
  catchUp(people: EventPeople): string[] {
    if (people === this.#people && people.version === this.#version) return [];
    this.#people = people;
    this.#version = people.version;
    const before = this.#faces;
    this.#faces = new Map();
    for (const cluster of people.grouping.clusters) {
      const person = personOf(people, cluster);
      if (person === null) continue;
      for (const place of cluster.faces()) {
        const face = people.faces.byPlace[place];
        if (!face) continue;
        const { id, box, photo } = face;
        const faces = this.#faces.get(photo.id);
        if (faces) faces.push({ id, box, person });
        else this.#faces.set(photo.id, [{ id, box, person }]);
      }
    }
    const changed = [...before.keys()].filter((photo) => !this.#faces.has(photo));
    for (const [photo, faces] of this.#faces) if (!same(before.get(photo), faces)) changed.push(photo);
    return changed;
  }

  in(photoId: string): readonly ReviewFace[] {
    return this.#faces.get(photoId) ?? [];
  }
}

function personOf(people: EventPeople, cluster: PersonCluster): ReviewPerson | null {
  const kept = known.get(cluster);
  if (kept?.version === cluster.version) return kept.person;
  const person = look(people, cluster);
  known.set(cluster, { version: cluster.version, person });
  return person;
}

function look(people: EventPeople, cluster: PersonCluster): ReviewPerson | null {
  if (cluster.size < LEAST_PHOTOS) return null;
  const { number, noNumber, votes } = numberOf(people.faces, cluster);
  if (number !== null || noNumber) return null;
  const photos = new Set<string>();
  for (const place of cluster.faces()) photos.add(people.faces.byPlace[place]?.photo.id ?? '');
  if (photos.size < LEAST_PHOTOS) return null;
  const [best] = votes.without(null);
  return { id: cluster.name, number: null, guess: best?.number ?? null, photos: photos.size };
}

function same(a: readonly ReviewFace[] | undefined, b: readonly ReviewFace[]): boolean {
  return a?.length === b.length && a.every(({ id, person }, i) => id === b[i]!.id && person === b[i]!.person);
}
