import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import type { PoolSetup, PoolTask } from '../../test/fixtures/pool-worker.ts';
import { AppError } from '../contract/app-error.ts';
import { type PoolOptions, SupervisedPool } from './supervised-pool.ts';
import { forkWorker } from './worker-process.ts';

type Pool = SupervisedPool<PoolSetup, PoolTask, { pid: number }, unknown>;

const open: Pool[] = [];
const log: string[] = [];

function startPool(options: Partial<PoolOptions<PoolSetup>> = {}): Pool {
  const pool: Pool = new SupervisedPool({
    spawn: () => forkWorker(new URL('../../test/fixtures/pool-worker.ts', import.meta.url)),
    workers: 2,
    setup: 'well',
    memoryLimit: 2 ** 30,
    backOff: 1,
    log: (line) => log.push(line),
    ...options,
  });
  open.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close({ graceMs: 0 })));
  log.length = 0;
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 60_000, interval: 5 });
const pids = async (pool: Pool) => (await pool.started).map(({ pid }) => pid);
const echo = (value: unknown): PoolTask => ({ do: 'echo', value });
const errorOf = async (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('This should have been rejected.'),
    (error: unknown) => error as AppError,
  );

test('tasks and their results cross the process border whole', async () => {
  const pool = startPool();
  const value = { vector: Float32Array.of(1.5, -0, Infinity), when: new Date(0), big: 2n ** 60n };
  expect(await pool.run(echo(value))).toEqual(value);
});

test('the work is shared by all workers', async () => {
  const pool = startPool();
  const workers = await pids(pool);
  expect(new Set(workers).size).toBe(2);
  const busy = [pool.run({ do: 'wait', milliseconds: 100 }), pool.run({ do: 'wait', milliseconds: 100 })];
  expect(new Set(await Promise.all(busy))).toEqual(new Set(workers));
});

test('an error of a task is the error of that task, and the worker lives on', async () => {
  const pool = startPool({ workers: 1 });
  const [worker] = await pids(pool);
  expect(await errorOf(pool.run({ do: 'refuse' }))).toMatchObject({
    name: 'AppError',
    code: 'PHOTO_NO_PIXELS',
    message: 'This photo has no pixels.',
  });
  const bug = await errorOf(pool.run({ do: 'breakDown' }));
  expect(bug).not.toBeInstanceOf(AppError);
  expect(bug.message).toBe('a bug');
  expect(bug.stack).toContain('pool-worker');
  expect(await pool.run({ do: 'pid' })).toBe(worker);
});

test.each([
  ['aborts as native code does', { do: 'abort' }, 'SIGABRT'],
  ['is killed from outside', { do: 'killYourself' }, 'SIGKILL'],
  ['leaves', { do: 'exit', saying: 'out of bounds in kernel Conv_7' }, 'out of bounds in kernel Conv_7'],
] as const)(
  'a poison task whose worker %s is tried twice, then left out; the others are done',
  async (_, poison, reason) => {
    const pool = startPool();
    const before = Array.from({ length: 10 }, (_, index) => pool.run(echo(index)));
    const poisoned = errorOf(pool.run(poison));
    const after = Array.from({ length: 10 }, (_, index) => pool.run(echo(index)));
    expect(await Promise.all([...before, ...after])).toEqual([...Array(10).keys(), ...Array(10).keys()]);
    const error = await poisoned;
    expect(error).toMatchObject({ code: 'ANALYSIS_QUARANTINED', cause: { code: 'ANALYSIS_CRASHED' } });
    expect(error.message).toContain(reason);
    expect(log.filter((line) => line.includes(reason))).toHaveLength(2);
    expect(await pool.run(echo('still there'))).toBe('still there');
  },
);

