import { create } from 'zustand';
import type { IngestRun } from '../../engine/contract/ingest.ts';

interface Runs {
  /** Imports that are under way or ended since the window opened, by their id. */
  readonly byId: ReadonlyMap<string, IngestRun>;
  take(run: IngestRun): void;
  /** The engine's own list; runs that it does not name are kept as they were last seen. */
  takeAll(runs: readonly IngestRun[]): void;
}

export const useRuns = create<Runs>()((set) => ({
  byId: new Map(),
  take: (run) => set(({ byId }) => ({ byId: new Map(byId).set(run.id, run) })),
  takeAll: (runs) =>
    set(({ byId }) => ({ byId: new Map([...byId, ...runs.map((run) => [run.id, run] as const)]) })),
}));

/** A run that has not ended. */
export const isOpen = (run: IngestRun): boolean => !['done', 'cancelled', 'failed'].includes(run.state);

/** Of several open runs the one to show: of this event first, running before paused, the latest. */
export function runToShow(runs: Iterable<IngestRun>, event: string | null): IngestRun | null {
  const rank = (run: IngestRun) =>
    (run.event === event ? 2 : 0) + (run.state === 'running' || run.state === 'listing' ? 1 : 0);
  return [...runs].filter(isOpen).sort((a, b) => rank(b) - rank(a) || b.startedAt - a.startedAt)[0] ?? null;
}

/** How far a run is, 0…1: the step that ends last decides; null while files are still being counted. */
export function shareDone(run: IngestRun): number | null {
  if (run.total === null) return null;
  return run.total === 0 ? 1 : Math.min(1, run.searchable / run.total);
}
