/** Answers that say how quick somebody is now. */
const KEPT = 20;
const FEWEST = 3;
/** Whoever takes longer was away, milliseconds. */
const LONGEST_MS = 60_000;

/** How long answers take somebody, by the middle one of the latest. */
export class Pace {
  readonly #times: number[] = [];

  /** @param milliseconds From the question on screen to its answer. */
  took(milliseconds: number): void {
    if (milliseconds > LONGEST_MS) return;
    this.#times.push(milliseconds);
    if (this.#times.length > KEPT) this.#times.shift();
  }

  /** Milliseconds that so many questions will take; null where too few were answered to say. */
  left(questions: number): number | null {
    if (this.#times.length < FEWEST) return null;
    const sorted = this.#times.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)]! * questions;
  }
}
