import type { LiveEvent } from '../../engine/contract/live.ts';
import { useEvents } from '../stores/events.ts';
import { useExports } from '../stores/exports.ts';
import { takePreferences } from '../stores/preferences.ts';
import { useRuns } from '../stores/runs.ts';
import { useSources } from '../stores/sources.ts';
import { engine } from './connect.ts';

/**
 * Follows what changes for as long as the window lives. Each message is the whole state of its
 * subject, and every connection begins with `hello`, so nothing needs to be caught up with.
 */
export async function followLive(): Promise<never> {
  for (;;) {
    try {
      for await (const event of await engine.live.watch()) take(event);
    } catch {
      // The connection broke, and its store says so; the next call waits for another.
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function take(event: LiveEvent): void {
  switch (event.kind) {
    case 'hello':
      useRuns.getState().takeAll(event.runs);
      useExports.getState().takeAll(event.exports);
      // Whatever happened while nobody listened.
      useEvents.getState().changedAll();
      return;
    case 'run':
      useRuns.getState().take(event.run);
      return;
    case 'export':
      useExports.getState().take(event.run);
      return;
    case 'sources':
      useSources.getState().take(event.event, event.sources);
      return;
    case 'event':
      useEvents.getState().changed(event.event, event.revision);
      return;
    case 'events':
      void useEvents.getState().load();
      return;
    case 'preferences':
      takePreferences(event.preferences);
      return;
  }
}
