import { AppError } from '../contract/app-error.ts';
import type { Analysis, AnalysisPool, OpenedPool } from './analysis-pool.ts';
import type { AnalysisAnswer, AnalysisTask } from './analysis-task.ts';
import { lazy } from './lazy.ts';

/** The processes that analyse, by model pack: started with the first photo, and again with other settings. */
export class Analyses {
  readonly #open: (pack: string) => Promise<OpenedPool>;
  readonly #packs = new Map<string, ReturnType<typeof lazy<RestartableAnalysis>>>();

  constructor(open: (pack: string) => Promise<OpenedPool>) {
    this.#open = open;
  }

  /** @throws {AppError} MODEL_MISSING, MODEL_CORRUPT, DISK_FULL */
  async get(pack: string): Promise<Analysis> {
    const known = this.#packs.get(pack);
    const analysis = known ?? lazy(async () => new RestartableAnalysis(await this.#open(pack)));
    this.#packs.set(pack, analysis);
    const opened = await analysis.get();
    // Whoever asks for it has work for it, now or soon.
    opened.wake();
    return opened;
  }

  get started(): boolean {
    return [...this.#packs.values()].some(({ made }) => made() !== null);
  }

  /**
   * Starts the processes anew. Photos that are being analysed are finished by the old ones, those that wait go
   * to the new ones: whoever waits for a photo notices nothing.
   *
   * @throws {AppError} as `get`; the old processes then go on
   */
  async restart(): Promise<void> {
    for (const [pack, { made }] of this.#packs) await (await made())?.replace(await this.#open(pack));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#packs.values()].map(async ({ made }) => (await made())?.close()));
  }
}

class RestartableAnalysis implements Analysis {
  #opened: OpenedPool;

  constructor(opened: OpenedPool) {
    this.#opened = opened;
  }

  get workers(): number {
    return this.#opened.workers;
  }

  readonly pool: Analysis['pool'] = {
    run: (task, options) => this.#run(task, options),
    started: () => this.#opened.pool.started,
  };

  wake(): void {
    this.#opened.pool.wake();
  }

  async replace(next: OpenedPool): Promise<void> {
    const before = this.#opened;
    this.#opened = next;
    await before.close();
  }

  close(): Promise<void> {
    return this.#opened.close();
  }

  async #run(task: AnalysisTask, options: Parameters<AnalysisPool['run']>[1] = {}): Promise<AnalysisAnswer> {
    for (;;) {
      const opened = this.#opened;
      try {
        return await opened.pool.run(task, options);
      } catch (error) {
        const replaced = opened !== this.#opened && !options.signal?.aborted;
        if (!(replaced && error instanceof AppError && error.code === 'ANALYSIS_CANCELLED')) throw error;
      }
    }
  }
}
