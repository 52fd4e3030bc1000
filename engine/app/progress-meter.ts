import type { Progress } from '../contract/progress.ts';

/** The rate is that of the last so many milliseconds: it follows a slow card within half a minute. */
const WINDOW_MS = 30_000;

/**
 * Counts a run over photos. The rate and the time left come from photos that were analysed, since
 * known ones take no time.
 */
export class ProgressMeter {
  #done = 0;
  #failed = 0;
  #known = 0;
  #expected: { total: number; work: number } | null = null;
  /** Times at which analyses ended, the oldest first, no older than the window. */
  readonly #ends: number[] = [];
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** What counting found: all photos, and those of them that are to be analysed. */
  expect(total: number, work: number): void {
    this.#expected = { total, work };
  }

  /** A photo whose outcome was there already. */
  countKnown(outcome: 'done' | 'failed'): void {
    this.#done++;
    this.#known++;
    if (outcome === 'failed') this.#failed++;
  }

  /** A photo that was analysed now. */
  countAnalysed(outcome: 'done' | 'failed'): void {
    this.#done++;
    if (outcome === 'failed') this.#failed++;
    const now = this.#now();
    this.#ends.push(now);
    while ((this.#ends[0] ?? now) < now - WINDOW_MS) this.#ends.shift();
  }

  get progress(): Progress {
    const rate = this.#rate();
    const analysed = this.#done - this.#known;
    const left = this.#expected === null ? null : Math.max(0, this.#expected.work - analysed);
    return {
      done: this.#done,
      failed: this.#failed,
      known: this.#known,
      // Photos that appear while the run goes on make it longer than was counted.
      total: this.#expected === null ? null : Math.max(this.#expected.total, this.#done),
      photosPerSecond: rate,
      secondsLeft: left === null || rate === null ? null : left / rate,
    };
  }

  /** Photos a second; null before the second one, when loading models would be counted in. */
  #rate(): number | null {
    const first = this.#ends[0];
    const last = this.#ends.at(-1);
    if (first === undefined || last === undefined || this.#ends.length < 2) return null;
    // Standing still lowers the rate: the time since the last photo counts once it is longer than usual.
    const typical = (last - first) / (this.#ends.length - 1);
    const span = last - first + Math.max(0, this.#now() - last - typical);
    return span > 0 ? ((this.#ends.length - 1) * 1000) / span : null;
  }
}
