import path from 'node:path';
import type { Catalog } from '../catalog.ts';
import { analysisMethods } from './analysis.ts';
import { copyMethods } from './copies.ts';
import { decisionMethods } from './decisions.ts';
import { eventMethods } from './events.ts';
import { mediaMethods } from './media.ts';
import { openDatabase } from './open-database.ts';
import { photoMethods } from './photos.ts';
import { problemMethods } from './problems.ts';
import { runMethods } from './runs.ts';
import { searchMethods } from './search.ts';
import { sourceMethods } from './sources.ts';
import { startListMethods } from './start-list.ts';
import { Store } from './store.ts';

/**
 * Opens the catalog in a folder, or makes one there: `catalog.sqlite`, in WAL mode. Several processes
 * may have it open; their writes take turns.
 * @throws AppError CATALOG_NEWER, CATALOG_CORRUPT, CATALOG_LOCKED, CATALOG_UNWRITABLE, DISK_FULL
 */
export async function openSqliteCatalog(folder: string): Promise<Catalog> {
  const store = new Store(openDatabase(path.join(folder, 'catalog.sqlite')));
  return {
    ...eventMethods(store),
    ...startListMethods(store),
    ...photoMethods(store),
    ...analysisMethods(store),
    ...searchMethods(store),
    ...decisionMethods(store),
    ...mediaMethods(store),
    ...sourceMethods(store),
    ...copyMethods(store),
    ...runMethods(store),
    ...problemMethods(store),
    close: async () => store.close(),
  };
}
