import { app } from 'electron';
import type { EngineSupervisor } from './engine-supervisor.ts';

/** Photos in progress and a file that is being copied are finished within this time, in milliseconds. */
const patience = 20_000;

/**
 * Leaves nothing half done: windows close at once, then the engine stops its runs after the photos in
 * progress and closes the catalog, then the program ends. A run goes on when it is opened again.
 *
 * @param last what else has to be on the disk by then
 */
export function quitSafely(engine: EngineSupervisor, stop: AbortController, last: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    stop.abort();
    void Promise.allSettled([last(), engine.close(patience)]).then(() => {
      state = 'closed';
      app.quit();
    });
  });
  app.on('second-instance', () => {
    // Somebody opens it again while it closes: this one still holds the catalog, so the next one comes after it.
    if (state !== 'open') app.relaunch();
  });
}
