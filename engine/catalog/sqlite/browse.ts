import { AppError } from '../../contract/app-error.ts';
import type { Cell, NamedPhoto } from '../../contract/browse.ts';
import { BrowseQuery } from '../../contract/browse.ts';
import { countMatches, UNKNOWN_BEFORE_READING } from '../browse/conditions.ts';
import { countFacets } from '../browse/facets.ts';
import { layOut } from '../browse/lay-out.ts';
import { REVIEW, states } from '../browse/photo-columns.ts';
import { timeline } from '../browse/timeline.ts';
import type { BrowseRequest, Browsing } from '../browsing.ts';
import { ask, eachAlone, type Scope, scopeOf } from './ask.ts';
import type { EventIndexes } from './event-index.ts';
import { eventRow } from './events.ts';
import type { FaceCodes } from './face-codes.ts';
import { FaceTokens } from './face-tokens.ts';
import { type Layout, Layouts } from './layouts.ts';
import { loadCells } from './load-cells.ts';
import { PhotoNames } from './photo-names.ts';
import { findPhoto } from './photos.ts';
import type { Store } from './store.ts';
import { suggest } from './suggest.ts';

export function browseMethods(store: Store, indexes: EventIndexes, codes: FaceCodes): Browsing {
  const faces = new FaceTokens(store, codes);
  const layouts = new Layouts();
  const names = new PhotoNames(store);

  function inScope<Result>(eventId: string, work: (scope: Scope) => Result): Result {
    return store.read(() => {
      const event = eventRow(store, eventId);
      return work(scopeOf(store, event, indexes.of(event), faces));
    });
  }

  /** The layout of a query at a revision, or, where it is gone, the present one. */
  function layoutAt(scope: Scope, query: BrowseRequest, revision?: number): Layout {
    const { event, index } = scope;
    return (
      (revision !== undefined && layouts.get(event.key, query, revision)) ||
      layouts.get(event.key, query, index.revision) ||
      layouts.keep(event.key, query, makeLayout(scope, query))
    );
  }

  return {
    async readyToBrowse(eventId) {
      // What is asked of them is made at the first time and kept.
      inScope(eventId, ({ index: { directory, columns } }) => [directory, columns.bursts, columns.postings]);
    },

    async layOut(eventId, query, cells) {
      const start = performance.now();
      return inScope(eventId, (scope) => {
        const layout = layoutAt(scope, query);
        const { revision, groups, photos, waiting, understood, notUnderstood } = layout;
        const total = layout.photoKeys.length;
        const asksAnything = query.tokens.length + understood.length + notUnderstood.length > 0;
        return {
          revision,
          total,
          photos,
          photosOfEvent: scope.index.columns.size,
          waiting,
          groups: [...groups],
          understood: [...understood],
          notUnderstood: [...notUnderstood],
          without:
            total === 0 && (asksAnything || Object.keys(query.filters).length > 0)
              ? eachAlone(scope, query, understood)
              : [],
          cells: cellsOf(scope, layout, 0, cells) ?? [],
          tookMs: performance.now() - start,
        };
      });
    },

    async layoutCells(eventId, query, { revision, first, count }) {
      return inScope(eventId, (scope) => {
        const layout = layoutAt(scope, query, revision);
        const cells = cellsOf(scope, layout, first, count);
        if (cells) return { revision: layout.revision, cells };
        // Photos of that layout are gone from the event.
        const present = layoutAt(scope, query);
        return { revision: present.revision, cells: cellsOf(scope, present, first, count) ?? [] };
      });
    },

    async layoutIds(eventId, query, { revision, first, last }) {
      return inScope(eventId, (scope) => {
        const { columns } = scope.index;
        const keys = layoutAt(scope, query, revision).photoKeys.subarray(first, last + 1);
        const ids = Array.from(new Set(keys), (key) => columns.ids[columns.slotOfKey(key) ?? -1]);
        return ids.filter((id) => id !== undefined);
      });
    },

    async placeInLayout(eventId, query, { revision, photoId }) {
      return inScope(eventId, (scope) => {
        const layout = layoutAt(scope, query, revision);
        const photo = findPhoto(store, scope.event.key, photoId);
        const index = photo ? layout.photoKeys.indexOf(photo.key) : -1;
        return { revision: layout.revision, index: index === -1 ? null : index };
      });
    },

    async nearestToReview(eventId, query, { revision, from, way }) {
      return inScope(eventId, (scope) => {
        const { columns } = scope.index;
        const { photoKeys, revision: found } = layoutAt(scope, query, revision);
        const by = way === 'next' ? 1 : -1;
        for (let index = from + by; index >= 0 && index < photoKeys.length; index += by) {
          const slot = columns.slotOfKey(photoKeys[index]!);
          if (slot === undefined || (columns.seen[slot]! & REVIEW) === 0) continue;
          return { revision: found, cell: { index, id: columns.ids[slot]! } };
        }
        return { revision: found, cell: null };
      });
    },

    async idsOf(eventId, query, except) {
      return inScope(eventId, (scope) => {
        const { failed } = ask(scope, query);
        const { time, ids } = scope.index.columns;
        const left = new Set(except);
        const found: string[] = [];
        for (const slot of time) if (failed[slot] === 0 && !left.has(ids[slot]!)) found.push(ids[slot]!);
        return found;
      });
    },

    async timeline(eventId, query) {
      return inScope(eventId, (scope) => timeline(scope.index.columns, ask(scope, query).failed));
    },

    async facets(eventId, query) {
      return inScope(eventId, (scope) => {
        const { columns, directory, cameraNames } = scope.index;
        const { failed } = ask(scope, query);
        return { ...countFacets(columns, failed, directory, cameraNames), saved: savedCounts(scope) };
      });
    },

    async suggest(eventId, text, limit) {
      return inScope(eventId, ({ index }) => suggest(index, text, limit));
    },

    async photosNamed(eventId, text, limit) {
      return inScope(eventId, ({ event, index }) => {
        const keys = names.find(event.key, text, limit);
        const rows = store.query<NamedPhoto & { key: number; cameraKey: number | null }>(
          `select key, id, name, taken_at as takenAt, camera_key as cameraKey
           from photo where key in (select value from json_each(?))`,
          JSON.stringify(keys),
        );
        const byKey = new Map(rows.map((row) => [row.key, row]));
        return keys.flatMap((key) => {
          const row = byKey.get(key);
          if (!row) return [];
          const camera = row.cameraKey === null ? null : (index.cameraNames.get(row.cameraKey) ?? null);
          return [{ id: row.id, name: row.name, takenAt: row.takenAt, camera }];
        });
      });
    },

    async confidences(eventId) {
      return inScope(eventId, ({ event }) => {
        const counts = Array.from({ length: 100 }, () => 0);
        // A person's word is 0 or 1.
        for (const { hundredth, sightings } of store.query<{ hundredth: number; sightings: number }>(
          `select cast(confidence * 100 as integer) as hundredth, count(*) as sightings
           from sighting where event_key = ? and confidence > 0 and confidence < 1 group by hundredth`,
          event.key,
        ))
          counts[hundredth] = sightings;
        return counts;
      });
    },
  };
}

