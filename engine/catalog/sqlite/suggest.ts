import type { Suggestion } from '../../contract/browse.ts';
import { eachPhotoOf } from '../browse/bib-finder.ts';
import { compareBibs } from '../browse/bib-order.ts';
import { foldText } from '../fold-text.ts';
import type { EventIndex } from './event-index.ts';

/** What a text may be the beginning of, the best first: from the start list, then bibs that were seen without it. */
export function suggest({ directory, columns }: EventIndex, text: string, limit: number): Suggestion[] {
  const suggestions: Suggestion[] = [];
  for (const { token, bibs, detail } of directory.suggestions(text)) {
    suggestions.push({ token, photos: photosOf(bibs), detail });
    if (suggestions.length === limit) return suggestions;
  }
  const beginning = foldText(text).toUpperCase();
  if (beginning === '') return suggestions;
  const unlisted = columns.numbers
    .filter((number) => number.toUpperCase().startsWith(beginning) && !directory.lists(number))
    .map((number) => ({ number, photos: photosOf([number]) }))
    .filter(({ photos }) => photos > 0)
    .sort((a, b) => compareBibs(a.number, b.number));
  for (const { number, photos } of unlisted.slice(0, limit - suggestions.length)) {
    suggestions.push({ token: { kind: 'bib', text: number }, photos, detail: null });
  }
  return suggestions;

  function photosOf(bibs: readonly string[]): number {
    const numbers = bibs.flatMap((bib) => columns.numberId(bib) ?? []);
    const photos = new Set<number>();
    eachPhotoOf(columns, numbers, (slot) => photos.add(slot));
    return photos.size;
  }
}
