import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inParallel } from './in-parallel.ts';

/** Numbers from 0, and how many of them were asked for. */
function numbers(end: number) {
  const source = {
    taken: 0,
    closed: false,
    async *[Symbol.asyncIterator]() {
      try {
        for (let i = 0; i < end; i++) {
          source.taken++;
          yield i;
        }
      } finally {
        source.closed = true;
      }
    },
  };
  return source;
}

describe('inParallel', () => {
  it('yields each result once, as it is done, never more than so many at a time', async () => {
    let running = 0;
    let most = 0;
    const results: number[] = [];
    const work = async (item: number) => {
      most = Math.max(most, ++running);
      await sleep(item === 0 ? 30 : 1);
      running--;
      return item;
    };
    for await (const result of inParallel(numbers(20), 3, work)) results.push(result);
    expect(most).toBe(3);
    expect(results.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(results[0]).not.toBe(0);
  });

  it('takes from the source only when there is room', async () => {
    const source = numbers(1_000_000);
    for await (const result of inParallel(source, 4, async (item) => item)) {
      expect(source.taken).toBeLessThanOrEqual(result + 8);
      if (result === 50) break;
    }
    expect(source.closed).toBe(true);
  });

  it('after an abort finishes and yields what is in flight, and no more', async () => {
    const source = numbers(100);
    const controller = new AbortController();
    const results: number[] = [];
    for await (const result of inParallel(source, 2, async (item) => sleep(1, item), controller.signal)) {
      results.push(result);
      if (results.length === 3) controller.abort();
    }
    expect(results).toHaveLength(source.taken);
    expect(source.taken).toBeLessThan(7);
    expect(source.closed).toBe(true);
  });

  it('rejects with the first error, once nothing is running any more', async () => {
    let finished = 0;
    const run = async () => {
      const work = async (item: number) => {
        if (item === 1) throw new Error('one');
        await sleep(20);
        finished++;
      };
      for await (const _ of inParallel(numbers(3), 3, work));
    };
    await expect(run()).rejects.toThrow('one');
    expect(finished).toBe(2);
  });
});
