import { powerSaveBlocker } from 'electron';
import type { ExportRun } from '../engine/contract/export.ts';
import type { IngestRun } from '../engine/contract/ingest.ts';
import type { LiveEvent } from '../engine/contract/live.ts';

/** A computer that sleeps now would leave the card half copied. A run that waits for somebody may wait asleep. */
const busy: readonly IngestRun['state'][] = ['listing', 'running'];

/** Keeps the computer awake while an import or an export works, as far as it is told of; the screen may go dark. */
export function stayAwakeWhileCopying(): (event: LiveEvent | { readonly kind: 'away' }) => void {
  const working = new Set<string>();
  let blocker: number | null = null;
  const settle = () => {
    if (working.size > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const note = (run: IngestRun | ExportRun) => {
    if (busy.includes(run.state)) working.add(run.id);
    else working.delete(run.id);
  };
  return (event) => {
    if (event.kind === 'hello') {
      working.clear();
      event.runs.forEach(note);
      event.exports.forEach(note);
    } else if (event.kind === 'run' || event.kind === 'export') note(event.run);
    // Runs stand still without an engine, and are told again by the next one.
    else if (event.kind === 'away') working.clear();
    settle();
  };
}
