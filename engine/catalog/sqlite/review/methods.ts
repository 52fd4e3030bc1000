import type { ReviewPhoto } from '../../../contract/review-photo.ts';
import type { PhotoColumns } from '../../browse/photo-columns.ts';
import type { ReviewRecords } from '../../review-records.ts';
import type { EventIndexes } from '../event-index.ts';
import { eventRow } from '../events.ts';
import { findingSetKey } from '../finding-set.ts';
import type { Store } from '../store.ts';
import { numbersAt } from './numbers-at.ts';
import { loadReviewPhotos, withBursts } from './photos.ts';
import { athletesWith, framesAround } from './surroundings.ts';

/** Photos that are read at once, so that others get their turn: about twenty milliseconds. */
const BATCH = 2000;

export function reviewMethods(store: Store, indexes: EventIndexes): ReviewRecords {
  const generations = new WeakMap<PhotoColumns, number>();
  let generation = 0;
  /** Columns are made anew where photos are gone. */
  function generationOf(columns: PhotoColumns): number {
    const known = generations.get(columns);
    if (known !== undefined) return known;
    generations.set(columns, ++generation);
    return generation;
  }

  return {
    async reviewPhotos(eventId, since, also) {
      const { state, keys, whole } = store.read(() => {
        const event = eventRow(store, eventId);
        const { columns, revision } = indexes.of(event);
        const state = { revision, generation: generationOf(columns) };
        const whole = since === null || since.generation !== state.generation;
        const rows = whole
          ? store.query<{ key: number }>(
              `select distinct photo_key as key from sighting where event_key = ? and state = 'review'`,
              event.key,
            )
          : store.query<{ key: number }>(
              'select key from photo where event_key = ? and revision > ?',
              event.key,
              since.revision,
            );
        const keys = new Set(
          withBursts(
            columns,
            rows.map(({ key }) => key),
          ),
        );
        for (const id of also) {
          const slot = columns.slotOfId(id);
          if (slot !== undefined) keys.add(columns.keys[slot]!);
        }
        return { state, whole, keys: [...keys] };
      });
      const photos: ReviewPhoto[] = [];
      for (let first = 0; first < keys.length; first += BATCH) {
        if (first > 0) await new Promise(setImmediate);
        // What changes between two batches is read again by whoever asks next: it has a later revision.
        const batch = store.read(() => {
          const event = eventRow(store, eventId);
          const { columns } = indexes.of(event);
          const setKey = findingSetKey(store, event.key, event.pack);
          return loadReviewPhotos(store, setKey, columns, keys.slice(first, first + BATCH));
        });
        photos.push(...batch);
      }
      return { state, whole, photos };
    },

    async reviewTotals(eventId) {
      const [totals] = store.query<{ answers: number; settled: number; startList: number }>(
        `select count(*) filter (where kind = 'review') as answers,
           coalesce(sum(what ->> 'sightings') filter (where kind = 'review'), 0) as settled,
           coalesce(max(max(revision, coalesce(undone_revision, 0))) filter (where kind = 'startList'), 0) as startList
         from (
           select what ->> 'kind' as kind, what, revision, undone_revision from action
           where event_key = ? and (undone_revision is null or what ->> 'kind' = 'startList'))`,
        eventRow(store, eventId).key,
      );
      return totals!;
    },

    async numbersAt(eventId, places) {
      return store.read(() => {
        const event = eventRow(store, eventId);
        const setKey = findingSetKey(store, event.key, event.pack);
        return places.map((place) => numbersAt(store, event.key, setKey, place));
      });
    },

    async reviewSurroundings(eventId, { photoId, faceId, photoIds, numbers }) {
      return store.read(() => {
        const event = eventRow(store, eventId);
        const { columns } = indexes.of(event);
        const setKey = findingSetKey(store, event.key, event.pack);
        const names = store.query<{ id: string; name: string }>(
          `select p.id, p.name from json_each(?) wanted cross join photo p on p.event_key = ? and p.id = wanted.value`,
          JSON.stringify(photoIds),
          event.key,
        );
        const frames = framesAround(store, setKey, columns, photoId);
        const seen = frames.flatMap(({ sameBurst, sightings }) =>
          sameBurst ? sightings.flatMap(({ accepted, number }) => (accepted ? [number] : [])) : [],
        );
        const asked = [...new Set([...numbers, ...seen])];
        return {
          names: new Map(names.map(({ id, name }) => [id, name])),
          frames,
          athletes: athletesWith(store, event.key, faceId, asked),
        };
      });
    },
  };
}
