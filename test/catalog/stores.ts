import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import type { Catalog } from '../../engine/catalog/catalog.ts';
import { openCatalog } from './open-catalog.ts';

interface CatalogStore {
  readonly name: string;
  /** Opens the catalog in an empty folder; opening it again gives what was stored. */
  open(folder: string): Promise<Catalog>;
}

/** Every store that the contract suite in this folder holds for. */
const stores: readonly CatalogStore[] = [{ name: 'SQLite', open: openCatalog }];

export interface CatalogUnderTest {
  readonly catalog: Catalog;
  /** Closes the catalog and opens what it stored. */
  reopen(): Promise<void>;
}

/** Defines the same specs for every store. Each spec starts with an empty catalog. */
export function describeEveryStore(subject: string, define: (under: CatalogUnderTest) => void): void {
  describe.each(stores)(`${subject}, $name`, ({ open }) => {
    let folder: string;
    let catalog: Catalog;
    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'photofinish-catalog-'));
      catalog = await open(folder);
    });
    afterEach(async () => {
      await catalog.close();
      await rm(folder, { recursive: true });
    });
    define({
      get catalog() {
        return catalog;
      },
      reopen: async () => {
        await catalog.close();
        catalog = await open(folder);
      },
    });
  });
}
