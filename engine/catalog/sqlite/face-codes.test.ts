import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalog } from '../../../test/catalog/open-catalog.ts';
import {
  embedding,
  eventFacts,
  eventWith,
  face,
  findings,
  found,
  key,
  photo,
  sha,
} from '../../../test/catalog/samples.ts';
import type { Catalog } from '../catalog.ts';

let folder: string;
let catalog: Catalog;
let elsewhere: Catalog;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photofinish-catalog-'));
  catalog = await openCatalog(folder);
  elsewhere = await openCatalog(folder);
});
afterEach(async () => {
  await catalog.close();
  await elsewhere.close();
  await rm(folder, { recursive: true });
});

const query = { face: { embedding: embedding(1), minSimilarity: 0.5 } };

test('kept codes never outlive a change, whichever program made it', async () => {
  const event = await eventWith(catalog, [
    { faces: [face(embedding(1))] },
    { faces: [face(embedding(0, 1))] },
  ]);
  expect(await found(catalog, event, query)).toEqual([0]);
  for (const writer of [catalog, elsewhere]) {
    const n = writer === catalog ? 2 : 3;
    await writer.recordPhotos(event.id, [photo(n)]);
    await writer.recordFindings(event.id, sha(n), key, findings({ faces: [face(embedding(1, 0.1 * n))] }));
  }
  expect(await found(catalog, event, query)).toEqual([0, 2, 3]);
  await elsewhere.recordFindings(event.id, sha(0), key, findings());
  expect(await found(catalog, event, query)).toEqual([2, 3]);
});

test('codes kept for one event are not those of another', async () => {
  const one = await eventWith(catalog, [{ faces: [face(embedding(1))] }]);
  const other = await catalog.createEvent({ ...eventFacts, name: 'Other' });
  await catalog.recordPhotos(other.id, [photo(7)]);
  await catalog.recordFindings(other.id, sha(7), key, findings({ faces: [face(embedding(1, 0.1))] }));
  for (let round = 0; round < 2; round++) {
    expect(await found(catalog, one, query)).toEqual([0]);
    expect(await found(catalog, other, query)).toEqual([7]);
  }
});
