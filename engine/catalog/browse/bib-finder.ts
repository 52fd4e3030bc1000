import type { Token } from '../../contract/browse.ts';
import { type BibTerm, meansBib, parseBibQuery } from '../bib-query.ts';
import type { PhotoColumns } from './photo-columns.ts';

/**
 * Positions in `numbers` of the bibs that tokens mean; faces mean none.
 * @param bibsOf Bibs of everybody in a team or category.
 * @throws AppError INPUT_INVALID for bib text that cannot be understood.
 */
export function numbersOf(
  { numbers }: PhotoColumns,
  bibsOf: (kind: 'team' | 'category', name: string) => readonly string[],
  tokens: readonly Token[],
): Set<number> {
  const exact = new Set<string>();
  const others: BibTerm[] = [];
  for (const token of tokens) {
    if (token.kind === 'bib') {
      for (const term of parseBibQuery(token.text)) {
        if (term.kind === 'exact') exact.add(term.number);
        else others.push(term);
      }
    } else if (token.kind === 'athlete') exact.add(token.bib.toUpperCase());
    else if (token.kind === 'team') addAll(exact, bibsOf('team', token.team));
    else if (token.kind === 'category') addAll(exact, bibsOf('category', token.category));
  }
  const found = new Set<number>();
  if (exact.size === 0 && others.length === 0) return found;
  for (const [position, number] of numbers.entries()) {
    if (exact.has(number.toUpperCase()) || others.some((term) => meansBib(term, number))) found.add(position);
  }
  return found;
}

function addAll(exact: Set<string>, bibs: readonly string[]): void {
  for (const bib of bibs) exact.add(bib.toUpperCase());
}

/** Calls with the slot of each photo of these numbers, more than once where it shows several. */
export function eachPhotoOf(
  { postings: { starts, slots } }: PhotoColumns,
  numbers: Iterable<number>,
  visit: (slot: number) => void,
): void {
  for (const number of numbers) {
    for (let i = starts[number]!; i < starts[number + 1]!; i++) visit(slots[i]!);
  }
}
