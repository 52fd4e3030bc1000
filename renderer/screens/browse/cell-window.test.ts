import { describe, expect, it, vi } from 'vitest';
import { cell } from '../../../test/fixtures/cells.ts';
import { type CellSource, CellWindow, PAGE } from './cell-window.ts';

const TOTAL = 100_000;

const photo = (index: number) => cell(`photo${index}`, { name: `HHM_${index}`, takenAt: index * 1000 });

/** An engine whose answers are given when the test says so. */
function slowEngine(revision = 7) {
  const calls: { first: number; count: number; signal: AbortSignal; answer: () => void; fail: () => void }[] =
    [];
  const source: CellSource = {
    cells: (first, count, signal) =>
      new Promise((resolve, reject) => {
        calls.push({
          first,
          count,
          signal,
          answer: () =>
            resolve({ revision, cells: Array.from({ length: count }, (_, at) => photo(first + at)) }),
          fail: () => reject(new Error('The engine is gone')),
        });
      }),
  };
  return { calls, source };
}

function windowOn(source: CellSource, total = TOTAL) {
  const events = { onCells: vi.fn(), onGone: vi.fn(), onError: vi.fn() };
  return { cells: new CellWindow({ revision: 7, total }, source, events), events };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('CellWindow', () => {
  it('fetches what is shown first, then what is near, and keeps it', async () => {
    const { calls, source } = slowEngine();
    const { cells, events } = windowOn(source);
    cells.want(10 * PAGE, 10 * PAGE + 20, PAGE);
    expect(calls.map(({ first }) => first / PAGE)).toEqual([10, 9]);
    calls[0]!.answer();
    await settled();
    expect(cells.get(10 * PAGE + 3)?.id).toBe(`photo${10 * PAGE + 3}`);
    expect(events.onCells).toHaveBeenCalledWith(10 * PAGE, 11 * PAGE);
    expect(calls.map(({ first }) => first / PAGE)).toEqual([10, 9, 11]);
    cells.want(10 * PAGE, 10 * PAGE + 20, 0);
    expect(calls).toHaveLength(3);
  });

  it('cancels what scrolled away before it came, and goes on with what is shown', async () => {
    const { calls, source } = slowEngine();
    const { cells } = windowOn(source);
    cells.want(0, 40, 0);
    cells.want(50_000, 50_040, 0);
    expect(calls[0]!.signal.aborted).toBe(true);
    expect(calls.at(-1)!.first).toBe(50_000 - (50_000 % PAGE));
    calls[0]!.answer();
    await settled();
    expect(cells.get(0)).toBeUndefined();
  });

  it('asks for no more cells than the layout has', () => {
    const { calls, source } = slowEngine();
    windowOn(source, 130).cells.want(100, 200, 500);
    expect(calls.map(({ first, count }) => [first, count])).toEqual([
      [80, 50],
      [0, 80],
    ]);
  });

  it('forgets what was not shown for long, never what is shown', async () => {
    const source: CellSource = {
      cells: (first, count) =>
        Promise.resolve({ revision: 7, cells: Array.from({ length: count }, (_, at) => photo(first + at)) }),
    };
    const { cells } = windowOn(source);
    for (let first = 0; first < TOTAL; first += PAGE * 2) {
      cells.want(first, first + 2 * PAGE, 0);
      await settled();
    }
    expect(cells.get(0)).toBeUndefined();
    expect(cells.get(TOTAL - 1)?.id).toBe(`photo${TOTAL - 1}`);
  });

  it('shows cells that came with the layout before their page is whole', async () => {
    const { calls, source } = slowEngine();
    const { cells } = windowOn(source);
    cells.put(
      0,
      Array.from({ length: 30 }, (_, index) => photo(index)),
    );
    expect(cells.get(29)?.id).toBe('photo29');
    expect(cells.get(30)).toBeUndefined();
    cells.want(0, 40, 0);
    calls[0]!.answer();
    await settled();
    expect(cells.get(30)?.id).toBe('photo30');
  });

  it('says when the layout is gone, once, and stops', async () => {
    const { calls, source } = slowEngine(8);
    const { cells, events } = windowOn(source);
    cells.want(0, 2 * PAGE, 0);
    for (const call of calls) call.answer();
    await settled();
    expect(events.onGone).toHaveBeenCalledTimes(1);
    cells.want(0, 40, 0);
    expect(calls).toHaveLength(2);
  });

  it('tries again after a failure', async () => {
    vi.useFakeTimers();
    try {
      const { calls, source } = slowEngine();
      const { cells, events } = windowOn(source);
      cells.want(0, 40, 0);
      calls[0]!.fail();
      await vi.advanceTimersByTimeAsync(100);
      expect(events.onError).toHaveBeenCalledTimes(1);
      expect(calls).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(calls).toHaveLength(2);
      calls[1]!.answer();
      await vi.advanceTimersByTimeAsync(10);
      expect(cells.get(0)?.id).toBe('photo0');
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows at once what a person just did', () => {
    const { source } = slowEngine();
    const { cells, events } = windowOn(source);
    cells.put(0, [photo(0), photo(1)]);
    cells.change(new Set(['photo1']), (before) => ({ ...before, stars: 4 }));
    expect(cells.get(1)?.stars).toBe(4);
    expect(cells.get(0)?.stars).toBe(0);
    expect(events.onCells).toHaveBeenCalledWith(0, 2);
  });
});
