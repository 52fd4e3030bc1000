import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../contract/app-error.ts';
import { SupervisedWorker, WorkerDied, type WorkerLimits } from './supervised-worker.ts';
import { TaskQueue } from './task-queue.ts';
import type { SpawnWorker } from './worker-process.ts';

export interface PoolOptions<Setup> {
  readonly spawn: SpawnWorker;
  readonly workers: number;
  /** Sent to each worker before its first task. */
  readonly setup: Setup;
  /** Sent instead to a worker that follows two crashes in a row, which a GPU's driver may have caused. */
  readonly carefulSetup?: Setup;
  /** Resident bytes above which a worker is replaced between two tasks. */
  readonly memoryLimit: number;
  readonly limits?: Partial<WorkerLimits>;
  /** A worker that had nothing to do for so long is let go until there is work again, milliseconds; absent: never. */
  readonly restAfter?: number;
  /** First wait before a crashed worker is replaced, milliseconds; doubles with each crash in a row. */
  readonly backOff?: number;
  readonly log?: (line: string) => void;
}

export interface PoolStatus {
  readonly waiting: number;
  readonly workers: readonly {
    readonly pid: number | undefined;
    readonly state: 'starting' | 'idle' | 'working' | 'resting' | 'down';
    readonly residentBytes: number;
  }[];
}

interface Job<Task, Result> {
  readonly task: Task;
  readonly signal: AbortSignal;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
  /** How the workers that tried it ended. */
  readonly deaths: WorkerDied[];
}

interface Setups<Setup> {
  readonly usual: Setup;
  /** Of a worker that follows two crashes in a row. */
  readonly careful: Setup;
}

interface Slot<Setup, Task, Report, Result> {
  worker: SupervisedWorker<Setup, Task, Report, Result> | null;
  state: PoolStatus['workers'][number]['state'];
  /** Has its worker take nothing more; null while there is none that could. */
  leave: AbortController | null;
  /** Ends of its workers that nobody asked for, since the last task that was done. */
  crashes: number;
}

/** A task that ended this many workers is not tried again. */
const deadlyDeaths = 2;
/** After this many crashes in a row a worker starts with the careful setup. */
const crashesBeforeCare = 2;
/** A worker that ended this often in a row before it was ready will not start at all. */
const startAttempts = 3;
const longestBackOff = 30_000;

/**
 * Worker processes that take tasks from one queue, each one task at a time. A crash, a hang or
 * boundless memory costs the attempt at one task: that task is tried once more in another process,
 * and the second death is its last (`ANALYSIS_QUARANTINED`, with the reason). Tasks are small and
 * take long beside a message's way (under a millisecond), so nothing is sent ahead: it would only blur which
 * task a worker died of.
 */
export class SupervisedPool<Setup, Task, Report, Result> {
  /** What each worker reported at its first start; rejects when one cannot start at all. */
  readonly started: Promise<readonly Report[]>;

  readonly #options: PoolOptions<Setup>;
  readonly #limits: WorkerLimits;
  readonly #queue = new TaskQueue<Job<Task, Result>>();
  readonly #slots: Slot<Setup, Task, Report, Result>[];
  readonly #tending: Promise<void>;
  readonly #closing = new AbortController();
  #setup: Setups<Setup>;
  /** Ends the rest of those that rest. */
  #awake = Promise.withResolvers<void>();
  #failure: Error | null = null;

