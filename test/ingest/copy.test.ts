import { rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noModels } from '../cli/photofinish.ts';
import { filesBelow, fill, jpeg, raw, studio } from './studio.ts';

describe.skipIf(noModels !== null)('a card that is copied', () => {
  test('is in the folder of the event as it was, analysed, and safe to remove', async () => {
    const { reader, photos, start, done, source, engine, event } = await studio();
    const card = join(reader, 'Z8_A');
    await fill(card, {
      'DCIM/100NCZ_8/DSC_0001.JPG': await jpeg(1),
      'DCIM/100NCZ_8/DSC_0002.JPG': await jpeg(2),
      'DCIM/100NCZ_8/DSC_0002.xmp': '<x/>',
      'DCIM/101NCZ_8/DSC_0003.JPG': await jpeg(3),
      'DCIM/101NCZ_8/MOV_0004.MOV': Buffer.alloc(3_000_000, 4),
      'MISC/INDEX.BDM': 'of the camera',
    });
    const taken = new Date('2026-05-03T08:00:01.250Z');
    await utimes(join(card, 'DCIM/100NCZ_8/DSC_0001.JPG'), taken, taken);
    const before = await source('Z8_A');
    expect(before).toMatchObject({ kind: 'card', safeToRemove: false });

    const run = await done((await start('Z8_A')).id);
    const copies = await filesBelow(photos);
    expect([...copies.keys()]).toEqual([
      'Z8_A/100NCZ_8/DSC_0001.JPG',
      'Z8_A/100NCZ_8/DSC_0002.JPG',
      'Z8_A/100NCZ_8/DSC_0002.xmp',
      'Z8_A/101NCZ_8/DSC_0003.JPG',
      'Z8_A/101NCZ_8/MOV_0004.MOV',
    ]);
    const originals = await filesBelow(join(card, 'DCIM'));
    for (const [path, bytes] of originals) expect(copies.get(`Z8_A/${path}`)?.equals(bytes), path).toBe(true);
    expect((await stat(join(photos, 'Z8_A/100NCZ_8/DSC_0001.JPG'))).mtimeMs).toBeCloseTo(taken.getTime(), 0);

    expect(run).toMatchObject({ total: 3, files: 5, searchable: 3, known: 0, problems: 1, reason: null });
    expect(run.bytesCopied).toBe([...originals.values()].reduce((sum, { length }) => sum + length, 0));
    for (const step of ['copy', 'verify'] as const) expect(run.steps[step].done).toBe(5);
    for (const step of ['previews', 'faces', 'bibs', 'match'] as const) expect(run.steps[step].done).toBe(3);
    expect(await engine.client.ingest.problems({ event })).toMatchObject([
      {
        name: 'MOV_0004.MOV',
        folder: 'Z8_A/DCIM/101NCZ_8',
        level: 'warning',
        error: { code: 'VIDEO_NOT_SEARCHED' },
      },
    ]);
    await expect
      .poll(() => source('Z8_A'))
      .toMatchObject({ state: 'imported', photos: 3, newPhotos: 0, safeToRemove: true });
    const counts = (await engine.client.events.list()).find(({ id }) => id === event)?.counts;
    expect(counts).toMatchObject({ photos: 3, analysed: 3, failed: 0 });
  });

  test('a second time costs nothing, and only what is new is brought', async () => {
    const { reader, photos, start, done } = await studio();
    await fill(join(reader, 'A'), { 'DCIM/1/1.JPG': await jpeg(1), 'DCIM/1/2.JPG': await jpeg(2) });
    await done((await start('A')).id);
    const first = await stat(join(photos, 'A/1/1.JPG'));
    await fill(join(reader, 'A'), { 'DCIM/1/3.JPG': await jpeg(3) });
    const run = await done((await start('A')).id);
    expect(run).toMatchObject({ total: 3, known: 2, searchable: 3 });
    expect((await stat(join(photos, 'A/1/1.JPG'))).ino).toBe(first.ino);
    expect([...(await filesBelow(photos)).keys()]).toEqual(['A/1/1.JPG', 'A/1/2.JPG', 'A/1/3.JPG']);
  });

  test('whose copies were deleted is copied again', async () => {
    const { reader, photos, start, done, source, engine, event } = await studio();
    await fill(join(reader, 'A'), { 'DCIM/1/1.JPG': await jpeg(1), 'DCIM/1/2.JPG': await jpeg(2) });
    await done((await start('A')).id);
    await rm(join(photos, 'A/1/2.JPG'));
    await engine.client.sources.rescan({ event });
    await expect.poll(() => source('A')).toMatchObject({ state: 'imported', safeToRemove: false });
    await done((await start('A')).id);
    expect([...(await filesBelow(photos)).keys()]).toEqual(['A/1/1.JPG', 'A/1/2.JPG']);
  });

  test('beside another with the same names keeps both; the same content is there once', async () => {
    const { reader, photos, start, done } = await studio();
    const [one, two, shared] = [await jpeg(1), await jpeg(2), await jpeg(3)];
    await fill(join(reader, 'A'), { 'DCIM/1/1.JPG': one, 'DCIM/1/3.JPG': shared });
    await fill(join(reader, 'B'), { 'DCIM/1/1.JPG': two, 'DCIM/1/3.JPG': shared });
    await done((await start('A')).id);
    const run = await done((await start('B')).id);
    const copies = await filesBelow(photos);
    expect([...copies.keys()]).toEqual(['A/1/1.JPG', 'A/1/3.JPG', 'B/1/1.JPG']);
    expect(copies.get('B/1/1.JPG')?.equals(two)).toBe(true);
    expect(run).toMatchObject({ total: 2, searchable: 2, problems: 0 });
  });

  test('of the same name as a folder of copies never replaces a file', async () => {
    const { reader, photos, start, done } = await studio();
    const mine = 'not a photo of this program';
    await fill(photos, { 'A/1/1.JPG': mine, 'A/1/2.JPG': await jpeg(2) });
    await fill(join(reader, 'A'), { 'DCIM/1/1.JPG': await jpeg(1), 'DCIM/1/2.JPG': await jpeg(2) });
    await done((await start('A')).id);
    const copies = await filesBelow(photos);
    expect([...copies.keys()]).toEqual(['A/1/1-2.JPG', 'A/1/1.JPG', 'A/1/2.JPG']);
    expect(copies.get('A/1/1.JPG')?.toString()).toBe(mine);
    expect(copies.get('A/1/1-2.JPG')?.equals(await jpeg(1))).toBe(true);
  });
});

