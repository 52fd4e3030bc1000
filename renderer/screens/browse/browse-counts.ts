import type { BrowseQuery, Facets, Timeline } from '../../../engine/contract/browse.ts';
import type { Client } from '../../../engine/contract/contract.ts';

/** Counts and timeline wait until typing rests, so that nothing comes between a key and its cells. */
const COUNTS_AFTER_MS = 250;

export interface CountsParts {
  readonly client: Pick<Client, 'browse'>;
  readonly query: () => BrowseQuery;
  readonly came: (counts: { readonly facets: Facets; readonly timeline: Timeline }) => void;
  readonly failed: (error: unknown) => void;
}

/** What is counted of the present query, beside its cells. */
export class BrowseCounts {
  readonly #parts: CountsParts;
  #counting: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: CountsParts) {
    this.#parts = parts;
  }

  /** When typing rests, or at once. */
  count(soon = false): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#count(), soon ? 0 : COUNTS_AFTER_MS);
  }

  /** Nothing is counted until it is asked for again. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#counting?.abort();
  }

  async #count(): Promise<void> {
    this.#counting?.abort();
    const counting = new AbortController();
    this.#counting = counting;
    const { client, came, failed } = this.#parts;
    const query = this.#parts.query();
    const { signal } = counting;
    // The timeline shows the whole event, with the range that was chosen upon it.
    const { takenFrom: _from, takenBefore: _before, ...filters } = query.filters;
    try {
      const [facets, timeline] = await Promise.all([
        client.browse.facets(query, { signal }),
        client.browse.timeline({ ...query, filters }, { signal }),
      ]);
      if (!signal.aborted) came({ facets, timeline });
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  }
}
