import type { Coverage } from '../../../engine/contract/coverage.ts';

/** A line of the table: an athlete, or a bib that is on no start list. */
export interface CoverageRow {
  readonly key: string;
  readonly bib: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly team: string | null;
  readonly wave: string | null;
  readonly accepted: number;
  readonly toReview: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

export const columns = [
  'bib',
  'name',
  'category',
  'team',
  'wave',
  'accepted',
  'toReview',
  'firstAt',
  'lastAt',
] as const;
export type Column = (typeof columns)[number];

export const groupings = ['category', 'wave', 'team'] as const;
export type Grouping = (typeof groupings)[number];

export type ListFilter = 'all' | 'without' | 'unlisted';

/** Which lines are shown, and in which order. */
export interface View {
  readonly filter: ListFilter;
  readonly text: string;
  /** Only of one category, wave or team; null in there are those without one. */
  readonly group: { readonly by: Grouping; readonly name: string | null } | null;
  /** Only with so many photos, both ends included. */
  readonly photos: Bucket | null;
  readonly sort: { readonly by: Column; readonly descending: boolean };
}

export const wholeView: View = {
  filter: 'all',
  text: '',
  group: null,
  photos: null,
  sort: { by: 'bib', descending: false },
};

export interface Bucket {
  readonly from: number;
  readonly to: number;
}

/** How many photos athletes have, coarser the more they are. */
const buckets: readonly Bucket[] = [
  { from: 0, to: 0 },
  { from: 1, to: 1 },
  { from: 2, to: 2 },
  { from: 3, to: 5 },
  { from: 6, to: 10 },
  { from: 11, to: 20 },
  { from: 21, to: 50 },
  { from: 51, to: Infinity },
];

export function athleteRows({ athletes }: Coverage): CoverageRow[] {
  return athletes.map((athlete, at) => ({ key: `${at}`, ...athlete }));
}

export function unlistedRows({ unlisted }: Coverage): CoverageRow[] {
  return unlisted.map(({ number, ...figures }) => ({
    ...{ key: `unlisted ${number}`, bib: number, name: null, category: null, team: null, wave: null },
    ...figures,
  }));
}

export function shownRows(coverage: Coverage, view: View): CoverageRow[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { filter, group, photos } = view;
  const rows = filter === 'unlisted' ? unlistedRows(coverage) : athleteRows(coverage);
  return rows
    .filter((row) => {
      if (filter === 'without' && row.accepted > 0) return false;
      if (group !== null && (row[group.by] || null) !== group.name) return false;
      if (photos !== null && (row.accepted < photos.from || row.accepted > photos.to)) return false;
      if (words.length === 0) return true;
      const said = [row.bib, row.name, row.category, row.team, row.wave].join(' ').toLowerCase();
      return words.every((word) => said.includes(word));
    })
    .sort(inOrder(view.sort));
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What is not known comes last in either direction; equals stay in order of bibs. */
function inOrder({ by, descending }: View['sort']): (a: CoverageRow, b: CoverageRow) => number {
  const turn = descending ? -1 : 1;
  const byBib = (a: CoverageRow, b: CoverageRow) =>
    a.bib.length - b.bib.length || (a.bib < b.bib ? -1 : a.bib > b.bib ? 1 : 0);
  return (a, b) => {
    if (by === 'bib') return turn * byBib(a, b);
    const [one, other] = [a[by], b[by]];
    if (one === other) return byBib(a, b);
    if (one === null || one === '') return 1;
    if (other === null || other === '') return -1;
    const order = typeof one === 'number' ? one - (other as number) : names.compare(one, String(other));
    return order === 0 ? byBib(a, b) : turn * order;
  };
}

/** Turns the order of a column, or orders by another one: figures from the most. */
export function sortBy(sort: View['sort'], by: Column): View['sort'] {
  if (sort.by === by) return { by, descending: !sort.descending };
  return { by, descending: by === 'accepted' || by === 'toReview' };
}

export interface Figures {
  readonly athletes: number;
  readonly found: number;
  readonly without: number;
  /** Without an accepted photo, but with one to review. */
  readonly onlyToReview: number;
  /** Photos of an athlete in the middle; null without athletes. */
  readonly median: number | null;
}

export function figuresOf({ athletes }: Coverage): Figures {
  const counts = athletes.map(({ accepted }) => accepted).sort((a, b) => a - b);
  const found = counts.filter((photos) => photos > 0).length;
  const [low, high] = [counts[Math.floor((counts.length - 1) / 2)], counts[Math.floor(counts.length / 2)]];
  return {
    athletes: counts.length,
    found,
    without: counts.length - found,
    onlyToReview: athletes.filter(({ accepted, toReview }) => accepted === 0 && toReview > 0).length,
    median: low === undefined || high === undefined ? null : (low + high) / 2,
  };
}

/** How many athletes have how many photos; buckets beyond the fullest one are left out. */
export function distributionOf(rows: readonly CoverageRow[]): (Bucket & { readonly athletes: number })[] {
  const counted = buckets.map((bucket) => ({
    ...bucket,
    athletes: rows.filter(({ accepted }) => accepted >= bucket.from && accepted <= bucket.to).length,
  }));
  const last = counted.findLastIndex(({ athletes }) => athletes > 0);
  return counted.slice(0, Math.max(1, last + 1));
}

export interface GroupFigures {
  readonly name: string | null;
  readonly athletes: number;
  readonly found: number;
}

/** Athletes of each category, wave or team; in order of their names, those without one last. */
export function groupsOf({ athletes }: Coverage, by: Grouping): GroupFigures[] {
  const groups = new Map<string | null, { athletes: number; found: number }>();
  for (const athlete of athletes) {
    const name = athlete[by] || null;
    const group = groups.get(name) ?? { athletes: 0, found: 0 };
    group.athletes++;
    if (athlete.accepted > 0) group.found++;
    groups.set(name, group);
  }
  return [...groups]
    .map(([name, group]) => ({ name, ...group }))
    .sort((a, b) => (a.name === null ? 1 : b.name === null ? -1 : names.compare(a.name, b.name)));
}
