import type { Catalog } from '../catalog/catalog.ts';

/** What use cases work with. Each part is made at its first use: `models` needs no catalog. */
export interface AppContext {
  /** Folder of the catalog, and of models that the user adds. */
  readonly home: string;
  catalog(): Promise<Catalog>;
}
