import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../contract/app-error.ts';
import { BrowseQuery, type SavedSearch } from '../../contract/browse.ts';
import type { Catalog } from '../catalog.ts';
import { recordAction } from './actions.ts';
import { eventRow, nextRevision } from './events.ts';
import type { Store } from './store.ts';

export function savedSearchMethods(
  store: Store,
): Pick<Catalog, 'savedSearches' | 'saveSearch' | 'removeSearch'> {
  return {
    async savedSearches(eventId) {
      const { key } = eventRow(store, eventId);
      return store
        .query<SearchRow>(
          'select id, name, query from saved_search where event_key = ? order by name, id',
          key,
        )
        .map(toSearch);
    },

    async saveSearch(eventId, maker, { name, query }) {
      return store.write(() => {
        const { key } = eventRow(store, eventId);
        const revision = nextRevision(store, key);
        const saved = { id: uuidv7(), name, query };
        keepSearch(store, key, saved.id, { name, query });
        const action = recordAction(store, key, {
          ...{ revision, maker },
          what: { kind: 'saveSearch', name },
          effect: { kind: 'savedSearch', id: saved.id, before: null, after: { name, query } },
        });
        return { saved, action };
      });
    },

    async removeSearch(eventId, maker, id) {
      return store.write(() => {
        const { key } = eventRow(store, eventId);
        const [row] = store.query<SearchRow>(
          'select id, name, query from saved_search where event_key = ? and id = ?',
          ...[key, id],
        );
        if (!row) {
          throw new AppError('INPUT_INVALID', 'That saved search is gone already. Nothing was removed.');
        }
        const { name, query } = toSearch(row);
        keepSearch(store, key, id, null);
        return recordAction(store, key, {
          ...{ revision: nextRevision(store, key), maker },
          what: { kind: 'removeSearch', name },
          effect: { kind: 'savedSearch', id, before: { name, query }, after: null },
        });
      });
    },
  };
}

interface SearchRow {
  id: string;
  name: string;
  query: string;
}

function toSearch({ query, ...row }: SearchRow): SavedSearch {
  return { ...row, query: BrowseQuery.parse(JSON.parse(query)) };
}

/** Keeps a search under its id, or keeps none there. */
export function keepSearch(
  store: Store,
  eventKey: number,
  id: string,
  search: Omit<SavedSearch, 'id'> | null,
): void {
  store.query('delete from saved_search where event_key = ? and id = ?', eventKey, id);
  if (search === null) return;
  const { name, query } = search;
  store.query('insert into saved_search values (?, ?, ?, ?)', id, eventKey, name, JSON.stringify(query));
}
