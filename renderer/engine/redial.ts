import type { ClientLink } from '@orpc/client';
import type { Line, NoContext } from './line.ts';

/** A call was made while nobody answered at the other end. */
export class ConnectionLost extends Error {
  constructor() {
    super('The engine cannot be reached.');
    this.name = 'ConnectionLost';
  }
}

export interface RedialOptions {
  dial(): Promise<Line>;
  /** `up` when there is a line, `down` when it is gone or could not be had. */
  tell(state: 'up' | 'down'): void;
  /** Milliseconds that a call waits for a line before it fails. */
  patience: number;
  /** Milliseconds before the next attempt, by how many failed in a row. */
  backOff?(failures: number): number;
}

/**
 * Keeps one line open: dials at once, and again whenever it closes. A call takes the line there is, or
 * waits for the next one.
 */
export function redial({ dial, tell, patience, backOff = gently }: RedialOptions): {
  line(): Promise<ClientLink<NoContext>>;
} {
  let current = connect();

  async function connect(failedBefore = 0): Promise<ClientLink<NoContext>> {
    if (failedBefore > 0) await pause(backOff(failedBefore - 1));
    for (let failures = failedBefore; ; failures++) {
      try {
        const line = await dial();
        const since = performance.now();
        tell('up');
        line.closed.then(() => {
          tell('down');
          current = connect(performance.now() - since < shortLived ? failures + 1 : 0);
        });
        return line.link;
      } catch {
        tell('down');
        await pause(backOff(failures));
      }
    }
  }

  return {
    line() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tooLong = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new ConnectionLost()), patience);
      });
      return Promise.race([current, tooLong]).finally(() => clearTimeout(timer));
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds; a line that closed sooner counts as a failed attempt. */
const shortLived = 1000;

/** A quarter of a second at first, at most three seconds. */
const gently = (failures: number): number => Math.min(3000, 250 * 2 ** failures);
