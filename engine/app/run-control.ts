import { setTimeout as sleep } from 'node:timers/promises';
import type { RunState } from '../catalog/ingest-records.ts';
import type { AppError, ErrorInfo } from '../contract/app-error.ts';

/** How often it is looked whether what is in the way is gone, milliseconds. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Whether a run may go on: a person pauses it, something is in its way (a card that was removed, a full
 * disk), or it is to stop. Everything that works for the run asks here before its next step.
 */
export class RunControl {
  readonly #changed: () => void;
  readonly #stop = new AbortController();
  #paused: PromiseWithResolvers<void> | null = null;
  #obstacle: { readonly error: AppError; readonly over: Promise<void> } | null = null;
  /** Ends the wait between two looks: somebody is impatient. */
  #poke = new AbortController();
  listed = false;

  /** `changed` is called whenever `state` or `reason` may be others. */
  constructor(changed: () => void, { paused = false } = {}) {
    this.#changed = changed;
    if (paused) this.#paused = Promise.withResolvers();
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get state(): RunState {
    if (this.#paused) return 'paused';
    if (this.#obstacle) return 'waiting';
    return this.listed ? 'running' : 'listing';
  }

  get reason(): ErrorInfo | null {
    return this.#paused ? null : (this.#obstacle?.error.info ?? null);
  }

  pause(): void {
    this.#paused ??= Promise.withResolvers();
    this.#changed();
  }

  /** Goes on after a pause; what was in the way is looked at again at once. */
  resume(): void {
    this.#paused?.resolve();
    this.#paused = null;
    this.#poke.abort();
    this.#changed();
  }

  /** What is in hand is finished, and nothing more is begun. */
  stop(): void {
    this.#stop.abort();
    this.#paused?.resolve();
    this.#poke.abort();
  }

  /** To be awaited before each step. @throws the reason of `signal` once the run is to stop */
  async gate(): Promise<void> {
    while (this.#paused) await this.#paused.promise;
    this.signal.throwIfAborted();
  }

  /**
   * Waits until `isOver`, and says meanwhile what for. Whoever meets another obstacle waits for this one,
   * and meets theirs again afterwards. `asked` says that a person wants it tried now.
   */
  async overcome(error: AppError, isOver: (asked: boolean) => Promise<boolean>): Promise<void> {
    this.#obstacle ??= { error, over: this.#waitUntil(isOver) };
    this.#changed();
    await this.#obstacle.over;
    await this.gate();
  }

  async #waitUntil(isOver: (asked: boolean) => Promise<boolean>): Promise<void> {
    try {
      do {
        this.#poke = new AbortController();
        // Rejects when it is ended early, which is no error.
        await sleep(LOOK_AGAIN_MS, undefined, { signal: this.#poke.signal, ref: false }).catch(
          () => undefined,
        );
      } while (!this.signal.aborted && !(await isOver(this.#poke.signal.aborted)));
    } finally {
      this.#obstacle = null;
      this.#changed();
    }
  }
}
