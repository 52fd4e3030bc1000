import { Worker } from 'node:worker_threads';
import { type FromWorker, packError, type ToWorker } from './worker-protocol.ts';

export interface TaskService<Task, Report, Result> {
  /** What the parent learns when this worker is ready. */
  readonly report: Report;
  run(task: Task, signal: AbortSignal): Promise<Result>;
  close(): Promise<void>;
}

/**
 * The worker's side of a supervised pool: called once by a worker's entry module. Errors of `run`
 * go to whoever asked; the process lives on. It ends when told to, and when its parent is gone.
 *
 * @param open makes the service from what the parent sent; its error is the parent's to judge
 */
export function serveTasks<Setup, Task, Report, Result>(
  open: (setup: Setup) => Promise<TaskService<Task, Report, Result>>,
): void {
  let service: TaskService<Task, Report, Result> | null = null;
  const running = new Map<number, AbortController>();

  const start = async (setup: Setup): Promise<void> => {
    try {
      service = await open(setup);
      send({ kind: 'ready', report: service.report, residentBytes: process.memoryUsage.rss() });
    } catch (error) {
      send({ kind: 'startFailed', error: packError(error) });
    }
  };

  const run = async (id: number, task: Task): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      if (!service) throw new Error('A task came before the service was there.');
      const result = await service.run(task, abort.signal);
      send({ kind: 'done', id, result, residentBytes: process.memoryUsage.rss() });
    } catch (error) {
      send({ kind: 'failed', id, error: packError(error), residentBytes: process.memoryUsage.rss() });
    } finally {
      running.delete(id);
    }
  };

  const stop = async (): Promise<void> => {
    await service?.close();
    process.exit(0);
  };

  const send = (message: FromWorker<Report, Result>): void => {
    process.send?.(message);
  };

  process.on('message', (message) => {
    const order = message as ToWorker<Setup, Task>;
    if (order.kind === 'start') {
      guard(order.hardMemoryLimit);
      void start(order.setup);
    } else if (order.kind === 'task') void run(order.id, order.task);
    else if (order.kind === 'cancel') running.get(order.id)?.abort();
    else void stop();
  });
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C reaches every process of a terminal; the parent decides when its workers stop.
  process.on('SIGINT', () => {});
}

/** Native code blocks this thread for as long as it likes, so the watch is kept from another one. */
function guard(hardMemoryLimit: number): void {
  const workerData: GuardData = { hardMemoryLimit, parent: process.ppid };
  new Worker(new URL('./worker-guard.ts', import.meta.url), { workerData }).unref();
}

export interface GuardData {
  readonly hardMemoryLimit: number;
  readonly parent: number;
}
