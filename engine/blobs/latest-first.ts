/** What is asked for and not yet done. */
interface Job {
  readonly key: string;
  readonly make: () => Promise<unknown>;
  readonly promise: Promise<unknown>;
  readonly start: () => void;
  readonly drop: () => void;
  /** Those who still wait for it. */
  waiting: number;
}

/**
 * Makes things on demand, a few at a time, those asked for last first: somebody who scrolls looks at the
 * last screenful. What is asked for twice is made once, and what nobody waits for any more is not begun.
 */
export class LatestFirst {
  readonly #limit: number;
  readonly #jobs = new Map<string, Job>();
  /** Not yet begun, the latest last. */
  #queue: Job[] = [];
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What `make` gives; `null` when `signal` was aborted before it was begun. */
  async make<Made>(key: string, make: () => Promise<Made>, signal?: AbortSignal): Promise<Made | null> {
    const job = this.#jobs.get(key) ?? this.#add(key, make);
    // Asked for again: it is looked at now.
    const place = this.#queue.indexOf(job);
    if (place >= 0) this.#queue.push(...this.#queue.splice(place, 1));
    job.waiting++;
    const leave = () => {
      job.waiting--;
      if (job.waiting > 0 || !this.#queue.includes(job)) return;
      this.#queue = this.#queue.filter((other) => other !== job);
      this.#jobs.delete(key);
      job.drop();
    };
    if (signal?.aborted) leave();
    else signal?.addEventListener('abort', leave, { once: true });
    this.#next();
    try {
      return (await job.promise) as Made | null;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  #add(key: string, make: () => Promise<unknown>): Job {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const job: Job = {
      key,
      make,
      promise,
      start: () =>
        void make()
          .then(resolve, reject)
          .finally(() => this.#ended(key)),
      drop: () => resolve(null),
      waiting: 0,
    };
    promise.catch(() => undefined);
    this.#jobs.set(key, job);
    this.#queue.push(job);
    return job;
  }

  #next(): void {
    while (this.#running < this.#limit) {
      const job = this.#queue.pop();
      if (!job) return;
      this.#running++;
      job.start();
    }
  }

  #ended(key: string): void {
    this.#jobs.delete(key);
    this.#running--;
    this.#next();
  }
}
