import type { BrowseQuery, Facets, Filters, Token } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { clock } from '../../../messages/units.ts';
import { tokenKey } from './token-text.ts';

/** Something that a query asks for, which can be named and taken out of it. */
export interface QueryPart {
  readonly key: string;
  /** What it is called where the engine says how many photos each part finds alone: `tokens.0`, `filters.focus`. */
  readonly what: string;
  /** `bib 349`, `Soft`, `10:31–11:02`. */
  readonly label: string;
  readonly without: Partial<BrowseQuery>;
}

export interface QueryNames {
  readonly timeZone: string;
  readonly cameras: Facets['cameras'];
}

/** Kind and value of a token, as it is written in the field: `bib` and `349`. */
export function tokenWords(token: Token): { kind: string; value: string } {
  switch (token.kind) {
    case 'bib':
      return { kind: t('browse.token.bib'), value: token.text };
    case 'athlete':
      return { kind: token.bib, value: token.name };
    case 'team':
      return { kind: t('browse.token.team'), value: token.team };
    case 'category':
      return { kind: t('browse.token.category'), value: token.category };
    case 'face':
      return { kind: '', value: t('browse.token.face') };
    case 'selfie':
      return { kind: '', value: t('browse.token.selfie') };
  }
}

export function tokenLabel(token: Token): string {
  const { kind, value } = tokenWords(token);
  return kind === '' ? value : `${kind} ${value}`;
}

/** The tokens and typed text of a query, in the order in which they stand in the field. */
export function tokenParts({ tokens, text }: BrowseQuery): QueryPart[] {
  const parts = tokens.map((token, at) => ({
    key: tokenKey(token),
    what: `tokens.${at}`,
    label: tokenLabel(token),
    without: { tokens: tokens.filter((other) => other !== token) },
  }));
  if (text.trim() === '') return parts;
  return [
    ...parts,
    {
      key: 'text',
      what: 'understood.0',
      label: t('browse.token.text', { text: text.trim() }),
      without: { text: '' },
    },
  ];
}

/** The filters of a query, each as it is written on its chip. */
export function filterParts({ filters }: BrowseQuery, names: QueryNames): QueryPart[] {
  const parts: QueryPart[] = [];
  const add = (key: string, label: string, ...gone: (keyof Filters)[]) => {
    const rest = { ...filters };
    for (const name of gone) delete rest[name];
    parts.push({ key, what: `filters.${key}`, label, without: { filters: rest } });
  };
  for (const focus of filters.focus ?? []) {
    const rest = filters.focus!.filter((other) => other !== focus);
    const { focus: _all, ...others } = filters;
    parts.push({
      key: `focus ${focus}`,
      what: 'filters.focus',
      label: t(`browse.focus.${focus}`),
      without: { filters: rest.length > 0 ? { ...others, focus: rest } : others },
    });
  }
  if (filters.noBib) add('noBib', t('browse.collection.noBib'), 'noBib');
  if (filters.toReview) add('toReview', t('browse.collection.toReview'), 'toReview');
  if (filters.minFaces !== undefined) {
    add('minFaces', t('browse.filter.faces', { faces: filters.minFaces }), 'minFaces');
  }
  for (const id of filters.cameras ?? []) {
    const rest = filters.cameras!.filter((other) => other !== id);
    const { cameras: _all, ...others } = filters;
    parts.push({
      key: `camera ${id}`,
      what: 'filters.cameras',
      label: names.cameras.find((camera) => camera.id === id)?.name ?? t('browse.filter.camera'),
      without: { filters: rest.length > 0 ? { ...others, cameras: rest } : others },
    });
  }
  if (filters.minStars !== undefined) {
    add('minStars', t('browse.filter.stars', { stars: filters.minStars }), 'minStars');
  }
  for (const label of filters.labels ?? []) {
    const rest = filters.labels!.filter((other) => other !== label);
    const { labels: _all, ...others } = filters;
    parts.push({
      key: `label ${label}`,
      what: 'filters.labels',
      label: t('browse.filter.label', { colour: t(`history.label.${label}`) }),
      without: { filters: rest.length > 0 ? { ...others, labels: rest } : others },
    });
  }
  if (filters.flag !== undefined && filters.flag !== 'notRejected') {
    add('flag', t(`browse.flag.${filters.flag}`), 'flag');
  }
  if (filters.run !== undefined) add('run', t('browse.collection.lastRun'), 'run');
  if (filters.onStartList) add('onStartList', t('browse.collection.withPhotos'), 'onStartList');
  if (filters.failed) add('failed', t('browse.collection.failed'), 'failed');
  if (filters.notRead) add('notRead', t('browse.collection.notRead'), 'notRead');
  if (filters.takenFrom !== undefined || filters.takenBefore !== undefined) {
    add('time', timeLabel(filters, names.timeZone), 'takenFrom', 'takenBefore');
  }
  return parts;
}

/** `10:31–11:02`; open at an end that is not set. */
export function timeLabel({ takenFrom, takenBefore }: Filters, timeZone: string): string {
  const from = takenFrom === undefined ? '' : clock(takenFrom, timeZone);
  const before = takenBefore === undefined ? '' : clock(takenBefore, timeZone);
  return `${from}–${before}`;
}

/** `bib 349 or bib 12* and Soft`, for a sentence. */
export function queryLabel(query: BrowseQuery, names: QueryNames): string {
  const tokens = tokenParts(query).map(({ label }) => label);
  const filters = filterParts(query, names).map(({ label }) => label);
  const asked = tokens.length > 0 ? [tokens.join(` ${t('browse.or')} `)] : [];
  return [...asked, ...filters].join(` ${t('browse.and')} `);
}
