import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalog } from '../../test/catalog/open-catalog.ts';
import { all, decide, eventWith, findings, key, photo, reading, sha } from '../../test/catalog/samples.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { EventSettler } from './event-settler.ts';

let folder: string;
let catalog: Catalog;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photofinish-settler-'));
  catalog = await openCatalog(folder);
});
afterEach(async () => {
  await catalog.close();
  await rm(folder, { recursive: true });
});

/** Twelve photos of a race with four-digit bibs, and one on which a digit is hidden. */
async function race(): Promise<Awaited<ReturnType<typeof eventWith>>> {
  const clear = Array.from({ length: 12 }, (_, n) => ({ bibs: [reading(String(1180 + n), 0.97)] }));
  const hidden = reading('118', 0.7, { alternatives: [{ number: '1187', probability: 0.2 }] });
  return eventWith(catalog, [...clear, { bibs: [hidden] }]);
}

test('what was settled is not settled again, whatever else changes of its photos', async () => {
  const event = await race();
  const settler = new EventSettler(catalog, event.id);
  await settler.settle();
  const settled = (await all(catalog.photos(event.id))).flatMap(({ findings }) => findings!.bibs);
  expect(settled.every((bib) => bib.settled !== null)).toBe(true);
  const revision = await catalog.revision(event.id);
  await settler.settle();
  expect(await catalog.revision(event.id)).toBe(revision);

  const place = { photoId: sha(12), box: null };
  await decide(catalog, event, [
    { kind: 'stars', place, stars: 3 },
    { kind: 'bib', place, number: '1187', worn: true },
  ]);
  const rated = await catalog.revision(event.id);
  await settler.settle();
  expect(await catalog.revision(event.id)).toBe(rated);
  // Another process that has settled nothing yet comes to the same.
  await new EventSettler(catalog, event.id).settle();
  expect(await catalog.revision(event.id)).toBe(rated);
});

test('findings that are new settle the others too, and then there is nothing left to settle', async () => {
  const event = await race();
  const settler = new EventSettler(catalog, event.id);
  await settler.settle();
  const before = (await catalog.photo(event.id, sha(12)))!.findings!.bibs[0]!.settled!;
  await catalog.recordPhotos(event.id, [photo(13)]);
  await catalog.recordFindings(event.id, sha(13), key, findings({ bibs: [reading('118', 0.98)] }));
  await settler.settle();
  const after = (await catalog.photo(event.id, sha(12)))!.findings!.bibs[0]!.settled!;
  expect(after).not.toEqual(before);
  const revision = await catalog.revision(event.id);
  await settler.settle();
  expect(await catalog.revision(event.id)).toBe(revision);
});
