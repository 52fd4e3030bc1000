import { afterEach, expect, test } from 'vitest';
import type { PoolSetup, PoolTask } from '../../test/fixtures/pool-worker.ts';
import { AppError } from '../contract/app-error.ts';
import { SupervisedPool } from '../inference/supervised-pool.ts';
import { forkWorker } from '../inference/worker-process.ts';
import { Analyses } from './analyses.ts';
import type { OpenedPool } from './analysis-pool.ts';
import type { AnalysisTask } from './analysis-task.ts';

/** Real processes that analyse nothing: they do what a task says, which the pool hands on as it is. */
function opened(workers: number): OpenedPool {
  const pool = new SupervisedPool<PoolSetup, PoolTask, { pid: number }, unknown>({
    spawn: () => forkWorker(new URL('../../test/fixtures/pool-worker.ts', import.meta.url)),
    workers,
    setup: 'well',
    memoryLimit: 2 ** 30,
  });
  return { pool: pool as unknown as OpenedPool['pool'], workers, close: () => pool.close() };
}

const task = (does: PoolTask) => does as unknown as AnalysisTask;
const running: Analyses[] = [];
function analyses(open: (pack: string) => Promise<OpenedPool>): Analyses {
  const made = new Analyses(open);
  running.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.close()));
});

test('started anew with other settings, what is in hand is finished and what waits is done by the new processes', async () => {
  let workers = 1;
  const all = analyses(async () => opened(workers));
  expect(all.started).toBe(false);
  const analysis = await all.get('standard');
  // The first is in hand, the others wait in the queue of the one process.
  const inHand = analysis.pool.run(task({ do: 'wait', milliseconds: 300 }));
  const waiting = Array.from({ length: 5 }, () => analysis.pool.run(task({ do: 'wait', milliseconds: 1 })));
  workers = 2;
  await all.restart();
  expect(analysis.workers).toBe(2);
  expect(all.started).toBe(true);
  const by = await Promise.all([inHand, ...waiting]);
  expect(by.slice(1)).not.toContain(by[0]);
});

test('what cannot be started leaves the old processes at work', async () => {
  let broken = false;
  const all = analyses(async () => {
    if (broken) throw new AppError('MODEL_MISSING', 'The model is not here.');
    return opened(1);
  });
  const analysis = await all.get('standard');
  broken = true;
  await expect(all.restart()).rejects.toThrow('The model is not here.');
  expect(await analysis.pool.run(task({ do: 'echo', value: 'still here' }))).toBe('still here');
});

test('a task that its own signal cancels is not begun again', async () => {
  const all = analyses(async () => opened(1));
  const analysis = await all.get('standard');
  const stop = new AbortController();
  const first = analysis.pool.run(task({ do: 'wait', milliseconds: 200 }));
  const second = analysis.pool.run(task({ do: 'wait', milliseconds: 1 }), { signal: stop.signal });
  const refused = expect(second).rejects.toMatchObject({ code: 'ANALYSIS_CANCELLED' });
  stop.abort();
  await all.restart();
  await refused;
  await first;
});
