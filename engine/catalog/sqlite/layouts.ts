import type { CellGroup, Token } from '../../contract/browse.ts';
import type { BrowseRequest } from '../browsing.ts';
import type { Found } from './load-cells.ts';

/** A query laid out at one revision of its event. */
export interface Layout {
  readonly revision: number;
  /** Of the photo of each cell. */
  readonly photoKeys: Float64Array;
  readonly groups: readonly CellGroup[];
  /** Different photos, hidden ones included. */
  readonly photos: number;
  /** Photos that may match once they are read. */
  readonly waiting: number;
  readonly understood: readonly Token[];
  readonly notUnderstood: readonly string[];
  /** What the search found then: a screen that scrolls goes on marking the same. */
  readonly found: Found;
}

/** Enough for a few windows, each with the layout that it shows and the one that it is about to show. */
const KEPT = 12;

/** The layouts that were asked for last. */
export class Layouts {
  readonly #kept = new Map<string, Layout>();

  get(eventKey: number, query: BrowseRequest, revision: number): Layout | undefined {
    const name = nameOf(eventKey, query, revision);
    const layout = this.#kept.get(name);
    if (layout) {
      this.#kept.delete(name);
      this.#kept.set(name, layout);
    }
    return layout;
  }

  keep(eventKey: number, query: BrowseRequest, layout: Layout): Layout {
    this.#kept.set(nameOf(eventKey, query, layout.revision), layout);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return layout;
  }
}

/** The same for the same query, in whichever order its filters were named. */
function nameOf(eventKey: number, query: BrowseRequest, revision: number): string {
  const { tokens, text, filters, arrange, stackBursts, openBursts } = query;
  const asked = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([eventKey, revision, tokens, text, asked, arrange, stackBursts, openBursts]);
}
