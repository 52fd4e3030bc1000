import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PeoplePage, Person } from '../../../engine/contract/people.ts';
import { type PeopleClient, PeopleSession } from './people-session.ts';
import { somebody } from './somebody.ts';

/** Persons without a number, then named ones, as the engine lists them. */
function race(unnamed: number, named: number): Person[] {
  return [
    ...Array.from({ length: unnamed }, (_, at) => somebody({ id: `u${at}` })),
    ...Array.from({ length: named }, (_, at) => somebody({ id: `n${at}`, number: `${100 + at}` })),
  ];
}

interface Asked {
  readonly first: number;
  readonly count: number;
  readonly text: string;
}

/** An engine with a list that the test changes. */
function engineOf(persons: Person[]) {
  const asked: Asked[] = [];
  const state = { persons, fails: false };
  const list = async (input: Asked): Promise<PeoplePage> => {
    asked.push(input);
    await Promise.resolve();
    if (state.fails) throw new Error('away');
    const found = state.persons.filter(({ id }) => id.includes(input.text));
    const unnamed = found.filter(({ number }) => number === null).length;
    return {
      counts: { all: state.persons.length, named: 0, unnamed, faces: state.persons.length * 3 },
      total: found.length,
      unnamed,
      athletes: null,
      grouping: false,
      persons: found.slice(input.first, input.first + input.count),
    };
  };
  const client = { people: { list } } as unknown as PeopleClient;
  return { client, asked, state };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(0);

async function opened(persons: Person[]) {
  const engine = engineOf(persons);
  const session = new PeopleSession(engine.client, 'event');
  session.watch();
  await settled();
  return { ...engine, session };
}

describe('pages', () => {
  test('the first page comes when somebody looks, and the focus is at its first person', async () => {
    const { session, asked } = await opened(race(3, 200));
    expect(session.state.head).toMatchObject({ total: 203, unnamed: 3 });
    expect(session.state.focus).toEqual({ index: 0, id: 'u0' });
    expect(session.personAt(59)?.id).toBe('n56');
    expect(session.personAt(60)).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test('what is shown is fetched once', async () => {
    const { session, asked } = await opened(race(0, 200));
    session.want([110, 130]);
    session.want([111, 131]);
    await settled();
    expect(asked.slice(1).map(({ first }) => first)).toEqual([60, 120]);
    expect(session.personAt(130)?.id).toBe('n130');
    session.want([125]);
    await settled();
    expect(asked).toHaveLength(3);
  });

  test('another search forgets the answer of the one before', async () => {
    const { session } = await opened(race(2, 4));
    const first = session.change({ text: 'n' });
    const second = session.change({ text: 'u' });
    await Promise.all([first, second, settled()]);
    expect(session.state.head?.total).toBe(2);
    expect([...session.state.persons.values()].map(({ id }) => id)).toEqual(['u0', 'u1']);
  });

  test('a failure is kept until the next answer', async () => {
    const { session, state } = await opened(race(1, 1));
    state.fails = true;
    await session.refresh();
    expect(session.state.error).toBeInstanceOf(Error);
    expect(session.state.persons.size).toBe(2);
    state.fails = false;
    await session.refresh();
    expect(session.state.error).toBeNull();
  });
});

describe('changes', () => {
  test('the focus stays with its person, whichever place that has', async () => {
    const { session, state } = await opened(race(3, 5));
    session.focus(2);
    state.persons = [somebody({ id: 'new' }), ...state.persons];
    await session.refresh();
    expect(session.state.focus).toEqual({ index: 3, id: 'u2' });
  });

  test('where a person is gone, the next one at its place has the focus', async () => {
    const { session, state } = await opened(race(3, 5));
    session.focus(1);
    state.persons = state.persons.filter(({ id }) => id !== 'u1');
    await session.refresh();
    expect(session.state.focus).toEqual({ index: 1, id: 'u2' });
    state.persons = [];
    await session.refresh();
    expect(session.state.focus).toBeNull();
  });

  test('nothing moves while a number is typed, but the counts go on', async () => {
    const { session, state } = await opened(race(2, 5));
    session.focus(1);
    session.beginNaming('u1', '3');
    state.persons = [somebody({ id: 'new' }), ...state.persons];
    session.eventChanged();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(session.state.persons.get(1)?.id).toBe('u1');
    expect(session.state.head).toMatchObject({ total: 7, counts: { all: 8 } });
    session.endNaming();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(session.state.focus).toEqual({ index: 2, id: 'u1' });
    expect(session.state.head?.total).toBe(8);
  });

  test('an answer that comes after the first key of a number waits as well', async () => {
    const { session, state } = await opened(race(2, 5));
    state.persons = [somebody({ id: 'new' }), ...state.persons];
    const reading = session.refresh();
    session.beginNaming('u0', '3');
    await reading;
    expect(session.state.persons.get(0)?.id).toBe('u0');
    session.endNaming();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(session.state.persons.get(0)?.id).toBe('new');
  });

  test('the list follows a run once a second, and only while somebody looks', async () => {
    const engine = engineOf(race(1, 1));
    const session = new PeopleSession(engine.client, 'event');
    const leave = session.watch();
    await settled();
    const change = async (times: number) => {
      for (let at = 0; at < times; at++) {
        session.eventChanged();
        await vi.advanceTimersByTimeAsync(250);
      }
    };
    await change(12);
    expect(engine.asked.length).toBeLessThanOrEqual(5);
    expect(engine.asked.length).toBeGreaterThanOrEqual(3);
    leave();
    await vi.advanceTimersByTimeAsync(1_500);
    const before = engine.asked.length;
    await change(8);
    expect(engine.asked).toHaveLength(before);
    session.watch();
    await settled();
    expect(engine.asked).toHaveLength(before + 1);
  });

  test('persons are chosen and left out again in their order', async () => {
    const { session } = await opened(race(1, 3));
    session.toggle('n1');
    session.toggle('n0');
    session.toggle('n2');
    session.toggle('n0');
    expect(session.state.selected).toEqual(['n1', 'n2']);
    session.selectNone();
    expect(session.state.selected).toEqual([]);
  });
});
