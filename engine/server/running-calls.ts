import { AppError } from '../contract/app-error.ts';
import { toTransport } from '../contract/orpc-errors.ts';

/** The calls that are being answered, so that none is cut short when the server ends. */
export class RunningCalls {
  #running = 0;
  #refusing = false;
  #whenNone: () => void = () => undefined;

  /** Runs a call, or refuses it once the server ends. A stream counts until its first answer only. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#refusing) {
      throw toTransport(
        new AppError('SERVER_CLOSING', 'Photofinish is ending. Start it again, then repeat.', {
          retryable: true,
        }),
      );
    }
    this.#running++;
    try {
      return await call();
    } finally {
      this.#running--;
      if (this.#running === 0) this.#whenNone();
    }
  }

  /** From now on no call is taken; resolves when those that were have been answered. */
  async end(): Promise<void> {
    this.#refusing = true;
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenNone = resolve;
    });
  }
}
