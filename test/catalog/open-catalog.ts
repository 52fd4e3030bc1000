import type { Catalog } from '../../engine/catalog/catalog.ts';
import { openSqliteCatalog } from '../../engine/catalog/sqlite/sqlite-catalog.ts';
import { instantOf } from '../../engine/ingest/camera-time.ts';
import { sightingsOf } from '../../engine/people/sightings.ts';

/** Opens a SQLite catalog as the program does. */
export function openCatalog(folder: string): Promise<Catalog> {
  return openSqliteCatalog(folder, { sightingsOf, instantOf });
}