describe.skipIf(noModels !== null)('RAW and JPEG of one shutter press', () => {
  test.each([
    ['together', [['1.NEF', '1.JPG']]],
    ['JPEG first', [['1.JPG'], ['1.NEF']]],
    ['RAW first', [['1.NEF'], ['1.JPG']]],
  ])('are one photo with two files, brought %s', async (_, turns) => {
    const { reader, start, done, engine, event } = await studio();
    const files: Record<string, Buffer> = { '1.NEF': await raw(1, 1), '1.JPG': await jpeg(1, 2) };
    for (const turn of turns) {
      for (const name of turn) await fill(join(reader, 'A'), { [`DCIM/1/${name}`]: files[name]! });
      await done((await start('A')).id);
    }
    const { cells } = await engine.client.browse.open({ event });
    expect(cells).toHaveLength(1);
    const photo = await engine.client.photos.get({ event, photoId: cells[0]!.id });
    expect(photo.files.map(({ role }) => role).sort()).toEqual(['jpeg', 'raw']);
    expect(cells[0]?.state).toBe('ready');
    expect(await engine.client.ingest.problems({ event })).toEqual([]);
  });

  test('are two when their times differ, and a RAW alone says that it was not read', async () => {
    const { reader, start, done, engine, event } = await studio();
    await fill(join(reader, 'A'), { 'DCIM/1/1.NEF': await raw(1, 1), 'DCIM/1/1.JPG': await jpeg(1, 30) });
    const run = await done((await start('A')).id);
    expect(run).toMatchObject({ total: 1, files: 2, problems: 1 });
    expect(await engine.client.ingest.problems({ event })).toMatchObject([
      { name: '1.NEF', level: 'warning', retryable: false, error: { code: 'RAW_NOT_READ' } },
    ]);
    // Once seen, it is not told again, by the next import neither.
    const [problem] = await engine.client.ingest.problems({ event });
    await engine.client.ingest.dismiss({ event, problem: problem!.id });
    const again = await done((await start('A')).id);
    expect(again).toMatchObject({ problems: 0, known: 1 });
    expect(await engine.client.ingest.problems({ event })).toEqual([]);
    expect((await engine.client.browse.open({ event })).total).toBe(2);
  });

  test('from two cards are one photo, and its old id is still its name', async () => {
    const { reader, start, done, engine, event } = await studio();
    await fill(join(reader, 'RAWS'), { 'DCIM/1/1.NEF': await raw(1, 1) });
    await done((await start('RAWS')).id);
    const alone = (await engine.client.browse.open({ event })).cells[0]!;
    expect(alone).toMatchObject({ state: 'failed', reason: { code: 'RAW_NOT_READ' } });
    // It is no file that needs a look: nothing is the matter with it.
    expect(await engine.client.browse.facets({ event })).toMatchObject({ failed: 0, notRead: 1 });
    const { total } = await engine.client.browse.open({ event, filters: { notRead: true } });
    expect(total).toBe(1);
    expect((await engine.client.events.list()).find(({ id }) => id === event)?.counts).toMatchObject({
      failed: 0,
      notRead: 1,
      waiting: 0,
    });
    await fill(join(reader, 'JPEGS'), { 'DCIM/1/1.JPG': await jpeg(1, 1) });
    await done((await start('JPEGS')).id);
    const photo = await engine.client.photos.get({ event, photoId: alone.id });
    expect(photo.cell.state).toBe('ready');
    expect(photo.cell.id).not.toBe(alone.id);
    expect(photo.files).toHaveLength(2);
  });

  test('are one photo in place as well', async () => {
    const { reader, start, done, engine, event, photos } = await studio();
    await fill(join(reader, 'A'), { 'DCIM/1/1.NEF': await raw(1, 1), 'DCIM/1/1.JPG': await jpeg(1, 1) });
    const run = await done((await start('A', 'inPlace')).id);
    expect(run).toMatchObject({ total: 1, files: null, searchable: 1, destination: null });
    const { cells } = await engine.client.browse.open({ event });
    expect(cells).toHaveLength(1);
    expect((await engine.client.photos.get({ event, photoId: cells[0]!.id })).files).toHaveLength(2);
    expect(await filesBelow(photos)).toEqual(new Map());
  });
});
