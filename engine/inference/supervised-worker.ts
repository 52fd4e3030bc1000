import type { SpawnWorker, WorkerExit, WorkerProcess } from './worker-process.ts';
import { type FromWorker, type ToWorker, unpackError } from './worker-protocol.ts';

/** The process went away, or was ended, with work in its hands. */
export class WorkerDied extends Error {
  readonly how: 'crashed' | 'timedOut';

  constructor(how: 'crashed' | 'timedOut', message: string) {
    super(message);
    this.name = 'WorkerDied';
    this.how = how;
  }
}

export interface WorkerLimits {
  /** From the start of the process to its `ready`, milliseconds. */
  readonly startTimeout: number;
  /** For one task, milliseconds. */
  readonly taskTimeout: number;
  /** Resident bytes at which the worker ends itself in the middle of a task. */
  readonly hardMemoryLimit: number;
  /** How long a worker may take to stop when asked, milliseconds. */
  readonly stopTimeout: number;
}

interface Pending<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
  readonly watchdog: NodeJS.Timeout;
}

/**
 * One process from its start to its exit, working on one task at a time: with a single task in its
 * hands, who killed it is never in doubt.
 */
export class SupervisedWorker<Setup, Task, Report, Result> {
  /** Rejects with WorkerDied, or with the error that the worker's own start ran into. */
  readonly ready: Promise<Report>;
  readonly exited: Promise<WorkerExit>;
  /** As of its last answer. */
  residentBytes = 0;

  readonly #process: WorkerProcess;
  readonly #limits: WorkerLimits;
  #starting: Pending<Report> | null;
  #working: (Pending<Result> & { readonly id: number }) | null = null;
  #lastTask = 0;
  #timedOut: string | null = null;
  #gone = false;

  constructor(spawn: SpawnWorker, setup: Setup, limits: WorkerLimits) {
    this.#limits = limits;
    this.#process = spawn();
    const { promise, resolve, reject } = Promise.withResolvers<Report>();
    this.ready = promise;
    this.#starting = { resolve, reject, watchdog: this.#watch(limits.startTimeout, 'did not start') };
    this.exited = new Promise((tell) => {
      this.#process.onExit((exit) => {
        this.#onExit(exit);
        tell(exit);
      });
    });
    // Both ends are this program at one version, so the type of a message is taken on trust.
    this.#process.onMessage((message) => this.#onMessage(message as FromWorker<Report, Result>));
    this.#send({ kind: 'start', setup, hardMemoryLimit: limits.hardMemoryLimit });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get gone(): boolean {
    return this.#gone;
  }

  /**
   * Rejects with WorkerDied, or with the task's own error. A cancelled task is told so and still
   * has to answer: native code cannot be interrupted.
   */
  run(task: Task, signal: AbortSignal): Promise<Result> {
    if (this.#working) throw new Error('A worker takes one task at a time.');
    if (this.#gone) return Promise.reject(new WorkerDied('crashed', 'It had stopped before the work began.'));
    this.#lastTask += 1;
    const id = this.#lastTask;
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#working = {
      id,
      resolve,
      reject,
      watchdog: this.#watch(this.#limits.taskTimeout, 'did not answer'),
    };
    this.#send({ kind: 'task', id, task });
    const cancel = () => this.#send({ kind: 'cancel', id });
    signal.addEventListener('abort', cancel, { once: true });
    return promise.finally(() => signal.removeEventListener('abort', cancel));
  }

  /** Asks it to stop, and ends it when it does not. */
  async stop(): Promise<void> {
    this.#send({ kind: 'stop' });
    const late = setTimeout(() => this.#process.kill(), this.#limits.stopTimeout);
    await this.exited;
    clearTimeout(late);
  }

  kill(): void {
    this.#process.kill();
  }

  #send(message: ToWorker<Setup, Task>): void {
    this.#process.send(message);
  }

  #watch(milliseconds: number, what: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timedOut = `It ${what} within ${milliseconds / 1000} s and was stopped.`;
      this.#process.kill();
    }, milliseconds);
  }

  #onMessage(message: FromWorker<Report, Result>): void {
    if (message.kind === 'startFailed') {
      this.#startEnds()?.reject(unpackError(message.error));
      return;
    }
    this.residentBytes = message.residentBytes;
    if (message.kind === 'ready') this.#startEnds()?.resolve(message.report);
    else if (message.kind === 'done') this.#workEnds()?.resolve(message.result);
    else this.#workEnds()?.reject(unpackError(message.error));
  }

  #onExit(exit: WorkerExit): void {
    this.#gone = true;
    const died = this.#timedOut
      ? new WorkerDied('timedOut', this.#timedOut)
      : new WorkerDied('crashed', exitSentence(exit));
    this.#startEnds()?.reject(died);
    this.#workEnds()?.reject(died);
  }

  #startEnds(): Pending<Report> | null {
    const starting = this.#starting;
    clearTimeout(starting?.watchdog);
    this.#starting = null;
    return starting;
  }

  #workEnds(): Pending<Result> | null {
    const working = this.#working;
    clearTimeout(working?.watchdog);
    this.#working = null;
    return working;
  }
}

function exitSentence(exit: WorkerExit): string {
  const how = exit.signal ? `It was ended by ${exit.signal}` : `It ended with exit code ${exit.code}`;
  return exit.printed === '' ? `${how}.` : `${how}: ${exit.printed}`;
}