function makeLayout(scope: Scope, query: BrowseRequest): Layout {
  const { columns, cameraNames, revision } = scope.index;
  const { failed, found, understood, notUnderstood } = ask(scope, query);
  const { slots, groups } = layOut(columns, failed, {
    arrange: query.arrange,
    stackBursts: query.stackBursts,
    openBursts: query.openBursts.flatMap((id) => columns.slotOfId(id) ?? []),
    cameraName: (key) => cameraNames.get(key) ?? '',
  });
  const reading = states.indexOf('reading');
  let waiting = 0;
  for (let slot = 0; slot < failed.length; slot++) {
    if (columns.states[slot] === reading && (failed[slot]! & ~UNKNOWN_BEFORE_READING) === 0) waiting++;
  }
  return {
    revision,
    photoKeys: keysOf(columns.keys, slots),
    groups,
    photos: countMatches(failed),
    waiting,
    understood,
    notUnderstood,
    found,
  };
}

function keysOf(keys: Float64Array, slots: Uint32Array): Float64Array {
  const own = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i++) own[i] = keys[slots[i]!]!;
  return own;
}

/** Null where a photo of the layout is gone. */
function cellsOf(scope: Scope, { photoKeys, found }: Layout, first: number, count: number): Cell[] | null {
  const keys = [...photoKeys.subarray(first, first + count)];
  const cells = loadCells(scope.store, scope.setKey, scope.index, keys, found);
  const list: Cell[] = [];
  for (const key of keys) {
    const cell = cells.get(key);
    if (!cell) return null;
    list.push(cell);
  }
  return list;
}

/** A saved search whose face is gone finds nothing; it is no reason to show no counts at all. */
function savedCounts(scope: Scope): { id: string; photos: number }[] {
  const rows = scope.store.query<{ id: string; query: string }>(
    'select id, query from saved_search where event_key = ? order by id',
    scope.event.key,
  );
  return rows.map(({ id, query }) => {
    try {
      return { id, photos: countMatches(ask(scope, BrowseQuery.parse(JSON.parse(query))).failed) };
    } catch (error) {
      if (error instanceof AppError) return { id, photos: 0 };
      throw error;
    }
  });
}
