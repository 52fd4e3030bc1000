import type { ClientLink } from '@orpc/client';
import { describe, expect, test, vi } from 'vitest';
import type { Line, NoContext } from './line.ts';
import { ConnectionLost, redial } from './redial.ts';

const linkCalled = (name: string): ClientLink<NoContext> => ({ call: async () => name });

/** Lines that a test opens, refuses and closes one by one. */
function exchange() {
  const asked: { open(name: string): () => void; refuse(): void }[] = [];
  const dial = () =>
    new Promise<Line>((resolve, reject) => {
      asked.push({
        open: (name) => {
          const { promise: closed, resolve: close } = Promise.withResolvers<void>();
          resolve({ link: linkCalled(name), closed });
          return close;
        },
        refuse: () => reject(new Error('nobody')),
      });
    });
  return { asked, dial };
}

const nameOf = async (link: ClientLink<NoContext>) => link.call([], undefined, { context: {} });
const backOff = () => 1;

describe('redial', () => {
  test('dials at once, and a call waits for the line', async () => {
    const { asked, dial } = exchange();
    const { line } = redial({ dial, tell: () => {}, patience: 60_000, backOff });
    expect(asked).toHaveLength(1);
    const call = line().then(nameOf);
    asked[0]?.open('first');
    expect(await call).toBe('first');
  });

  test('takes another line when one closes, and says both', async () => {
    const { asked, dial } = exchange();
    const told: string[] = [];
    const { line } = redial({ dial, tell: (state) => told.push(state), patience: 60_000, backOff });
    const close = asked[0]?.open('first');
    expect(await line().then(nameOf)).toBe('first');
    close?.();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    const call = line().then(nameOf);
    asked[1]?.open('second');
    expect(await call).toBe('second');
    expect(told).toEqual(['up', 'down', 'up']);
  });

  test('tries again after a refusal, waiting longer each time', async () => {
    const { asked, dial } = exchange();
    const waits: number[] = [];
    redial({ dial, tell: () => {}, patience: 60_000, backOff: (failures) => waits.push(failures) && 1 });
    for (let attempt = 0; attempt < 3; attempt++) {
      await vi.waitFor(() => expect(asked).toHaveLength(attempt + 1));
      asked[attempt]?.refuse();
    }
    await vi.waitFor(() => expect(asked).toHaveLength(4));
    expect(waits).toEqual([0, 1, 2]);
  });

  test('a line that closes at once counts as refused', async () => {
    const { asked, dial } = exchange();
    const waits: number[] = [];
    redial({ dial, tell: () => {}, patience: 60_000, backOff: (failures) => waits.push(failures) && 1 });
    for (let attempt = 0; attempt < 3; attempt++) {
      await vi.waitFor(() => expect(asked).toHaveLength(attempt + 1));
      asked[attempt]?.open('short')();
    }
    await vi.waitFor(() => expect(asked).toHaveLength(4));
    expect(waits).toEqual([0, 1, 2]);
  });

  test('a call does not wait for ever', async () => {
    const { dial } = exchange();
    const { line } = redial({ dial, tell: () => {}, patience: 5, backOff });
    await expect(line()).rejects.toThrow(ConnectionLost);
  });
});
