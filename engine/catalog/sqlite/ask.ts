import type { Selectable } from 'kysely';
import type { BrowseLayout, Filters, Token } from '../../contract/browse.ts';
import { eachPhotoOf, numbersOf } from '../browse/bib-finder.ts';
import { countMatches, failing } from '../browse/conditions.ts';
import { type Understood, understandText } from '../browse/understand-text.ts';
import type { BrowseRequest } from '../browsing.ts';
import type { EventIndex } from './event-index.ts';
import type { FaceToken, FaceTokens } from './face-tokens.ts';
import { findingSetKey } from './finding-set.ts';
import type { Found } from './load-cells.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

/** An event in one state, for questions within one transaction. */
export interface Scope {
  readonly store: Store;
  readonly event: Selectable<Schema['event']>;
  /** Of the findings that count; null while the event's pack has found nothing. */
  readonly setKey: number | null;
  readonly index: EventIndex;
  readonly faces: FaceTokens;
}

export function scopeOf(
  store: Store,
  event: Selectable<Schema['event']>,
  index: EventIndex,
  faces: FaceTokens,
): Scope {
  return { store, event, index, faces, setKey: findingSetKey(store, event.key, event.pack) };
}

/** What a query asks, once it is understood. */
export interface Asked extends Understood {
  /** The conditions that each photo fails; see `failing`. */
  readonly failed: Uint16Array;
  /** What the search found, for cells. */
  readonly found: Found;
}

/** @throws AppError INPUT_INVALID, FACE_NOT_FOUND */
export function ask(scope: Scope, query: Pick<BrowseRequest, 'tokens' | 'text' | 'filters'>): Asked {
  const { understood, notUnderstood } = understand(scope.index, query.text);
  const tokens = [...query.tokens, ...understood];
  // Text that means nothing finds nothing: showing everything would pass for its answer.
  const searching = tokens.length > 0 || notUnderstood.length > 0;
  const { found, slots } = searching ? find(scope, tokens) : { found: nothing, slots: null };
  return { understood, notUnderstood, found, failed: failuresOf(scope.index, slots, query.filters) };
}

/**
 * What each part of a query would find alone, among photos that are not rejected: the fewest first. Parts are
 * named by where they are: `tokens.0`, `understood.0` or `filters.focus`, with `filters.time` for both ends.
 */
export function eachAlone(
  scope: Scope,
  query: BrowseRequest,
  understood: readonly Token[],
): BrowseLayout['without'] {
  const { index } = scope;
  const count = (slots: Uint8Array | null, filters: Filters) =>
    countMatches(failuresOf(index, slots, filters));
  const parts: BrowseLayout['without'] = [];
  const addTokens = (list: string, tokens: readonly Token[]) => {
    for (const [i, token] of tokens.entries()) {
      parts.push({ what: `${list}.${i}`, photos: count(find(scope, [token]).slots, {}) });
    }
  };
  addTokens('tokens', query.tokens);
  addTokens('understood', understood);
  const { takenFrom, takenBefore, ...filters } = query.filters;
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) continue;
    parts.push({ what: `filters.${name}`, photos: count(null, { [name]: value }) });
  }
  if (takenFrom !== undefined || takenBefore !== undefined) {
    parts.push({ what: 'filters.time', photos: count(null, { takenFrom, takenBefore }) });
  }
  return parts.sort((a, b) => a.photos - b.photos);
}

const nothing: Found = { isHit: () => false, faces: new Map() };

function understand(index: EventIndex, text: string): Understood {
  if (text.trim() === '') return { understood: [], notUnderstood: [] };
  return understandText(text, {
    called: (name) => index.directory.called(name),
    beginning: (name) => index.directory.beginning(name),
    isBib: (number) =>
      index.directory.lists(number) || index.columns.numberId(number.toUpperCase()) !== undefined,
  });
}

/** The photos that any of the tokens means: 1 for each slot. */
function find({ index, faces, event, setKey }: Scope, tokens: readonly Token[]) {
  const { columns } = index;
  const slots = new Uint8Array(columns.size);
  const numbers = numbersOf(columns, (kind, name) => index.directory.bibsOf(kind, name), tokens);
  eachPhotoOf(columns, numbers, (slot) => {
    slots[slot] = 1;
  });
  const similar = faces.photosOf(event, setKey, tokens.filter(isFace));
  for (const key of similar.keys()) {
    const slot = columns.slotOfKey(key);
    if (slot !== undefined) slots[slot] = 1;
  }
  const isHit = (number: string) => numbers.has(columns.numberId(number) ?? -1);
  return { slots, found: { isHit, faces: similar } };
}

function failuresOf(
  { columns, directory }: EventIndex,
  found: Uint8Array | null,
  filters: Filters,
): Uint16Array {
  return failing(columns, {
    found,
    filters,
    listed: (number) => directory.lists(columns.numbers[number]!),
  });
}

function isFace(token: Token): token is FaceToken {
  return token.kind === 'face' || token.kind === 'selfie';
}
