import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Catalog } from '../catalog/catalog.ts';
import { openSqliteCatalog } from '../catalog/sqlite/sqlite-catalog.ts';
import { defaultThresholds } from '../contract/event.ts';
import { sampleBeingMade } from '../contract/sample.ts';
import { instantOf } from '../ingest/camera-time.ts';
import { sightingsOf } from '../people/sightings.ts';
import { SampleEvent } from './sample-event.ts';

let home: string;
let folder: string;
let catalog: Catalog;
let imports: [event: string, folder: string][];
let fail: Error | null;
let sample: SampleEvent;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'photofinish-sample-'));
  folder = path.join(home, 'sample');
  catalog = await openSqliteCatalog(home, { sightingsOf, instantOf });
  imports = [];
  fail = null;
  sample = new SampleEvent({
    folder,
    catalog: async () => catalog,
    importPhotos: async (...started) => {
      imports.push(started);
      if (fail) throw fail;
    },
  });
});
afterEach(async () => {
  await catalog.close();
  await rm(home, { recursive: true });
});

async function make(place: string): Promise<void> {
  await mkdir(path.join(place, 'photos'), { recursive: true });
  const facts = { name: 'Sample race', date: '2026-05-10', place: null, timeZone: 'Europe/Vienna' };
  await writeFile(
    path.join(place, 'sample.json'),
    JSON.stringify({ ...facts, bibRules: null, photos: 2, athletes: 1 }),
  );
  await writeFile(path.join(place, 'start-list.csv'), 'bib,name\n12,Ada Byron\n');
  await writeFile(path.join(place, 'photos', 'a.jpg'), 'abc');
  await writeFile(path.join(place, 'photos', 'b.jpg'), 'abcd');
}

it('is absent, being made, ready and opened', async () => {
  expect(await sample.state()).toEqual({ state: 'absent', photos: 0, athletes: 0, bytes: 0, event: null });
  await expect(sample.open()).rejects.toMatchObject({ code: 'SAMPLE_NOT_READY', retryable: false });

  const working = `${folder}${sampleBeingMade}123`;
  await make(working);
  expect(await sample.state()).toEqual({ state: 'beingMade', photos: 2, athletes: 1, bytes: 0, event: null });
  await expect(sample.open()).rejects.toMatchObject({ code: 'SAMPLE_NOT_READY', retryable: true });

  await rename(working, folder);
  expect(await sample.state()).toEqual({ state: 'ready', photos: 2, athletes: 1, bytes: 7, event: null });

  const event = await sample.open();
  expect(event).toMatchObject({ name: 'Sample race', date: '2026-05-10', photosFolder: null });
  expect(await catalog.startListWithPhotos(event.id)).toMatchObject([{ bib: '12', name: 'Ada Byron' }]);
  expect(imports).toEqual([[event.id, path.join(folder, 'photos')]]);
  expect(await sample.state()).toMatchObject({ state: 'opened', event: event.id });
});

it('is not being made by a process that ended', async () => {
  const working = `${folder}${sampleBeingMade}123`;
  await make(working);
  const earlier = new Date(Date.now() - 120_000);
  await utimes(path.join(working, 'photos'), earlier, earlier);
  expect(await sample.state()).toMatchObject({ state: 'absent' });
});

it('is opened once, however often it is asked for, and found under another name', async () => {
  await make(folder);
  const [first, second] = await Promise.all([sample.open(), sample.open()]);
  expect(second.id).toBe(first.id);
  await catalog.updateEvent(first.id, { name: 'My race' });
  const again = new SampleEvent({
    folder,
    catalog: async () => catalog,
    importPhotos: async () => undefined,
  });
  expect((await again.open()).id).toBe(first.id);
  expect(await catalog.events()).toHaveLength(1);
});

it('takes another name where its own is taken', async () => {
  await make(folder);
  const facts = { date: null, place: null, timeZone: 'UTC', bibRules: null, faceSearch: true };
  await catalog.createEvent({
    name: 'sample race',
    ...facts,
    pack: 'standard',
    photosFolder: null,
    thresholds: defaultThresholds,
  });
  expect((await sample.open()).name).toBe('Sample race 2');
});

it('goes on where opening it was cut short', async () => {
  await make(folder);
  fail = new Error('The disk is full.');
  await expect(sample.open()).rejects.toThrow('The disk is full.');
  fail = null;
  const event = await sample.open();
  expect(imports.map(([id]) => id)).toEqual([event.id, event.id]);
  expect(await catalog.events()).toHaveLength(1);
});

it('is not taken back by undoing what somebody did last', async () => {
  await make(folder);
  const event = await sample.open();
  expect(await catalog.undo(event.id, { author: 'me', device: 'laptop' })).toBeNull();
});
