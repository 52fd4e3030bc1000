import type { Entry } from '../contract/start-list.ts';
import type { Completions } from '../people/review-questions.ts';

/** Bibs of a start list by their beginnings and ends, for readings with a digit that is hidden. */
export class StartListBibs implements Completions {
  #bibs = '';
  #entries = new Map<string, Entry[]>();
  #beginnings = new Map<string, string[]>();
  #ends = new Map<string, string[]>();

  /** Takes a start list over; costs little where it is the same as before. */
  async takeOver(entries: AsyncIterable<Entry>): Promise<void> {
    const list: Entry[] = [];
    for await (const entry of entries) list.push(entry);
    const bibs = list.map(({ bib, name }) => `${bib} ${name}`).join('\n');
    if (bibs === this.#bibs) return;
    this.#bibs = bibs;
    this.#entries = Map.groupBy(list, ({ bib }) => bib.toUpperCase());
    this.haveLetters = [...this.#entries.keys()].some((bib) => /\p{L}/u.test(bib));
    this.#beginnings = new Map();
    this.#ends = new Map();
    for (const bib of this.#entries.keys()) {
      for (let length = 1; length < bib.length; length++) {
        push(this.#beginnings, bib.slice(0, length), bib);
        push(this.#ends, bib.slice(-length), bib);
      }
    }
  }

  haveLetters = false;

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** Lines of the start list with a bib; several where it was given twice. */
  entriesOf(number: string): readonly Entry[] {
    return this.#entries.get(number.toUpperCase()) ?? [];
  }

  /** Longer bibs that begin or end with a reading. */
  longer(reading: string): string[] {
    return [...(this.#beginnings.get(reading) ?? []), ...(this.#ends.get(reading) ?? [])];
  }

  isCut = (reading: string): boolean => this.#beginnings.has(reading) || this.#ends.has(reading);

  complete = (reading: string): string | null => {
    // One digit is in too many numbers to mean one of them.
    if (reading.length < 2) return null;
    const [first, second] = new Set(this.longer(reading));
    return second === undefined ? (first ?? null) : null;
  };

  /** A number with a line where a digit may be hidden: `34_`. */
  shownCut(number: string): string {
    if (this.entriesOf(number).length > 0) return number;
    if (this.#beginnings.has(number)) return `${number}_`;
    return this.#ends.has(number) ? `_${number}` : number;
  }
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
