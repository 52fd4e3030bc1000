import { ExitCode } from './exit-code.ts';

/** The terminal and a parent process that passes signals on may both deliver one key press. */
const SAME_KEY_PRESS_MS = 250;

/**
 * Ctrl-C, and SIGTERM. The first one aborts the signal: what is in flight is finished and kept. The
 * second one ends the process at once; analysis workers end with it, and the catalog is as safe as
 * after a power cut.
 */
export function onInterrupt(first: () => void): AbortSignal {
  const controller = new AbortController();
  let firstAt = Number.NEGATIVE_INFINITY;
  const interrupt = () => {
    if (performance.now() - firstAt < SAME_KEY_PRESS_MS) return;
    if (controller.signal.aborted) process.exit(ExitCode.interrupted);
    firstAt = performance.now();
    controller.abort();
    first();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}

/** When the reader of our output goes away (`| head`), nobody is left to tell anything to. */
export function endQuietlyWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(ExitCode.ok);
    throw error;
  });
  // The person's terminal may be gone as well; there is no place left to complain.
  process.stderr.on('error', () => undefined);
}
