import path from 'node:path';
import type { SightingsOf } from '../../contract/sighting.ts';
import type { Catalog } from '../catalog.ts';
import { analysisMethods } from './analysis.ts';
import { browseMethods } from './browse.ts';
import { copyMethods } from './copies.ts';
import { copyCatalog } from './copy-catalog.ts';
import { coverageMethods } from './coverage.ts';
import { Derivation } from './derive.ts';
import { EventIndexes } from './event-index.ts';
import { eventMethods } from './events.ts';
import { exportMethods } from './exports.ts';
import { FaceCodes } from './face-codes.ts';
import { historyMethods } from './history.ts';
import { mediaMethods } from './media.ts';
import { openDatabase } from './open-database.ts';
import { personMethods } from './persons.ts';
import { photoDetailMethods } from './photo-detail.ts';
import { photoMethods } from './photos.ts';
import { preferenceMethods } from './preferences.ts';
import { problemMethods } from './problems.ts';
import { reviewMethods } from './review/methods.ts';
import { runMethods } from './runs.ts';
import { savedSearchMethods } from './saved-searches.ts';
import { searchMethods } from './search.ts';
import { sourceMethods } from './sources.ts';
import { catalogError } from './sqlite-error.ts';
import { StaleSightings } from './stale-sightings.ts';
import { startListMethods } from './start-list.ts';
import { Store } from './store.ts';

/** What a catalog is told by whoever opens it. */
export interface CatalogOptions {
  /** Derives the sightings of a photo; they are kept by what this says. */
  readonly sightingsOf: SightingsOf;
  /** The instant, milliseconds since 1970 UTC, that a camera's wall clock showed in a time zone. */
  readonly instantOf: (cameraTime: string, timeZone: string) => number | null;
}

/**
 * Opens the catalog in a folder, or makes one there: `catalog.sqlite`, in WAL mode. Several processes
 * may have it open; their writes take turns.
 * @throws AppError CATALOG_NEWER, CATALOG_CORRUPT, CATALOG_LOCKED, CATALOG_UNWRITABLE, DISK_FULL
 */
export async function openSqliteCatalog(
  folder: string,
  { sightingsOf, instantOf }: CatalogOptions,
): Promise<Catalog> {
  const db = openDatabase(path.join(folder, 'catalog.sqlite'));
  db.function('instant_of', { deterministic: true }, (time, zone) => instantOf(String(time), String(zone)));
  const store = new Store(db);
  const codes = new FaceCodes(store);
  const indexes = new EventIndexes(store);
  const derivation = new Derivation(store, sightingsOf);
  const stale = new StaleSightings(store, derivation);
  const derive = (eventKey: number) => stale.derive(eventKey);
  // What was left stale; where that fails, whatever is asked of the catalog next says so.
  stale.deriveEvery().catch(() => undefined);
  return {
    ...eventMethods(store, derive),
    ...startListMethods(store, derive),
    ...photoMethods(store, derivation),
    ...analysisMethods(store, derivation),
    ...searchMethods(store, codes),
    ...browseMethods(store, indexes, codes),
    ...photoDetailMethods(store, indexes),
    ...personMethods(store, derivation),
    ...mediaMethods(store),
    ...reviewMethods(store, indexes),
    ...coverageMethods(store, indexes),
    ...sourceMethods(store),
    ...copyMethods(store),
    ...runMethods(store),
    ...exportMethods(store),
    ...problemMethods(store),
    ...historyMethods(store, derivation, derive),
    ...savedSearchMethods(store),
    ...preferenceMethods(store),
    whenDerived: () => stale.deriveEvery(),
    freeze: (why) => store.freeze(why),
    copyTo: async (file) => {
      try {
        await copyCatalog(db, file);
      } catch (error) {
        throw catalogError(error, file);
      }
    },
    close: async () => {
      await stale.close();
      store.close();
    },
  };
}
