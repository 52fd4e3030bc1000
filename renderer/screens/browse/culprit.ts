import type { BrowseLayout, BrowseQuery, Filters } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { filterParts, type QueryNames, queryLabel, tokenParts } from './query-parts.ts';

/** What of a query that finds nothing excludes all, and what the rest of it finds. */
export interface Culprit {
  readonly label: string;
  readonly without: Partial<BrowseQuery>;
  /** The rest of the query in words, and how many photos it finds; null where that is not known. */
  readonly rest: { readonly label: string; readonly photos: number } | null;
}

/**
 * The part of a query to blame. Tokens are joined by "or", so they are to blame where none of them
 * finds anything by itself; else it is the filter that lets fewest photos through.
 */
export function culpritOf(
  { without }: Pick<BrowseLayout, 'without'>,
  query: BrowseQuery,
  names: QueryNames,
): Culprit | null {
  const tokens = tokenParts(query);
  const alone = without.filter(({ what }) => !what.startsWith('filters.'));
  if (tokens.length > 0 && alone.every(({ photos }) => photos === 0)) {
    return {
      label: tokens.map(({ label }) => label).join(` ${t('browse.or')} `),
      without: { tokens: [], text: '' },
      rest: null,
    };
  }
  const [filter] = without.filter(({ what }) => what.startsWith('filters.'));
  const parts = filterParts(query, names);
  const blamed = parts.filter(({ what }) => what === filter?.what);
  const [first] = blamed;
  if (first === undefined) return null;
  const gone = first.what.slice('filters.'.length);
  const rest: BrowseQuery = { ...query, filters: withoutFilter(query.filters, gone) };
  // Several tokens find some photos twice, and other filters leave some out: only one part has a count of its own.
  const [only] = alone;
  const known = alone.length === 1 && filterParts(rest, names).length === 0 ? only : undefined;
  return {
    label: blamed.map(({ label }) => label).join(` ${t('browse.or')} `),
    without: { filters: rest.filters },
    rest: known === undefined ? null : { label: queryLabel(rest, names), photos: known.photos },
  };
}

function withoutFilter(filters: Filters, name: string): Filters {
  const gone = name === 'time' ? ['takenFrom', 'takenBefore'] : [name];
  return Object.fromEntries(Object.entries(filters).filter(([key]) => !gone.includes(key)));
}
