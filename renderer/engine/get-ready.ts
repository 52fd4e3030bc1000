import { useEvents } from '../stores/events.ts';
import { engine } from './connect.ts';

/**
 * Has the engine load what will be needed soon: the index of an event, and with `analysis` the networks.
 * Nobody waits for it, and whoever needs what was not loaded hears why.
 */
export function getReady(event: string, { analysis }: { analysis: boolean }): void {
  engine.events.getReady({ event, analysis }).catch(() => {});
}

/** From now on for each event that is opened. */
export function getReadyForOpenEvent(): void {
  useEvents.subscribe(({ current }, before) => {
    if (current !== null && current !== before.current) getReady(current, { analysis: false });
  });
}