test('work that was in the hands of a worker killed once is done by another', async () => {
  const pool = startPool();
  await pool.started;
  const work = pool.run({ do: 'wait', milliseconds: 1_000 });
  await until(() => pool.status.workers.some(({ state }) => state === 'working'));
  const victim = pool.status.workers.find(({ state }) => state === 'working')!.pid!;
  process.kill(victim, 'SIGKILL');
  expect(await work).not.toBe(victim);
  expect(log).toEqual([expect.stringContaining('SIGKILL')]);
});

test('a task that hangs is stopped by the watchdog and counted as a crash', async () => {
  const pool = startPool({ limits: { taskTimeout: 300 } });
  const hanging = errorOf(pool.run({ do: 'hang' }));
  expect(await pool.run(echo('beside it'))).toBe('beside it');
  const error = await hanging;
  expect(error).toMatchObject({ code: 'ANALYSIS_QUARANTINED', cause: { code: 'ANALYSIS_TIMED_OUT' } });
  expect(error.message).toContain('within 0.3 s');
});

test('a worker that holds too much is replaced after its task', async () => {
  const pool = startPool({ workers: 1, memoryLimit: 200 * 2 ** 20, limits: { hardMemoryLimit: 2 ** 40 } });
  const [first] = await pids(pool);
  expect(await pool.run({ do: 'keep', megabytes: 250 })).toBe(first);
  const second = await pool.run({ do: 'pid' });
  expect(second).not.toBe(first);
  expect(log).toEqual([expect.stringMatching(/holds \d+ MB and is replaced/)]);
  expect(await pool.run({ do: 'pid' })).toBe(second);
});

test('a task that takes memory without end is stopped in the middle', async () => {
  const pool = startPool({ workers: 1, memoryLimit: 150 * 2 ** 20 });
  const error = await errorOf(pool.run({ do: 'keep', megabytes: 400 }));
  expect(error).toMatchObject({ code: 'ANALYSIS_QUARANTINED' });
  expect(error.message).toMatch(/It took \d+ MB of memory, more than a worker may/);
  expect(await pool.run(echo(1))).toBe(1);
});

test('what waits can be cancelled at once, what is being done is told', async () => {
  const pool = startPool({ workers: 1 });
  await pool.started;
  const abort = new AbortController();
  const running = errorOf(pool.run({ do: 'wait', milliseconds: 3_600_000 }, { signal: abort.signal }));
  const waiting = errorOf(pool.run(echo('never'), { signal: abort.signal }));
  const kept = pool.run(echo('kept'));
  await until(() => pool.status.workers[0]?.state === 'working');
  abort.abort();
  expect((await running).code).toBe('ANALYSIS_CANCELLED');
  expect((await waiting).code).toBe('ANALYSIS_CANCELLED');
  expect((await errorOf(pool.run(echo('late'), { signal: abort.signal }))).code).toBe('ANALYSIS_CANCELLED');
  expect(await kept).toBe('kept');
});

test('a task cancelled between the queue and the worker is not begun', async () => {
  const pool = startPool({ workers: 1 });
  await pool.started;
  const abort = new AbortController();
  const running = errorOf(pool.run({ do: 'hang' }, { signal: abort.signal }));
  abort.abort();
  expect((await running).code).toBe('ANALYSIS_CANCELLED');
  expect(await pool.run(echo('next'))).toBe('next');
});

test('an urgent task overtakes what waits', async () => {
  const pool = startPool({ workers: 1 });
  await pool.started;
  const order: unknown[] = [];
  const first = pool.run({ do: 'wait', milliseconds: 50 });
  const patient = pool.run(echo('patient')).then((value) => order.push(value));
  const urgent = pool.run(echo('urgent'), { urgent: true }).then((value) => order.push(value));
  await Promise.all([first, patient, urgent]);
  expect(order).toEqual(['urgent', 'patient']);
});

