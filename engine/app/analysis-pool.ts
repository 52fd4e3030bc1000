import { availableParallelism, totalmem } from 'node:os';
import type { ModelRegistry } from '../inference/model-registry.ts';
import { SupervisedPool } from '../inference/supervised-pool.ts';
import { forkWorker } from '../inference/worker-process.ts';
import type { AnalysisAnswer, AnalysisTask, WorkerReport, WorkerSetup } from './analysis-task.ts';

/** Processes that analyse with one model pack. */
export interface Analysis {
  readonly pool: AnalysisPool;
  /** How many there are. */
  readonly workers: number;
  /** Ends them after what they have in hand. */
  close(): Promise<void>;
}

type AnalysisPool = SupervisedPool<WorkerSetup, AnalysisTask, WorkerReport, AnalysisAnswer>;

const MEBIBYTE = 1024 ** 2;
/** What a worker holds with the standard pack, 24-megapixel photos under way; measured, rounded up. */
const WORKER_MEMORY = 500 * MEBIBYTE;
/** A worker that has grown past this is replaced between two photos. */
const MEMORY_LIMIT = 900 * MEBIBYTE;
/** Workers without work for so long let their networks go: some hundred megabytes each. */
const REST_AFTER_MS = 10 * 60_000;

/**
 * How many workers fit this machine, and how many threads of inference each. Threads × workers stay
 * within the cores; all workers together take at most a quarter of the memory. Many workers of one
 * thread do more than one worker of many threads: small networks leave most of a thread pool waiting.
 * `ANALYSIS_WORKERS` overrides the count.
 */
export function workersOfMachine(): { workers: number; threads: number } {
  const cores = availableParallelism();
  // 0 or a huge number where nothing limits this process.
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const wanted = Number(process.env['ANALYSIS_WORKERS']);
  const workers =
    Number.isInteger(wanted) && wanted > 0
      ? wanted
      : Math.max(1, Math.min(cores, Math.floor(memory / 4 / WORKER_MEMORY)));
  return { workers, threads: Math.max(1, Math.floor(cores / workers)) };
}

/**
 * Starts the processes that analyse photos with a model pack. They load while the first photos are
 * looked for; `log` hears of crashes, restarts and providers that were given up. A GPU that nobody tried
 * yet on this machine is tried beside the first photos, and taken from then on where it is right and faster.
 *
 * @throws {AppError} MODEL_MISSING, MODEL_CORRUPT, DISK_FULL
 */
export async function openAnalysis(
  registry: ModelRegistry,
  pack: string,
  log: (line: string) => void,
): Promise<Analysis> {
  const { workers, threads } = workersOfMachine();
  const models = await registry.prepare(pack, threads, { rememberedOnly: true });
  const pool: AnalysisPool = new SupervisedPool({
    spawn: () => forkWorker(new URL('./analysis-worker.ts', import.meta.url)),
    workers,
    setup: { models, threads },
    carefulSetup: { models: models.map((model) => ({ ...model, provider: 'cpu' })), threads },
    memoryLimit: MEMORY_LIMIT,
    restAfter: REST_AFTER_MS,
    log,
  });
  pool.started.then(
    (reports) => {
      for (const { loads } of reports) registry.noteLoaded(loads);
      for (const remark of new Set(reports.flatMap(({ remarks }) => remarks))) log(remark);
    },
    // Each task rejects with the reason; there is nobody else to tell.
    () => undefined,
  );
  const closing = new AbortController();
  const { signal } = closing;
  const trying = registry.proven(models, threads, signal).then(
    (proven) => proven && pool.renew({ models: proven, threads }),
    (error: unknown) =>
      signal.aborted || log(`No GPU was tried. ${error instanceof Error ? error.message : error}`),
  );
  return {
    pool,
    workers,
    close: async () => {
      closing.abort();
      await Promise.all([pool.close(), trying]);
    },
  };
}
