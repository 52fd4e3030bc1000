import { create } from 'zustand';
import type { EventWithCounts } from '../../engine/contract/event.ts';
import { engine } from '../engine/connect.ts';
import { sentenceOf } from '../engine/errors.ts';

interface Events {
  /** Null until they were read once. */
  readonly list: readonly EventWithCounts[] | null;
  /** Why they could not be read. */
  readonly error: string | null;
  /** Id of the event that is open. */
  readonly current: string | null;
  /** Grows with every change of an event that the engine told of: what shows an event reads it anew. */
  readonly revisions: ReadonlyMap<string, number>;
  load(): Promise<void>;
  open(event: string | null): void;
  changed(event: string, revision: number): void;
  /** Any event may have changed: the connection was away. */
  changedAll(): void;
}

export const useEvents = create<Events>()((set, get) => ({
  list: null,
  error: null,
  current: null,
  revisions: new Map(),
  load: soon(async () => {
    try {
      set({ list: await engine.events.list(), error: null });
    } catch (error) {
      set({ error: sentenceOf(error) });
    }
  }),
  open: (event) => set({ current: event }),
  changed: (event, revision) => {
    set(({ revisions }) => ({ revisions: new Map(revisions).set(event, revision) }));
    void get().load();
  },
  changedAll: () => {
    set(({ revisions }) => ({ revisions: new Map([...revisions].map(([id, n]) => [id, n + 0.001])) }));
    void get().load();
  },
}));

export const useCurrentEvent = (): EventWithCounts | null =>
  useEvents(({ list, current }) => list?.find(({ id }) => id === current) ?? null);

/** Changes whenever the event does; 0 before the first change. */
export const useRevision = (event: string): number => useEvents(({ revisions }) => revisions.get(event) ?? 0);

/**
 * Runs one at a time and, however often it is asked for meanwhile, once more afterwards: counts of an
 * event change four times a second during an import.
 */
function soon(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  return function ask(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
      if (!again) return;
      again = false;
      return ask();
    });
    return running;
  };
}
