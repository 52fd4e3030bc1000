import { create } from 'zustand';
import type { Source } from '../../engine/contract/ingest.ts';

interface Sources {
  /** Cards and folders by the event that they are looked at for. */
  readonly byEvent: ReadonlyMap<string, readonly Source[]>;
  take(event: string, sources: readonly Source[]): void;
}

export const useSources = create<Sources>()((set) => ({
  byEvent: new Map(),
  take: (event, sources) => set(({ byEvent }) => ({ byEvent: new Map(byEvent).set(event, sources) })),
}));
