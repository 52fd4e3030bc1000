import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Merge } from '../../../engine/contract/people.ts';
import { MergeQueue } from './merge-queue.ts';
import type { PeopleClient } from './people-session.ts';
import { somebody } from './somebody.ts';

const pair = (a: string, b: string): Merge => ({
  a: somebody({ id: a }),
  b: somebody({ id: b }),
  likeness: 0.8,
  evidence: [],
  moves: 1,
});

function queueOf(merges: Merge[], total = merges.length) {
  const state = { merges, total, asked: 0 };
  const client = {
    people: {
      merges: async () => {
        state.asked++;
        await Promise.resolve();
        return { total: state.total, merges: state.merges };
      },
      compare: async ({ person, other }: { person: string; other: string }) => pair(person, other),
    },
  } as unknown as PeopleClient;
  return { queue: new MergeQueue(client, 'event'), state };
}

const shown = (queue: MergeQueue) => queue.shown && `${queue.shown.a.id}${queue.shown.b.id}`;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('suggestions', () => {
  const three = () => [pair('a', 'b'), pair('c', 'd'), pair('e', 'f')];

  test('later goes on, and after the last one begins again', async () => {
    const { queue } = queueOf(three());
    await queue.refresh();
    const seen = [shown(queue)];
    for (let at = 0; at < 3; at++) {
      queue.step(1);
      seen.push(shown(queue));
    }
    expect(seen).toEqual(['ab', 'cd', 'ef', 'ab']);
    queue.step(-1);
    expect(shown(queue)).toBe('ef');
  });

  test('an answer shows the next one at once, and an engine that is behind does not bring it back', async () => {
    const { queue, state } = queueOf(three(), 18);
    await queue.refresh();
    queue.step(1);
    queue.answered(queue.shown!);
    expect(shown(queue)).toBe('ef');
    expect(queue.state.total).toBe(17);
    await queue.refresh();
    expect(shown(queue)).toBe('ef');
    expect(queue.state.list).toHaveLength(2);
    queue.undone();
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.state.list).toHaveLength(3);
    expect(state.asked).toBe(3);
  });

  test('an answer that failed gives the pair back', async () => {
    const { queue } = queueOf(three());
    await queue.refresh();
    const giveBack = queue.answered(queue.shown!);
    giveBack();
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.state.list).toHaveLength(3);
  });

  test('the pair that somebody looks at stays when others come before it', async () => {
    const { queue, state } = queueOf(three());
    await queue.refresh();
    queue.step(1);
    state.merges = [pair('x', 'y'), pair('f', 'e'), pair('d', 'c')];
    await queue.refresh();
    expect(shown(queue)).toBe('dc');
    state.merges = [pair('x', 'y')];
    await queue.refresh();
    expect(shown(queue)).toBe('xy');
  });

  test('the last answer leaves nothing', async () => {
    const { queue } = queueOf([pair('a', 'b')]);
    await queue.refresh();
    queue.answered(queue.shown!);
    expect(queue.shown).toBeNull();
    queue.step(1);
    expect(queue.state.at).toBe(0);
  });
});

test('a comparison takes the place of the suggestion until it ends or is answered', async () => {
  const { queue } = queueOf([pair('a', 'b'), pair('c', 'd')]);
  await queue.refresh();
  await queue.compare('x', 'y');
  expect(shown(queue)).toBe('xy');
  queue.step(1);
  expect(shown(queue)).toBe('xy');
  queue.answered(queue.shown!);
  expect(shown(queue)).toBe('ab');
  await queue.compare('x', 'y');
  expect(queue.endComparison()).toBe(true);
  expect(queue.endComparison()).toBe(false);
  expect(shown(queue)).toBe('ab');
});
