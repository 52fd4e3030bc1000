/**
 * Runs `work` on the items of `source`, at most `limit` at a time, and yields results as they are
 * done, which is not the order of the items. An item is taken from the source only when there is room
 * for it, so that a source of any length is streamed. When `signal` is aborted, or the consumer stops,
 * no further item is taken; what is in flight is waited for and, after an abort, yielded.
 */
export async function* inParallel<Item, Result>(
  source: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result, void, void> {
  const items = source[Symbol.asyncIterator]();
  const inFlight = new Map<symbol, Promise<{ key: symbol; result: Result }>>();
  try {
    let exhausted = false;
    while (true) {
      while (!exhausted && !signal?.aborted && inFlight.size < limit) {
        const next = await items.next();
        if (next.done) {
          exhausted = true;
          break;
        }
        const key = Symbol();
        const started = work(next.value).then((result) => ({ key, result }));
        // Whoever stops early must not leave a rejection that nobody handles.
        started.catch(() => undefined);
        inFlight.set(key, started);
      }
      if (inFlight.size === 0) return;
      const { key, result } = await Promise.race(inFlight.values());
      inFlight.delete(key);
      yield result;
    }
  } finally {
    await Promise.allSettled(inFlight.values());
    await items.return?.();
  }
}
