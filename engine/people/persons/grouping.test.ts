import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdentityVectors } from '../../../test/bench/identity-vectors.ts';
import { FaceStore } from './face-store.ts';
import { type Constraints, Grouping } from './grouping.ts';
import { Neighbours } from './neighbours.ts';

const drawn = new IdentityVectors('grouping');
/** Faces of twelve people; each case takes some of them. */
const pool = Array.from({ length: 12 }, () => drawn.identity()).flatMap((person, who) =>
  Array.from({ length: 8 }, (_, i) => ({ who, id: `face ${who} ${i}`, vector: person.face() })),
);

interface Drawn {
  readonly id: string;
  readonly photo: string;
  readonly quality: number;
  readonly vector: Float32Array;
}

type Said = readonly (readonly [string, string])[];

/** Faces in a store, and what was said of them by their ids. */
class Case {
  readonly store = new FaceStore();
  together: [number, number][] = [];
  readonly #apart = new Map<number, Set<number>>();
  numbers = new Map<string, string>();

  constructor(faces: readonly Drawn[]) {
    for (const face of faces) this.store.add(face);
  }

  say(together: Said, apart: Said): void {
    const place = (id: string) => this.store.placeOf(id)!;
    this.together = together.map(([a, b]) => [place(a), place(b)]);
    this.#apart.clear();
    for (const [a, b] of [...apart, ...apart.map(([x, y]) => [y, x] as const)]) {
      this.#apart.set(place(a), (this.#apart.get(place(a)) ?? new Set()).add(place(b)));
    }
  }

  get facts(): Constraints {
    const numberOf = (place: number) => {
      const number = this.numbers.get(this.store.idOf(place));
      return number === undefined ? null : { number, weight: 3 };
    };
    const notWith = (place: number) => this.#apart.get(place);
    const spoken = () => new Set(this.together.flat());
    const together = () => this.together;
    return {
      ...{ numberOf, notWith, namedOf: () => undefined, tracksOf: () => [] },
      isSpokenOf: (place) => this.#apart.has(place) || spoken().has(place),
      get together() {
        return together();
      },
    };
  }

  group(): Grouping {
    const grouping = new Grouping(this.store, this.facts);
    const neighbours = new Neighbours(this.store);
    for (const place of this.store.places()) if (grouping.isCore(place)) neighbours.add(place);
    for (const _ of grouping.group(neighbours));
    return grouping;
  }

  persons(grouping: Grouping): string[] {
    return [...grouping.clusters]
      .map((cluster) =>
        [...cluster.faces()]
          .map((place) => this.store.idOf(place))
          .sort()
          .join(),
      )
      .sort();
  }
}

const faces = fc
  .uniqueArray(fc.nat(pool.length - 1), { minLength: 2, maxLength: 60 })
  .chain((picked) =>
    fc.tuple(
      ...picked.map((i) =>
        fc.tuple(fc.constant(pool[i]!), fc.nat(15), fc.double({ min: 0, max: 1, noNaN: true })),
      ),
    ),
  )
  .map((list) =>
    list.map(([{ id, vector }, photo, quality]): Drawn => ({ id, vector, photo: `photo ${photo}`, quality })),
  );

describe('grouping', () => {
  test('gives people who were drawn back', () => {
    const one = new Case(
      pool.map(({ id, vector }, i) => ({ id, vector, photo: `photo ${i}`, quality: 0.8 })),
    );
    const persons = one.persons(one.group());
    const truth = [...Map.groupBy(pool, ({ who }) => who).values()].map((list) =>
      list.map(({ id }) => id).join(),
    );
    const whole = persons.filter((person) => truth.includes(person)).length;
    expect(whole).toBeGreaterThanOrEqual(10);
    // Nobody is mixed with somebody else.
    for (const person of persons) {
      expect(new Set(person.split(',').map((id) => id.split(' ')[1])).size).toBe(1);
    }
  });

  test('gives the same persons whatever the order in which faces came', () => {
    fc.assert(
      fc.property(
        faces.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const [a, b] = [new Case(list), new Case(shuffled)];
          expect(b.persons(b.group())).toEqual(a.persons(a.group()));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('never puts two faces of one photo, or two that a person keeps apart, together', () => {
    fc.assert(
      fc.property(faces, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }), (list, pairs) => {
        const one = new Case(list);
        const apart = pairs
          .map(([a, b]) => [list[a % list.length]!.id, list[b % list.length]!.id] as const)
          .filter(([a, b]) => a !== b);
        one.say([], apart);
        const grouping = one.group();
        for (const cluster of grouping.clusters) {
          const photos = [...cluster.faces()].map((place) => one.store.photoOf(place));
          expect(new Set(photos).size).toBe(photos.length);
        }
        const of = (id: string) => grouping.clusterOf(one.store.placeOf(id)!);
        for (const [a, b] of apart) expect(of(a)).not.toBe(of(b));
      }),
      { numRuns: 60 },
    );
  });

  test('puts together whom a person calls one, and takes it back as if it had never been said', () => {
    fc.assert(
      fc.property(faces, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }), (list, pairs) => {
        const one = new Case(list);
        const before = one.persons(one.group());
        const together = pairs
          .map(([a, b]) => [list[a % list.length]!.id, list[b % list.length]!.id] as const)
          .filter(([a, b]) => a !== b);
        one.say(together, []);
        const grouping = one.group();
        const of = (id: string) => grouping.clusterOf(one.store.placeOf(id)!);
        for (const [a, b] of together) expect(of(a)).toBe(of(b));
        one.say([], []);
        expect(one.persons(one.group())).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps apart what two clear numbers tell apart', () => {
    const own = pool.filter(({ who }) => who === 3);
    const list = own.map(({ id, vector }, i) => ({ id, vector, photo: `photo ${i}`, quality: 0.8 }));
    const one = new Case(list);
    for (const [i, { id }] of list.entries()) one.numbers.set(id, i < 4 ? '17' : '23');
    const grouping = one.group();
    for (const cluster of grouping.clusters) expect(cluster.numbers.size).toBe(1);
    // Part of a number is no other number.
    for (const [i, { id }] of list.entries()) one.numbers.set(id, i < 4 ? '17' : '175');
    expect(one.group().clusters.size).toBe(1);
  });

  test('joins faces as they come about as it groups them all at once', () => {
    const list = pool.map(({ id, vector }, i) => ({ id, vector, photo: `photo ${i}`, quality: 0.8 }));
    const one = new Case([]);
    const grouping = new Grouping(one.store, one.facts);
    for (let i = 0; i < list.length; i += 5) {
      const places = list.slice(i, i + 5).map((face) => one.store.add(face));
      for (const _ of grouping.join(places));
    }
    const whole = new Case(list);
    const together = whole.persons(whole.group());
    const same = one.persons(grouping).filter((person) => together.includes(person)).length;
    expect(same / together.length).toBeGreaterThan(0.8);
  });

  test('faces that are gone leave the others as they were', () => {
    const list = pool.map(({ id, vector }, i) => ({ id, vector, photo: `photo ${i}`, quality: 0.8 }));
    const one = new Case(list);
    const grouping = one.group();
    const gone = new Set(list.filter((_, i) => i % 7 === 0).map(({ id }) => one.store.placeOf(id)!));
    const expected = one
      .persons(grouping)
      .map((person) =>
        person
          .split(',')
          .filter((id) => !gone.has(one.store.placeOf(id)!))
          .join(),
      )
      .filter(Boolean)
      .sort();
    grouping.remove(gone);
    expect(one.persons(grouping)).toEqual(expected);
  });
});
