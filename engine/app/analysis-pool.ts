import type { ModelRegistry } from '../inference/model-registry.ts';
import { SupervisedPool } from '../inference/supervised-pool.ts';
import { forkWorker } from '../inference/worker-process.ts';
import { nothingChosen, workersOfMachine } from './analysis-choice.ts';
import type { AnalysisAnswer, AnalysisTask, WorkerReport, WorkerSetup } from './analysis-task.ts';

/** What analyses photos with one model pack. */
export interface Analysis {
  readonly pool: {
    readonly run: AnalysisPool['run'];
    /** What the processes reported that work now. */
    started(): AnalysisPool['started'];
  };
  /** How many processes there are. */
  readonly workers: number;
}

/** Processes as they were started. */
export interface OpenedPool {
  readonly pool: AnalysisPool;
  readonly workers: number;
  /** Ends them after what they have in hand. */
  close(): Promise<void>;
}

export type AnalysisPool = SupervisedPool<WorkerSetup, AnalysisTask, WorkerReport, AnalysisAnswer>;

const MEBIBYTE = 1024 ** 2;
/** A worker that has grown past this is replaced between two photos. */
const MEMORY_LIMIT = 900 * MEBIBYTE;
/** Workers without work for so long let their networks go: some hundred megabytes each. */
const REST_AFTER_MS = 10 * 60_000;

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
  choice = nothingChosen,
): Promise<OpenedPool> {
  const { workers, threads } = workersOfMachine(choice);
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
  // Once they are loaded: trying takes the cores as loading does.
  const tried = pool.started.then(() => registry.proven(models, threads, signal));
  const trying = tried.then(
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
