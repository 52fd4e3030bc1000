import type { Catalog } from '../catalog/catalog.ts';
import type { Event } from '../contract/event.ts';
import type { Analysis } from './analysis-pool.ts';
import { STANDARD_PACK } from './standard-pack.ts';

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

  /** Somebody has opened an event, or, with null, only the program. */
  begin(event: Event | null): void {
    void this.#begin(event);
  }

  async #begin(event: Event | null): Promise<void> {
    const { catalog, analysis, log } = this.#parts;
    try {
      // First, since processes that load take the cores.
      if (event) await (await catalog()).readyToBrowse(event.id);
      await analysis(event?.pack ?? STANDARD_PACK);
    } catch (error) {
      log(`Not everything is loaded yet. ${error instanceof Error ? error.message : error}`);
    }
  }
}
