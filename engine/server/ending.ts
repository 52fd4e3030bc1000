/** The terminal and a parent process that passes signals on may both deliver one key press. */
const SAME_KEY_PRESS_MS = 250;

/**
 * Resolves at the first Ctrl-C or SIGTERM. The second one ends the process at once: analysis workers end
 * with it, and the catalog is as safe as after a power cut.
 */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    const asked = () => {
      if (firstAt === null) {
        firstAt = performance.now();
        resolve();
      } else if (performance.now() - firstAt > SAME_KEY_PRESS_MS) {
        process.exit(130);
      }
    };
    process.on('SIGINT', asked);
    process.on('SIGTERM', asked);
  });
}
