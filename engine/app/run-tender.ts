import type { Catalog } from '../catalog/catalog.ts';
import type { RunRecord } from '../catalog/ingest-records.ts';
import type { EventEvidence } from './event-evidence.ts';
import { freeBytes } from './free-bytes.ts';
import type { RunFigures } from './run-figures.ts';

/** What is done for its own sake may take one part in so many of the time. */
const SHARE = 20;
const SETTLE_EVERY_MS = 2_000;
const COUNT_EVERY_MS = 1_000;

export interface TenderParts {
  readonly catalog: Catalog;
  readonly run: RunRecord;
  readonly settler: EventEvidence;
  readonly changed: () => void;
  readonly log: (line: string) => void;
}

/**
 * What is done from time to time beside an import, so that its photos can be found while it goes on: the
 * event's readings are settled, and what was found is counted. The first photos are settled at once.
 */
export class RunTender {
  readonly #parts: TenderParts;
  readonly #figures: RunFigures;
  readonly #settling = new Pace(SETTLE_EVERY_MS);
  readonly #counting = new Pace(COUNT_EVERY_MS);
  #unsettled = false;
  #uncounted = true;
  #busy = false;
  /** Where copies go; null before it was looked at and in place. */
  freeBytes: number | null = null;
  /** Files of this run that need a look. */
  problems = 0;

  constructor(parts: TenderParts, figures: RunFigures) {
    this.#parts = parts;
    this.#figures = figures;
  }

  photoRead(): void {
    this.#unsettled = true;
    this.#uncounted = true;
  }

  problemsChanged(): void {
    this.#uncounted = true;
  }

  /** To be called often; does what is due. */
  async tend(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      if (this.#unsettled && this.#settling.isDue) await this.settle();
      else if (this.#uncounted && this.#counting.isDue) await this.#count();
    } catch (error) {
      // A disk that is full is told by what writes photos; here it only means: later.
      this.#parts.log(`Readings were not settled yet. ${error instanceof Error ? error.message : error}`);
    } finally {
      this.#busy = false;
    }
  }

  /** Settles what was read by now, and counts. */
  async settle(options: { thorough?: boolean } = {}): Promise<void> {
    this.#unsettled = false;
    const read = this.#figures.read;
    await this.#settling.take(() => this.#parts.settler.settle(options));
    this.#figures.settled(read);
    await this.#count();
  }

  async #count(): Promise<void> {
    this.#uncounted = false;
    const { catalog, run, changed } = this.#parts;
    await this.#counting.take(async () => {
      const { faces, bibs, toReview } = await catalog.runFindings(run.event, run.id);
      Object.assign(this.#figures, { faces, bibs, toReview });
      this.problems = await catalog.countProblems(run.id);
      if (run.destination !== null) this.freeBytes = await freeBytes(run.destination);
    });
    changed();
  }
}

/** Something that is done again after a while, the later the longer it took. */
class Pace {
  readonly #least: number;
  #next = 0;

  constructor(leastMs: number) {
    this.#least = leastMs;
  }

  get isDue(): boolean {
    return performance.now() >= this.#next;
  }

  async take(work: () => Promise<void>): Promise<void> {
    const start = performance.now();
    try {
      await work();
    } finally {
      const end = performance.now();
      this.#next = end + Math.max(this.#least, (end - start) * SHARE);
    }
  }
}
