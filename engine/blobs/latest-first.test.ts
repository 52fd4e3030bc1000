import { describe, expect, test } from 'vitest';
import { LatestFirst } from './latest-first.ts';

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise.then(() => 'held'), release: resolve };
}

describe('what is made on demand', () => {
  test('comes in the order in which it was asked for last', async () => {
    const queue = new LatestFirst(1);
    const first = held();
    const order: string[] = [];
    const ask = (key: string) =>
      queue.make(key, async () => {
        order.push(key);
        return key;
      });
    const blocked = queue.make('first', first.work);
    const asked = [ask('a'), ask('b'), ask('c'), ask('a')];
    first.release();
    expect(await Promise.all([blocked, ...asked])).toEqual(['held', 'a', 'b', 'c', 'a']);
    expect(order).toEqual(['a', 'c', 'b']);
  });

  test('is never more than so many at a time, and goes on after a failure', async () => {
    const queue = new LatestFirst(2);
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 9 }, (_, n) =>
        queue.make(`${n}`, async () => {
          most = Math.max(most, ++running);
          await new Promise(setImmediate);
          running--;
          if (n === 3) throw new Error('no');
          return n;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });

  test('is not begun when nobody waits for it any more, but is for those who still do', async () => {
    const queue = new LatestFirst(1);
    const first = held();
    void queue.make('first', first.work);
    const made: string[] = [];
    const make = (key: string, signal?: AbortSignal) =>
      queue.make(
        key,
        async () => {
          made.push(key);
          return key;
        },
        signal,
      );
    const gone = new AbortController();
    const abandoned = make('abandoned', gone.signal);
    const left = make('shared', gone.signal);
    const stayed = make('shared');
    gone.abort();
    expect(await abandoned).toBe(null);
    first.release();
    expect(await Promise.all([left, stayed])).toEqual(['shared', 'shared']);
    expect(made).toEqual(['shared']);
    // Dropped, not forgotten: asked for again, it is made.
    expect(await make('abandoned')).toBe('abandoned');
  });
});
