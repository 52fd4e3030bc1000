import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { BrowseQuery } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { capOf } from '../../keyboard/key-label.ts';
import { go } from '../../stores/route.ts';
import type { Laid } from './browse-session.ts';
import { type Culprit, culpritOf } from './culprit.ts';
import { type QueryNames, queryLabel } from './query-parts.ts';
import './nothing-found.css';

/** What stands in place of the grid when there is nothing to show, and why. */
export function NothingFound({
  layout,
  query: asked,
  names,
  onChange,
}: {
  layout: Laid;
  query: BrowseQuery;
  names: QueryNames;
  onChange: (change: Partial<BrowseQuery>) => void;
}): ReactNode {
  // What is asked for now may find photos: until it is answered, the words are of what found none.
  const [answered, setAnswered] = useState({ layout, query: asked });
  if (answered.layout !== layout) setAnswered({ layout, query: asked });
  const query = answered.layout === layout ? answered.query : asked;
  const culprit = layout.photosOfEvent === 0 ? null : culpritOf(layout, query, names);
  useBackspace(culprit === null ? null : () => onChange(culprit.without));
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
  if (queryLabel(query, names) === '') {
    return (
      <EmptyState icon="cross" title={t('browse.none.allRejected')}>
        <Button onClick={() => onChange({ filters: { flag: 'reject' } })}>
          {t('browse.none.showRejected')}
        </Button>
      </EmptyState>
    );
  }
  const clear = () => onChange({ tokens: [], text: '', filters: {}, openBursts: [] });
  return (
    <EmptyState
      icon="search"
      title={t('browse.none.title', { what: queryLabel(query, names) })}
      text={[sayWhy(culprit), sayWaiting(layout)].filter(Boolean).join(' ')}
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

function sayWhy(culprit: Culprit | null): string {
  if (culprit === null || culprit.rest === null) return t('browse.none.text');
  const { photos, label: rest } = culprit.rest;
  return t('browse.none.culprit', { photos, rest, culprit: culprit.label });
}

/** Backspace removes what is to blame, unless somebody types. */
function useBackspace(remove: (() => void) | null): void {
  const latest = useRef(remove);
  useEffect(() => {
    latest.current = remove;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Backspace' || event.defaultPrevented) return;
      if (event.target instanceof HTMLInputElement && event.target.value !== '') return;
      if (latest.current === null) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function sayWaiting({ waiting }: Laid): string {
  return waiting === 0 ? '' : t('browse.none.waiting', { photos: waiting });
}
