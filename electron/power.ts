import { setTimeout as sleep } from 'node:timers/promises';
import { powerSaveBlocker } from 'electron';
import type { Client } from '../engine/contract/contract.ts';
import type { IngestRun } from '../engine/contract/ingest.ts';

/** A computer that sleeps now would leave the card half copied. A run that waits for somebody may wait asleep. */
const busy: readonly IngestRun['state'][] = ['listing', 'running'];

/** Keeps the computer awake while an import works; the screen may go dark. Ends with `signal`. */
export async function stayAwakeWhileImporting(engine: Client, signal: AbortSignal): Promise<void> {
  const working = new Set<string>();
  let blocker: number | null = null;
  const settle = () => {
    if (working.size > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const note = (run: IngestRun) => {
    if (busy.includes(run.state)) working.add(run.id);
    else working.delete(run.id);
  };
  while (!signal.aborted) {
    try {
      for await (const event of await engine.live.watch(undefined, { signal })) {
        if (event.kind === 'hello') {
          working.clear();
          event.runs.forEach(note);
        } else if (event.kind === 'run') note(event.run);
        settle();
      }
    } catch {
      // The engine ended, or is being started: runs stand still, and are told again by the next one.
    }
    working.clear();
    settle();
    await sleep(1_000, undefined, { signal }).catch(() => {});
  }
}
