import { AppError } from '../contract/app-error.ts';

/** One item of what somebody typed into the bib search. */
export type BibTerm =
  | { readonly kind: 'exact'; readonly number: string }
  | { readonly kind: 'prefix'; readonly prefix: string }
  /** Both ends are included; numbers are compared as numbers, so `9-10` holds 9 and 10. */
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/** So that a pasted list cannot keep the catalog busy for minutes. */
const MAX_TERMS = 1000;
const MAX_BIB_LENGTH = 20;

/**
 * Understands `123`, `12*`, `300-340`, `*` (any bib), and lists of them with commas, semicolons or
 * spaces between. A bib with letters may hold hyphens (`A-12`); only digits on both sides make a range.
 * @throws AppError INPUT_INVALID with a sentence that names the item.
 */
export function parseBibQuery(text: string): BibTerm[] {
  const items = text
    .replace(/(?<=\d)\s*[-–]\s*(?=\d)/gu, '-')
    .toUpperCase()
    .split(/[\s,;]+/u)
    .filter((item) => item !== '');
  if (items.length === 0) {
    throw new AppError('INPUT_INVALID', 'The bib search is empty. Type a bib such as 123, 12* or 300-340.');
  }
  if (items.length > MAX_TERMS) {
    throw new AppError(
      'INPUT_INVALID',
      `The bib search names ${items.length} bibs, and ${MAX_TERMS} are possible at once. Search for them in parts.`,
    );
  }
  return items.map(parseItem);
}

function parseItem(item: string): BibTerm {
  const range = /^(\d{1,10})-(\d{1,10})$/u.exec(item);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (from > to) {
      throw new AppError('INPUT_INVALID', `The bib range ${item} runs backwards. Write ${to}-${from}.`);
    }
    return { kind: 'range', from, to };
  }
  const star = item.indexOf('*');
  if (item.length > MAX_BIB_LENGTH || (star !== -1 && star !== item.length - 1)) {
    throw new AppError(
      'INPUT_INVALID',
      `"${item}" is no bib search. Type a bib (123), its beginning (12*) or a range (300-340).`,
    );
  }
  return star === -1 ? { kind: 'exact', number: item } : { kind: 'prefix', prefix: item.slice(0, -1) };
}

/**
 * Bib texts from `low` to `high`, both included, in the order of code points, which is how a store
 * keeps them: whatever was asked for becomes a few steps through one index.
 */
export interface BibInterval {
  readonly low: string;
  readonly high: string;
  /** Where it is not null, only bibs of this many digits and nothing else count. */
  readonly digits: number | null;
  /** 0…1: how probable it is that such a reading is the bib asked for. */
  readonly weight: number;
}

/** The last code point: no bib that starts with a prefix comes after prefix + this. */
const LAST = '\u{10ffff}';

/** Intervals that hold exactly the bibs that the term means. */
export function bibIntervals(term: BibTerm): BibInterval[] {
  switch (term.kind) {
    case 'exact':
      return [{ low: term.number, high: term.number, digits: null, weight: 1 }];
    case 'prefix':
      return [{ low: term.prefix, high: term.prefix + LAST, digits: null, weight: 1 }];
    case 'range':
      return rangeIntervals(term.from, term.to);
  }
}

/** Numbers of equal length are in the same order as texts: one interval for each length. */
function rangeIntervals(from: number, to: number): BibInterval[] {
  const intervals: BibInterval[] = [];
  for (let digits = String(from).length; digits <= String(to).length; digits++) {
    const low = Math.max(from, digits === 1 ? 0 : 10 ** (digits - 1));
    const high = Math.min(to, 10 ** digits - 1);
    intervals.push({ low: String(low), high: String(high), digits, weight: 1 });
  }
  return intervals;
}

/** Whether a bib is one that the term means; `bibIntervals` says the same to a store. */
export function meansBib(term: BibTerm, bib: string): boolean {
  const number = bib.toUpperCase();
  switch (term.kind) {
    case 'exact':
      return number === term.number;
    case 'prefix':
      return number.startsWith(term.prefix);
    case 'range':
      return WHOLE_NUMBER.test(number) && Number(number) >= term.from && Number(number) <= term.to;
  }
}

/** As people write numbers: `0300` is another bib than 300, and in no range. */
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,9})$/u;