test('closing finishes what is in hand, cancels what waits and leaves no process', async () => {
  const pool = startPool({ workers: 1 });
  const workers = await pids(pool);
  const inHand = pool.run({ do: 'wait', milliseconds: 100 });
  const waiting = errorOf(pool.run(echo('never')));
  await until(() => pool.status.workers[0]?.state === 'working');
  await pool.close();
  expect(await inHand).toBe(workers[0]);
  expect((await waiting).code).toBe('ANALYSIS_CANCELLED');
  expect(workers.filter(isAlive)).toEqual([]);
  expect((await errorOf(pool.run(echo('too late')))).code).toBe('ANALYSIS_CANCELLED');
});

test('closing does not wait for ever for a task that hangs', async () => {
  const pool = startPool({ workers: 1 });
  const workers = await pids(pool);
  const hanging = errorOf(pool.run({ do: 'hang' }));
  await until(() => pool.status.workers[0]?.state === 'working');
  await pool.close({ graceMs: 50 });
  expect((await hanging).code).toBe('ANALYSIS_CANCELLED');
  expect(workers.filter(isAlive)).toEqual([]);
});

test('what a worker says about its start is what every task hears', async () => {
  const pool = startPool({ setup: 'refuse' });
  const task = errorOf(pool.run(echo(1)));
  expect(await errorOf(pool.started)).toMatchObject({ code: 'MODEL_CORRUPT' });
  expect(await task).toMatchObject({ code: 'MODEL_CORRUPT' });
  expect(await errorOf(pool.run(echo(2)))).toMatchObject({ code: 'MODEL_CORRUPT' });
});

test.each(['crash', 'hang'] as const)('workers that %s at every start are given up', async (setup) => {
  const pool = startPool({ setup, workers: 1, limits: { startTimeout: 400 } });
  const error = await errorOf(pool.run(echo(1)));
  expect(error.code).toBe('ANALYSIS_CRASHED');
  expect(error.message).toContain('The analysis process does not start.');
  expect(log).toHaveLength(3);
});

test('after two crashes in a row a worker starts with the careful setup', async () => {
  const pool = startPool({ setup: 'crash', carefulSetup: 'well', workers: 1 });
  expect(await pool.run(echo('with care'))).toBe('with care');
  expect(log).toHaveLength(2);
});

test('workers without work are let go, and start again when there is some', async () => {
  const pool = startPool({ restAfter: 50 });
  const first = await pids(pool);
  await until(() => pool.status.workers.every(({ state }) => state === 'resting'));
  expect(first.filter(isAlive)).toEqual([]);
  expect(pool.status.workers.map(({ residentBytes }) => residentBytes)).toEqual([0, 0]);
  const next = await pool.run({ do: 'pid' });
  expect(first).not.toContain(next);
  await until(() => pool.status.workers.every(({ state }) => state === 'resting'));
  // Somebody is about to have work.
  pool.wake();
  await until(() => pool.status.workers.some(({ state, pid }) => state === 'idle' && isAlive(pid!)));
  expect(log).toEqual([]);
});

test('another setup replaces workers after what they have in hand', async () => {
  const pool = startPool({ setup: 'well' });
  const first = await pids(pool);
  const inHand = pool.run({ do: 'wait', milliseconds: 100 });
  await until(() => pool.status.workers.some(({ state }) => state === 'working'));
  pool.renew('well');
  expect(first).toContain(await inHand);
  const after = await Promise.all([1, 2, 3, 4].map(() => pool.run({ do: 'pid' })));
  expect(first.filter((pid) => after.includes(pid))).toEqual([]);
  expect(log).toEqual([]);
});

test('an entry that is not there is an error, not a hang', async () => {
  const pool = startPool({ spawn: () => forkWorker(new URL('./nowhere.ts', import.meta.url)) });
  expect((await errorOf(pool.started)).message).toContain('nowhere.ts');
});

test('when the program is killed its workers go too, the hung one as well', async () => {
  const parent = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../test/fixtures/pool-parent.ts', import.meta.url))],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(parent.stdout.setEncoding('utf8'), 'data');
  const workers = JSON.parse(line) as number[];
  expect(workers.filter(isAlive)).toEqual(workers);
  parent.kill('SIGKILL');
  await until(() => !workers.some(isAlive));
});