  constructor(options: PoolOptions<Setup>) {
    this.#options = options;
    this.#setup = { usual: options.setup, careful: options.carefulSetup ?? options.setup };
    this.#limits = {
      startTimeout: 30_000,
      taskTimeout: 60_000,
      hardMemoryLimit: options.memoryLimit * 2,
      stopTimeout: 5_000,
      ...options.limits,
    };
    this.#slots = Array.from({ length: options.workers }, () => ({
      worker: null,
      state: 'starting',
      leave: null,
      crashes: 0,
    }));
    const starts = this.#slots.map(() => Promise.withResolvers<Report>());
    this.#tending = Promise.all(this.#slots.map((slot, index) => this.#tend(slot, starts[index]!))).then(
      () => undefined,
    );
    this.started = Promise.all(starts.map(({ promise }) => promise));
    // Whoever does not ask hears of it from the first task.
    this.started.catch(() => {});
  }

  get status(): PoolStatus {
    return {
      waiting: this.#queue.length,
      workers: this.#slots.map(({ worker, state }) => ({
        pid: worker?.gone ? undefined : worker?.pid,
        state,
        residentBytes: worker?.gone ? 0 : (worker?.residentBytes ?? 0),
      })),
    };
  }

  /**
   * Rejects with the task's own error, with `ANALYSIS_QUARANTINED` when it ended two workers, and
   * with `ANALYSIS_CANCELLED` when `signal` or `close` says so.
   *
   * @param options.urgent before everything that waits: somebody looks at the screen
   */
  run(task: Task, options: { signal?: AbortSignal; urgent?: boolean } = {}): Promise<Result> {
    if (this.#failure) return Promise.reject(this.#failure);
    const signal = options.signal ?? new AbortController().signal;
    if (signal.aborted || this.#closing.signal.aborted) return Promise.reject(cancelled());
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const job: Job<Task, Result> = { task, signal, resolve, reject, deaths: [] };
    const cancel = () => {
      this.#queue.remove(job);
      reject(cancelled());
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#queue.push(job, options.urgent ? 'front' : 'back');
    this.wake();
    return promise.finally(() => signal.removeEventListener('abort', cancel));
  }

  /** There will be work soon: those that rest start again. */
  wake(): void {
    this.#awake.resolve();
    this.#awake = Promise.withResolvers();
  }

  /** Another setup from now on: workers are replaced after what they have in hand. */
  renew(setup: Setup): void {
    this.#setup = { ...this.#setup, usual: setup };
    for (const { leave } of this.#slots) leave?.abort();
  }

  /** What is being worked on is finished, what waits is cancelled, and every process is gone. */
  async close(options: { graceMs?: number } = {}): Promise<void> {
    this.#closing.abort();
    this.wake();
    for (const job of this.#queue.close()) job.reject(cancelled());
    const late = setTimeout(() => {
      for (const { worker } of this.#slots) worker?.kill();
    }, options.graceMs ?? 30_000);
    await this.#tending;
    clearTimeout(late);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The life of one place in the pool: a worker, its tasks, its end, the next worker. */
  async #tend(
    slot: Slot<Setup, Task, Report, Result>,
    firstStart: { resolve: (report: Report) => void; reject: (error: Error) => void },
  ): Promise<void> {
    let failedStarts = 0;
    while (!this.#closing.signal.aborted) {
      slot.state = 'starting';
      const setup = this.#setup;
      const worker = new SupervisedWorker<Setup, Task, Report, Result>(
        this.#options.spawn,
        slot.crashes >= crashesBeforeCare ? setup.careful : setup.usual,
        this.#limits,
      );
      slot.worker = worker;
      const stopStart = () => worker.kill();
      this.#closing.signal.addEventListener('abort', stopStart, { once: true });
      try {
        firstStart.resolve(await worker.ready);
        failedStarts = 0;
      } catch (error) {
        failedStarts += 1;
        slot.crashes += 1;
        await worker.stop();
        if (this.#closing.signal.aborted) break;
        // An error that the worker could put into words will be the same next time.
        if (!(error instanceof WorkerDied) || failedStarts >= startAttempts) {
          firstStart.reject(this.#giveUp(slot, error));
          return;
        }
        this.#log(`An analysis process did not start. ${error.message}`);
      } finally {
        this.#closing.signal.removeEventListener('abort', stopStart);
      }
      if (failedStarts === 0) {
        const rest = await this.#work(slot, worker, setup);
        if (rest && this.#queue.length === 0) {
          slot.state = 'resting';
          await rest.over;
          continue;
        }
      }
      slot.state = 'down';
      if (slot.crashes > 0) await this.#waitBeforeRestart(slot.crashes);
    }
    slot.state = 'down';
    firstStart.reject(cancelled());
  }

  /**
   * Gives tasks to a ready worker until it dies, has grown too large, is to be replaced, or the pool closes.
   * Where it had nothing to do for so long that it was let go: until when.
   */
  async #work(
    slot: Slot<Setup, Task, Report, Result>,
    worker: SupervisedWorker<Setup, Task, Report, Result>,
    setup: Setups<Setup>,
  ): Promise<{ readonly over: Promise<void> } | null> {
    const { restAfter } = this.#options;
    const leave = new AbortController();
    slot.leave = leave;
    void worker.exited.then(() => leave.abort());
    let rest: { readonly over: Promise<void> } | null = null;
    while (setup === this.#setup && worker.residentBytes <= this.#options.memoryLimit) {
      slot.state = 'idle';
      const tire =
        restAfter === undefined
          ? undefined
          : setTimeout(() => {
              // From now on: whoever wakes it while it is let go is heard.
              rest = { over: this.#awake.promise };
              leave.abort();
            }, restAfter).unref();
      const job = await this.#queue.take(leave.signal);
      clearTimeout(tire);
      if (!job) break;
      if (job.signal.aborted) continue;
      slot.state = 'working';
      try {
        job.resolve(await worker.run(job.task, job.signal));
        slot.crashes = 0;
      } catch (error) {
        if (error instanceof WorkerDied) this.#blame(job, error);
        else job.reject(error as Error);
      }
      if (worker.gone) break;
    }
    slot.leave = null;
    if (worker.gone) {
      slot.crashes += 1;
      return null;
    }
    if (worker.residentBytes > this.#options.memoryLimit) {
      this.#log(`An analysis process holds ${megabytes(worker.residentBytes)} and is replaced.`);
    }
    await worker.stop();
    return rest;
  }

  #blame(job: Job<Task, Result>, died: WorkerDied): void {
    this.#log(`An analysis process ended in the middle of its work. ${died.message}`);
    job.deaths.push(died);
    if (job.signal.aborted) return;
    if (job.deaths.length >= deadlyDeaths) job.reject(quarantined(died));
    else if (this.#closing.signal.aborted) job.reject(cancelled());
    else this.#queue.push(job, 'front');
  }

  /** The pool goes on with the other slots; after the last one every task gets the error. */
  #giveUp(slot: Slot<Setup, Task, Report, Result>, error: unknown): Error {
    slot.state = 'down';
    slot.worker = null;
    const failure =
      error instanceof AppError
        ? error
        : new AppError(
            'ANALYSIS_CRASHED',
            `The analysis process does not start. ${error instanceof Error ? error.message : String(error)}`,
            { cause: error },
          );
    this.#log(failure.message);
    if (this.#slots.every((other) => other.worker === null)) {
      this.#failure = failure;
      for (const job of this.#queue.close()) job.reject(failure);
    }
    return failure;
  }

  async #waitBeforeRestart(crashesInARow: number): Promise<void> {
    const wait = Math.min((this.#options.backOff ?? 200) * 2 ** (crashesInARow - 1), longestBackOff);
    // Rejects when the pool closes, which the caller looks at next.
    await sleep(wait, undefined, { signal: this.#closing.signal }).catch(() => {});
  }

  #log(line: string): void {
    this.#options.log?.(line);
  }
}

function cancelled(): AppError {
  return new AppError('ANALYSIS_CANCELLED', 'The analysis was stopped. Start it again to go on from here.', {
    retryable: true,
  });
}

function quarantined(died: WorkerDied): AppError {
  const cause = new AppError(
    died.how === 'timedOut' ? 'ANALYSIS_TIMED_OUT' : 'ANALYSIS_CRASHED',
    died.message,
    { cause: died },
  );
  const what = died.how === 'timedOut' ? 'was too slow to analyse' : 'stopped the analysis process';
  return new AppError(
    'ANALYSIS_QUARANTINED',
    `This photo ${what} twice, so it is left out. ${died.message} Open it in another program and save it again, then retry.`,
    { cause },
  );
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
