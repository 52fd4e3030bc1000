/** Something that happens again and again: how often a second, over the last half minute or so. */
export class Rate {
  readonly #window: number;
  readonly #now: () => number;
  /** When, and how much; the oldest first. */
  #steps: { at: number; amount: number }[] = [];

  constructor(windowMs = 30_000, now: () => number = () => performance.now()) {
    this.#window = windowMs;
    this.#now = now;
  }

  add(amount = 1): void {
    const now = this.#now();
    const last = this.#steps.at(-1);
    // Stretches of a tenth of a second are as exact as anybody can see.
    if (last && now - last.at < 100 && this.#steps.length > 1) last.amount += amount;
    else this.#steps.push({ at: now, amount });
    this.#forget(now);
  }

  /** A second; null before there is anything to compare. Standing still lowers it. */
  get perSecond(): number | null {
    const now = this.#now();
    this.#forget(now);
    const [first, ...rest] = this.#steps;
    const last = rest.at(-1);
    if (!first || !last) return null;
    // What came first began before it was counted, so it counts as the beginning only.
    const amount = rest.reduce((sum, step) => sum + step.amount, 0);
    const typical = (last.at - first.at) / rest.length;
    const span = last.at - first.at + Math.max(0, now - last.at - typical);
    return span > 0 ? (amount * 1000) / span : null;
  }

  /** After a pause the time without work does not count. */
  reset(): void {
    this.#steps = [];
  }

  #forget(now: number): void {
    let old = 0;
    while ((this.#steps[old]?.at ?? now) < now - this.#window && this.#steps.length - old > 2) old++;
    if (old > 0) this.#steps = this.#steps.slice(old);
  }
}
