import { stat } from 'node:fs/promises';

/** How long an answer is good for: a drive that was pulled is noticed soon, and a list costs nothing. */
const FRESH_MS = 5_000;
/** A drive of the network that is gone may not answer for minutes: nobody waits longer for it than this. */
const PATIENCE_MS = 300;

interface Answer {
  readonly at: number;
  readonly there: boolean;
}

/** Whether folders are there, asked of the disk seldom and never waited for long. */
export class Reachability {
  readonly #answers = new Map<string, Answer>();
  readonly #asking = new Map<string, Promise<boolean>>();

  /** What is known, newly asked where that is old. A folder that does not answer counts as gone. */
  async isThere(folder: string): Promise<boolean> {
    const known = this.#answers.get(folder);
    if (known && performance.now() - known.at < FRESH_MS) return known.there;
    const asked = this.#asking.get(folder) ?? this.#ask(folder);
    this.#asking.set(folder, asked);
    const { promise: given, resolve } = Promise.withResolvers<boolean>();
    const impatience = setTimeout(() => resolve(known?.there ?? false), PATIENCE_MS);
    try {
      return await Promise.race([asked, given]);
    } finally {
      clearTimeout(impatience);
    }
  }

  async #ask(folder: string): Promise<boolean> {
    const there = await stat(folder).then(
      () => true,
      () => false,
    );
    this.#answers.set(folder, { at: performance.now(), there });
    this.#asking.delete(folder);
    return there;
  }
}
