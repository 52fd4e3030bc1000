import type { Entry } from '../contract/start-list.ts';

/** Whom a photo is handed over for. */
export interface Athlete {
  readonly bib: string;
  /** Of the start list; both where a bib was given twice, empty where it has no such bib. */
  readonly name: string;
  readonly category: string;
  readonly team: string;
  readonly wave: string;
  readonly shared: boolean;
}

/** Athletes by bib, those that are on no start list as well. */
export class Athletes {
  readonly #entries: ReadonlyMap<string, readonly Entry[]>;
  readonly #known = new Map<string, Athlete>();

  constructor(entries: readonly Entry[]) {
    this.#entries = Map.groupBy(entries, ({ bib }) => bib.toUpperCase());
  }

  of(bib: string): Athlete {
    const known = this.#known.get(bib);
    if (known) return known;
    const entries = this.#entries.get(bib.toUpperCase()) ?? [];
    const athlete = {
      bib,
      name: joined(entries, 'name'),
      category: joined(entries, 'category'),
      team: joined(entries, 'team'),
      wave: joined(entries, 'wave'),
      shared: entries.length > 1,
    };
    this.#known.set(bib, athlete);
    return athlete;
  }
}

function joined(entries: readonly Entry[], field: Exclude<keyof Entry, 'bib'>): string {
  const values = new Set(entries.map((entry) => entry[field]?.trim() ?? '').filter((value) => value !== ''));
  return [...values].join(' + ');
}

/** First and last name, as far as one line says: `Holt, Maren` or `Maren Holt`. */
export function partsOfName(name: string): { first: string; last: string } {
  const comma = name.indexOf(',');
  if (comma !== -1) return { first: name.slice(comma + 1).trim(), last: name.slice(0, comma).trim() };
  const space = name.lastIndexOf(' ');
  return space === -1
    ? { first: '', last: name }
    : { first: name.slice(0, space).trim(), last: name.slice(space + 1) };
}
