import type { Entry } from '../../contract/start-list.ts';
import { countCoverage, type NumberPhotos } from '../browse/coverage.ts';
import type { CoverageRecords } from '../coverage-records.ts';
import type { EventIndexes } from './event-index.ts';
import { eventRow } from './events.ts';
import type { Store } from './store.ts';

export function coverageMethods(store: Store, indexes: EventIndexes): CoverageRecords {
  return {
    async coverage(eventId) {
      return store.read(() => {
        const event = eventRow(store, eventId);
        const { columns, revision } = indexes.of(event);
        const entries = store.query<Entry>(
          'select bib, name, category, team, wave from entry where event_key = ? order by length(bib), bib, key',
          event.key,
        );
        return { revision, ...countCoverage(columns, entries, numbersOf(store, event.key)) };
      });
    },
  };
}

/** One row a number and state, since photos are many and numbers few. */
function numbersOf(store: Store, eventKey: number): NumberPhotos[] {
  const rows = store.query<{ number: string; state: string; photos: string }>(
    `select number, state, json_group_array(photo_key) as photos
     from sighting where event_key = ? and state <> 'rejected' group by number, state`,
    eventKey,
  );
  return rows.map(({ number, state, photos }) => {
    const keys = JSON.parse(photos) as number[];
    return state === 'accepted'
      ? { number, accepted: keys, toReview: [] }
      : { number, accepted: [], toReview: keys };
  });
}
