/** An event of a Chromium trace, as far as it is looked at. Times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time that the thread itself ran. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface MainThread {
  /**
   * Milliseconds of work on the main thread from one animation frame to the next, in order: by its own
   * processor time, and by the clock, in which other threads may have had the processor (where frames
   * are drawn in software, drawing takes what cores there are).
   */
  readonly frames: readonly { readonly cpu: number; readonly clock: number }[];
  /** Lengths of tasks over 50 ms, milliseconds. */
  readonly longTasks: readonly number[];
}

/** Over this a task is long: what follows a key or a press waits noticeably. Milliseconds. */
const LONG_TASK = 50;

/**
 * What the page's main thread did, out of a trace: its tasks (`RunTask`), summed up between the
 * beginnings of frames (`BeginMainThreadFrame`). Of several renderers the busiest is the page's.
 */
export function mainThread(events: readonly TraceEvent[]): MainThread {
  const threads = events.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const ofThread = threads.map(({ pid, tid }) => {
    const own = events.filter((event) => event.pid === pid && event.tid === tid);
    const tasks = own.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
    return { own, tasks, time: tasks.reduce((sum, { dur }) => sum + (dur ?? 0), 0) };
  });
  const page = ofThread.sort((a, b) => b.time - a.time)[0];
  if (page === undefined) throw new Error('The trace has no main thread of a page.');
  const tasks = page.tasks
    .map(({ ts, dur = 0, tdur = dur }) => ({ ts, dur, tdur }))
    .sort((a, b) => a.ts - b.ts);
  const begins = page.own
    .filter(({ name }) => name === 'BeginMainThreadFrame')
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const frames: { cpu: number; clock: number }[] = [];
  let at = tasks.findIndex(({ ts, dur }) => ts + dur > (begins[0] ?? 0));
  for (let frame = 0; frame + 1 < begins.length && at >= 0; frame++) {
    const end = begins[frame + 1] ?? 0;
    let cpu = 0;
    let clock = 0;
    // A frame begins within a task, which belongs to it.
    for (; at < tasks.length && (tasks[at]?.ts ?? 0) + (tasks[at]?.dur ?? 0) <= end; at++) {
      cpu += tasks[at]?.tdur ?? 0;
      clock += tasks[at]?.dur ?? 0;
    }
    frames.push({ cpu: cpu / 1000, clock: clock / 1000 });
  }
  return {
    frames,
    longTasks: tasks.map(({ dur }) => dur / 1000).filter((length) => length > LONG_TASK),
  };
}
