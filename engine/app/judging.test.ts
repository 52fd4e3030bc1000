import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalog } from '../../test/catalog/open-catalog.ts';
import { eventWith, face, file, findings, key, photo, reading, sha } from '../../test/catalog/samples.ts';
import type { RelativeBox } from '../contract/decision.ts';
import type { Event } from '../contract/event.ts';
import { type Engine, openEngine } from './open-engine.ts';

const chest: RelativeBox = [0.1, 0.1, 0.05, 0.025];

let home: string;
let engine: Engine;
let event: Event;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'photofinish-judging-'));
  const catalog = await openCatalog(home);
  const seen = { bibs: [reading('34', 0.95, { box: [600, 400, 300, 100] })] };
  event = await eventWith(catalog, [seen, seen, {}]);
  await catalog.close();
  engine = openEngine(home, () => undefined);
});
afterEach(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

const get = (n: number) => engine.client.photos.get({ event: event.id, photoId: sha(n) });
const seen = async (n: number) =>
  (await get(n)).sightings.map(({ number, state, box }) => `${number} ${state}${box ? '' : ' anywhere'}`);
const undo = () => engine.client.history.undo({ event: event.id });

test('a selection is rated, flagged and labelled at once, and each can be taken back', async () => {
  const { photos, history } = engine.client;
  const selection = { ids: [sha(0), sha(2), sha(0)] };
  const rated = await photos.setStars({ event: event.name, selection, stars: 4 });
  expect(rated).toMatchObject({ what: { kind: 'stars', stars: 4 }, photos: 2, author: 'me' });
  await photos.setFlag({ event: event.id, selection, flag: 'pick' });
  await photos.setLabel({ event: event.id, selection, label: 'green' });
  expect((await get(2)).cell).toMatchObject({ stars: 4, flag: 'pick', label: 'green' });
  expect((await get(1)).cell).toMatchObject({ stars: 0, flag: null, label: null });
  for (const kind of ['label', 'flag', 'stars']) expect((await undo()).action?.what.kind).toBe(kind);
  expect((await undo()).action).toBeNull();
  expect((await get(2)).cell).toMatchObject({ stars: 0, flag: null, label: null });
  expect((await history.redo({ event: event.id })).action).toEqual(rated);
  expect((await history.list({ event: event.id })).map(({ undone }) => undone)).toEqual([true, true, false]);
});

test('all that a query finds but a few can be selected, and nothing is refused', async () => {
  const { photos } = engine.client;
  const query = { event: event.id, text: '34' };
  const rated = await photos.setStars({ event: event.id, selection: { query, except: [sha(1)] }, stars: 2 });
  expect(rated).toMatchObject({ photos: 1, photoId: sha(0) });
  const none = photos.setStars({
    event: event.id,
    selection: { query: { event: event.id, text: '99' }, except: [] },
    stars: 1,
  });
  await expect(none).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});

test('a reading is accepted, rejected and corrected where it is', async () => {
  const { sightings } = engine.client;
  const here = { event: event.id, photoId: sha(0), box: chest };
  await sightings.reject({ ...here, number: '34' });
  expect(await seen(0)).toEqual(['34 rejected']);
  await sightings.accept({ ...here, number: '34' });
  expect(await seen(0)).toEqual(['34 accepted']);
  await sightings.correct({ ...here, from: '34', to: 'a349' });
  expect(await seen(0)).toEqual(['A349 accepted', '34 rejected']);
  expect((await get(0)).history.map(({ what }) => what.kind)).toEqual(['correct', 'accept', 'reject']);
  await undo();
  expect(await seen(0)).toEqual(['34 accepted']);
  const same = sightings.correct({ ...here, from: '34', to: '34' });
  await expect(same).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});

test('whole photos are tagged, and a rejected number does not stay by its tag', async () => {
  const { sightings } = engine.client;
  await sightings.tag({
    event: event.id,
    selection: { ids: [sha(0), sha(2)] },
    numbers: ['34', '7', '34'],
    box: null,
  });
  expect(await seen(0)).toEqual(['7 accepted anywhere', '34 accepted']);
  expect(await seen(2)).toEqual(['7 accepted anywhere', '34 accepted anywhere']);
  await sightings.reject({ event: event.id, photoId: sha(0), number: '34', box: chest });
  expect(await seen(0)).toEqual(['7 accepted anywhere', '34 rejected']);
  await undo();
  expect(await seen(0)).toEqual(['7 accepted anywhere', '34 accepted']);
  await sightings.reject({ event: event.id, photoId: sha(2), number: '7', box: null });
  expect(await seen(2)).toEqual(['34 accepted anywhere', '7 rejected anywhere']);
});

test('a box is the place of one athlete in one photo', async () => {
  const { sightings } = engine.client;
  const tag = { event: event.id, box: chest };
  await sightings.tag({ ...tag, selection: { ids: [sha(2)] }, numbers: ['5'] });
  expect(await seen(2)).toEqual(['5 accepted']);
  for (const many of [
    { selection: { ids: [sha(2)] }, numbers: ['5', '6'] },
    { selection: { ids: [sha(1), sha(2)] }, numbers: ['5'] },
  ]) {
    await expect(sightings.tag({ ...tag, ...many })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  }
});

test('a photo shows its burst with the sharpest frame, its faces and whether its files are there', async () => {
  const camera = { make: 'Nikon', model: 'Z8', serial: '1' };
  const here = path.join(home, 'card');
  await mkdir(here);
  await writeFile(path.join(here, 'HHM_10.jpg'), '');
  const catalog = await openCatalog(home);
  await catalog.recordPhotos(event.id, [
    photo(10, { camera, takenAt: 1000, files: [file(path.join(here, 'HHM_10.jpg'), 10)] }),
    photo(11, { camera, takenAt: 1400, files: [file(path.join(here, 'gone.jpg'), 11)] }),
    photo(12, { camera, takenAt: 9000 }),
  ]);
  await catalog.recordFindings(event.id, sha(10), key, findings({ sharpness: 300, faces: [face(null)] }));
  await catalog.recordFindings(event.id, sha(11), key, findings({ sharpness: 90 }));
  await catalog.close();
  const shown = await get(11);
  expect(shown.burst?.photos.map(({ id, burst }) => [id, burst?.position])).toEqual([
    [sha(10), 1],
    [sha(11), 2],
  ]);
  expect(shown).toMatchObject({
    cell: { id: sha(11), burst: { size: 2, position: 2 } },
    camera,
    burst: { sharpest: sha(10) },
    files: [{ name: 'gone.jpg', folder: 'card', role: 'jpeg', reachable: false }],
  });
  expect(shown.readAt).toBeGreaterThan(Date.UTC(2026, 0, 1));
  expect(await get(10)).toMatchObject({ faces: [{ number: null }], files: [{ reachable: true }] });
  expect((await get(12)).burst).toBeNull();
  await expect(get(77)).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' });
});

test('preferences are kept, each on its own, and sign what is done', async () => {
  const { preferences, photos } = engine.client;
  expect(await preferences.get()).toMatchObject({ theme: 'dark', author: 'me', cellSize: 148 });
  await preferences.set({ theme: 'sunlight', author: ' Ines ' });
  expect(await preferences.set({ cellSize: 200 })).toMatchObject({
    theme: 'sunlight',
    author: 'Ines',
    cellSize: 200,
  });
  const rate = () => photos.setStars({ event: event.id, selection: { ids: [sha(0)] }, stars: 1 });
  const { author, device } = await rate();
  expect(author).toBe('Ines');
  await engine.close();
  engine = openEngine(home, () => undefined);
  expect(await engine.client.preferences.get()).toMatchObject({ theme: 'sunlight', cellSize: 200 });
  expect(
    (await engine.client.photos.setStars({ event: event.id, selection: { ids: [sha(0)] }, stars: 2 })).device,
  ).toBe(device);
  // What another version of the program kept is passed over where this one does not understand it.
  const catalog = await openCatalog(home);
  await catalog.keepPreferences({ theme: 'sepia', somethingElse: 1 });
  await catalog.close();
  expect(await engine.client.preferences.get()).toMatchObject({ theme: 'dark', author: 'Ines' });
});

test('events say how large they are, what to show of them and whether their photos are there', async () => {
  const here = path.join(home, 'drive');
  await mkdir(here);
  const catalog = await openCatalog(home);
  await catalog.recordPhotos(event.id, [
    photo(3, { files: [file(path.join(here, 'a.jpg'), 3)] }),
    photo(4, { files: [file(path.join(here, 'b.jpg'), 4)] }),
  ]);
  const athlete = { faces: [face(null)], bibs: [reading('7', 0.95)] };
  await catalog.recordFindings(event.id, sha(3), key, findings({ ...athlete, sharpness: 100 }));
  await catalog.recordFindings(event.id, sha(4), key, findings({ ...athlete, sharpness: 200 }));
  const empty = await catalog.createEvent({
    ...event,
    name: 'Empty',
    photosFolder: path.join(home, 'nowhere'),
  });
  await catalog.close();
  const listed = async (engine: Engine) =>
    new Map((await engine.client.events.list()).map((one) => [one.id, one]));
  const before = await listed(engine);
  expect(before.get(event.id)).toMatchObject({
    bytes: 1000 + 1001 + 1002 + 1003 + 1004,
    cover: sha(4),
    reachable: true,
    counts: { toReview: 0, photos: 5 },
  });
  expect(before.get(empty.id)).toMatchObject({ cover: null, bytes: 0, reachable: false });
  await engine.client.photos.setFlag({ event: event.id, selection: { ids: [sha(4)] }, flag: 'reject' });
  expect((await listed(engine)).get(event.id)?.cover).toBe(sha(3));
});
