import type { Catalog } from '../catalog/catalog.ts';
import type { Event } from '../contract/event.ts';
import type { Analysis } from './analysis-pool.ts';

export interface ReadinessParts {
  readonly catalog: () => Promise<Catalog>;
  readonly analysis: (pack: string) => Promise<Analysis>;
  readonly log: (line: string) => void;
}

/**
 * Does beforehand what somebody would wait for otherwise: networks take seconds to load, a large event most
 * of a second to be indexed. Nobody waits for it here, and what fails is tried again by whoever needs it.
 */
export class Readiness {
  readonly #parts: ReadinessParts;

  constructor(parts: ReadinessParts) {
    this.#parts = parts;
  }

  /** Somebody opened an event; with `analysis`, to bring it photos. */
  begin(event: Event, what: { readonly analysis: boolean }): void {
    void this.#begin(event, what.analysis);
  }

  async #begin(event: Event, analyses: boolean): Promise<void> {
    const { catalog, analysis, log } = this.#parts;
    try {
      // First, since processes that load take the cores.
      await (await catalog()).readyToBrowse(event.id);
      if (analyses) await analysis(event.pack);
    } catch (error) {
      log(`Not everything is loaded yet. ${error instanceof Error ? error.message : error}`);
    }
  }
}
