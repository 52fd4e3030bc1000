import type { BrowseQuery, Facets, Filters } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import type { IconName } from '../../components/icons.ts';

/** An entry of the collections: a query of its own, with how many photos it finds. */
export interface Collection {
  readonly key: string;
  readonly icon: IconName;
  readonly label: string;
  readonly count: number | null;
  readonly filters: Filters;
  readonly warn?: boolean;
}

export interface CollectionGroup {
  readonly key: 'all' | 'cameras' | 'moments';
  readonly label: string;
  readonly collections: readonly Collection[];
}

/** What the collections pane offers without saved searches and start list; counts as far as they are known. */
export function collectionGroups(facets: Facets | null): CollectionGroup[] {
  const all: Collection[] = [
    { key: 'all', icon: 'grid', label: t('browse.collection.all'), count: facets?.all ?? null, filters: {} },
    {
      key: 'toReview',
      icon: 'question',
      label: t('browse.collection.toReview'),
      count: facets?.toReview ?? null,
      filters: { toReview: true },
      warn: (facets?.toReview ?? 0) > 0,
    },
    {
      key: 'noBib',
      icon: 'bib',
      label: t('browse.collection.noBib'),
      count: facets?.noBib ?? null,
      filters: { noBib: true },
    },
    {
      key: 'picks',
      icon: 'flag',
      label: t('browse.collection.picks'),
      count: facets?.picks ?? null,
      filters: { flag: 'pick' },
    },
    {
      key: 'rejected',
      icon: 'cross',
      label: t('browse.collection.rejected'),
      count: facets?.rejected ?? null,
      filters: { flag: 'reject' },
    },
  ];
  if (facets?.lastRun) {
    all.push({
      key: 'lastRun',
      icon: 'clock',
      label: t('browse.collection.lastRun'),
      count: facets.lastRun.photos,
      filters: { run: facets.lastRun.run, flag: 'any' },
    });
  }
  if (facets !== null && facets.failed > 0) {
    all.push({
      key: 'failed',
      icon: 'warning',
      label: t('browse.collection.failed'),
      count: facets.failed,
      filters: { failed: true, flag: 'any' },
      warn: true,
    });
  }
  if (facets !== null && facets.notRead > 0) {
    all.push({
      key: 'notRead',
      icon: 'clock',
      label: t('browse.collection.notRead'),
      count: facets.notRead,
      filters: { notRead: true, flag: 'any' },
    });
  }
  const cameras = (facets?.cameras ?? []).map(
    ({ id, name, photos }): Collection => ({
      key: `camera ${id}`,
      icon: 'camera',
      label: name,
      count: photos,
      filters: { cameras: [id] },
    }),
  );
  const moments: Collection[] = [
    {
      key: 'groups',
      icon: 'people',
      label: t('browse.collection.groups'),
      count: facets?.groups ?? null,
      filters: { minFaces: 4 },
    },
    {
      key: 'notSharp',
      icon: 'eye',
      label: t('browse.collection.notSharp'),
      count: facets?.notSharp ?? null,
      filters: { focus: ['soft', 'blurred'] },
    },
  ];
  return [
    { key: 'all', label: t('browse.collections'), collections: all },
    { key: 'cameras', label: t('browse.cameras'), collections: cameras },
    { key: 'moments', label: t('browse.moments'), collections: moments },
  ];
}

/** Whether a query shows a collection and nothing else; the range of the timeline may narrow it. */
export function shows(query: BrowseQuery, filters: Filters): boolean {
  if (query.tokens.length > 0 || query.text.trim() !== '') return false;
  const { takenFrom: _from, takenBefore: _before, ...asked } = query.filters;
  return sameFilters(asked, filters);
}

/** Whether two sets of filters ask for the same, in whichever order. */
export function sameFilters(a: Filters, b: Filters): boolean {
  return canonical(a) === canonical(b);
}

function canonical(filters: Filters): string {
  const entries = Object.entries(filters)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value] as const)
    .filter(([, value]) => !Array.isArray(value) || value.length > 0)
    .sort(([one], [other]) => one.localeCompare(other));
  return JSON.stringify(entries);
}
