import type { ReactNode } from 'react';
import type { BrowseQuery } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { capOf } from '../../keyboard/key-label.ts';
import { go } from '../../stores/route.ts';
import type { Laid } from './browse-session.ts';
import { filterParts, type QueryNames, type QueryPart, queryLabel, tokenParts } from './query-parts.ts';
import './nothing-found.css';

/** What stands in place of the grid when there is nothing to show, and why. */
export function NothingFound({
  layout,
  query,
  names,
  onChange,
}: {
  layout: Laid;
  query: BrowseQuery;
  names: QueryNames;
  onChange: (change: Partial<BrowseQuery>) => void;
}): ReactNode {
  if (layout.photosOfEvent === 0) {
    const desktop = window.host !== undefined;
    return (
      <EmptyState
        icon="card"
        title={t('browse.empty.title')}
        text={t(desktop ? 'browse.empty.text' : 'browse.empty.textBrowser')}
      >
        <Button kind="primary" command="import" onClick={() => go('ingest')}>
          {t('browse.empty.import')}
        </Button>
      </EmptyState>
    );
  }
  const culprit = culpritOf(layout, query, names);
  const clear = () => onChange({ tokens: [], text: '', filters: {}, openBursts: [] });
  const what = queryLabel(query, names);
  return (
    <EmptyState
      icon="search"
      title={t('browse.none.title', { what: what === '' ? t('browse.flag.notRejected') : what })}
      text={[sayWhy(layout, query, names, culprit), sayWaiting(layout)].filter(Boolean).join(' ')}
    >
      {culprit !== null && (
        <Button onClick={() => onChange(culprit.without)}>
          {t('browse.none.remove', { what: culprit.label })}
          <Kbd>{capOf('Backspace')}</Kbd>
        </Button>
      )}
      <Button kind="quiet" onClick={clear}>
        {t('browse.none.clear')}
        <Kbd>{capOf('Escape')}</Kbd>
      </Button>
    </EmptyState>
  );
}

/**
 * The one part of a query without which most photos would be found: a filter before the tokens, since
 * the engine says for each part how many photos it finds alone, fewest first.
 */
export function culpritOf(layout: Laid, query: BrowseQuery, names: QueryNames): QueryPart | null {
  const parts = [...filterParts(query, names), ...tokenParts(query)];
  for (const { what } of layout.without) {
    const named = parts.find(({ key }) => key === what);
    if (named !== undefined) return named;
  }
  return parts[0] ?? null;
}

function sayWhy(layout: Laid, query: BrowseQuery, names: QueryNames, culprit: QueryPart | null): string {
  if (culprit === null) return t('browse.none.text');
  const rest = { ...query, ...culprit.without };
  const restLabel = queryLabel(rest, names);
  const others = layout.without.filter(({ what }) => what !== culprit.key);
  const photos = others[0]?.photos;
  if (restLabel === '' || photos === undefined || photos === 0) return t('browse.none.text');
  return t('browse.none.culprit', { photos, rest: restLabel, culprit: culprit.label });
}

function sayWaiting({ waiting }: Laid): string {
  return waiting === 0 ? '' : t('browse.none.waiting', { photos: waiting });
}
