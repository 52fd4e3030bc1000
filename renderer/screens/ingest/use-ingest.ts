import { useEffect, useState } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { IngestProblem, IngestRun } from '../../../engine/contract/ingest.ts';
import { engine } from '../../engine/connect.ts';
import { useRevision } from '../../stores/events.ts';
import { useRuns } from '../../stores/runs.ts';
import { useSources } from '../../stores/sources.ts';
import { loadSources } from './imports.ts';
import { ordered } from './run-view.ts';
import { useNowAndThen } from './use-now-and-then.ts';

/** Photos that "Just read" shows. */
const CELLS = 40;
/** Milliseconds between two looks at what was just read: pictures that change faster are not seen. */
const LOOK_EVERY = 500;

/** Imports of an event: those of before, and those under way as they go. */
export function useEventRuns(event: string): IngestRun[] {
  const byId = useRuns((runs) => runs.byId);
  useEffect(() => {
    engine.ingest.runs({ event }).then(
      (runs) => useRuns.getState().takeAll(runs),
      // The live events bring those under way; those of before wait for the next time.
      () => {},
    );
  }, [event]);
  return ordered(byId.values(), event);
}

export function useEventSources(event: string) {
  useEffect(() => {
    void loadSources(event);
  }, [event]);
  return useSources(({ byEvent }) => byEvent.get(event)) ?? null;
}

/** Files that need a look; read anew when their number changes, or something was done about them. */
export function useProblems(event: string, runs: readonly IngestRun[]): readonly IngestProblem[] {
  const [problems, setProblems] = useState<readonly IngestProblem[]>([]);
  const told = runs.map(({ id, problems: count, state }) => `${id} ${count} ${state}`).join();
  const sources = useSources(({ byEvent }) => byEvent.get(event));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed says that the list has to be read again.
  useEffect(() => {
    const away = new AbortController();
    engine.ingest.problems({ event }, { signal: away.signal }).then(setProblems, () => {});
    return () => away.abort();
  }, [event, told, sources]);
  return problems;
}

/** What was read last, the newest first. */
export function useJustRead(event: string): readonly Cell[] | null {
  const [cells, setCells] = useState<readonly Cell[] | null>(null);
  const revision = useRevision(event);
  const looked = useNowAndThen(revision, LOOK_EVERY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked is when to look again.
  useEffect(() => {
    const away = new AbortController();
    engine.browse
      .open({ event, arrange: 'latest', filters: { flag: 'any' }, cells: CELLS }, { signal: away.signal })
      .then(
        ({ cells: latest }) => setCells(latest.filter(({ state }) => state === 'ready')),
        () => {},
      );
    return () => away.abort();
  }, [event, looked]);
  return cells;
}
