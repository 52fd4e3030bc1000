import { expect, it } from 'vitest';
import { mainThread, type TraceEvent } from './main-thread.ts';

const MAIN = { pid: 7, tid: 1 };
const OTHER = { pid: 8, tid: 1 };

const named = (thread: { pid: number; tid: number }): TraceEvent => ({
  ...thread,
  name: 'thread_name',
  ph: 'M',
  ts: 0,
  args: { name: 'CrRendererMain' },
});
/** A task that had the processor for half of its time. */
const task = (from: number, to: number, thread = MAIN): TraceEvent => ({
  ...thread,
  name: 'RunTask',
  ph: 'X',
  ts: from * 1000,
  dur: (to - from) * 1000,
  tdur: (to - from) * 500,
});
const begin = (at: number): TraceEvent => ({ ...MAIN, name: 'BeginMainThreadFrame', ph: 'I', ts: at * 1000 });

it('sums up tasks frame by frame, of the page’s own thread', () => {
  const trace = [
    named(MAIN),
    named(OTHER),
    task(0, 9, OTHER),
    begin(11),
    task(10, 14),
    task(15, 16),
    begin(27),
    task(26, 34),
    begin(43),
    task(42, 103),
    begin(110),
    task(109, 111),
  ];
  const { frames, longTasks } = mainThread(trace);
  expect(frames).toEqual([5, 8, 61].map((clock) => ({ clock, cpu: clock / 2 })));
  expect(longTasks).toEqual([61]);
});

it('says so where there is no page in the trace', () => {
  expect(() => mainThread([task(0, 1)])).toThrow(/no main thread/);
});
