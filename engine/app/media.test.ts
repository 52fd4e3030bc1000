import {
  copyFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCatalog } from '../../test/catalog/open-catalog.ts';
import { embedding, eventFacts, face, findings, key } from '../../test/catalog/samples.ts';
import { samplePhoto } from '../../test/fixtures/sample-photos.ts';
import { storeTurned } from '../../test/fixtures/stored-photos.ts';
import { SHEET_LIMIT, sheetAddress, unpackSheet } from '../contract/picture-sheet.ts';
import { identifyFile } from './identify-file.ts';
import { keptPicture } from './kept-picture.ts';
import { type Engine, openEngine } from './open-engine.ts';

let home: string;
let engine: Engine;
let event: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'photofinish-media-'));
  engine = openEngine(home, () => undefined);
  event = (await engine.client.events.create({ ...eventFacts, name: 'Race' })).id;
});
afterEach(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

/** A photo of the event, of this file, with a face in the middle of its right half; their ids. */
async function photoOf(path: string): Promise<{ id: string; faceId: string }> {
  const { file } = await identifyFile(path);
  const { width = 0, height = 0, autoOrient } = await sharp(path).metadata();
  const upright = { width: autoOrient.width ?? width, height: autoOrient.height ?? height };
  const catalog = await openCatalog(home);
  await catalog.recordPhotos(event, [
    {
      id: file.sha256,
      aliases: [],
      files: [file],
      takenAt: null,
      cameraTime: null,
      camera: null,
      exposure: null,
    },
  ]);
  await catalog.recordFindings(
    event,
    file.sha256,
    { ...key, pipeline: { version: 1, pack: eventFacts.pack } },
    findings({
      ...upright,
      faces: [
        face(embedding(1), {
          box: [upright.width * 0.7, upright.height * 0.45, upright.width * 0.1, upright.height * 0.1],
        }),
      ],
    }),
  );
  const photo = await catalog.photo(event, file.sha256);
  await catalog.close();
  return { id: file.sha256, faceId: photo?.findings?.faces[0]?.id ?? '' };
}

const locate = (picture: string) => engine.client.media.locate({ address: `media/${event}/${picture}` });

async function located(picture: string): Promise<string> {
  const found = await locate(picture);
  if (!found) throw new Error(`There is no ${picture}.`);
  return found.path;
}

/** Mean red, green and blue of a part of a picture. */
async function colour(path: string, part: { left: number; top: number; width: number; height: number }) {
  const { channels } = await sharp(await sharp(path).extract(part).toBuffer()).stats();
  return channels.map(({ mean }) => Math.round(mean));
}

/** Green on the left and blue on the right when it is upright, stored lying on its side with a place in it. */
async function turnedPhoto(): Promise<string> {
  const halves = { width: 1200, height: 1600, channels: 3 as const };
  const upright = await sharp({ create: { ...halves, width: 2400, background: '#00ff00' } })
    .composite([{ input: { create: { ...halves, background: '#0000ff' } }, left: 1200, top: 0 }])
    .jpeg()
    .toBuffer();
  const path = join(home, 'turned.jpg');
  await writeFile(path, await storeTurned(upright, 6));
  return path;
}

describe('the address of a picture stands for', () => {
  test('a small picture, a thumbnail and a preview, made when they are asked for, upright and without metadata', async () => {
    const { id } = await photoOf(await turnedPhoto());
    const thumb = await located(`thumb/${id}`);
    const preview = await located(`preview/${id}`);
    const small = await located(`small/${id}`);
    expect(await sharp(small).metadata()).toMatchObject({ width: 240, height: 160, format: 'jpeg' });
    expect(await sharp(thumb).metadata()).toMatchObject({ width: 480, height: 320, format: 'jpeg' });
    expect(await sharp(preview).metadata()).toMatchObject({ width: 2048 });
    for (const path of [small, thumb, preview]) {
      const { exif, icc, orientation, width = 0, height = 0 } = await sharp(path).metadata();
      expect({ exif, icc, orientation }).toEqual({});
      const part = { top: 0, width: Math.floor(width / 4), height };
      expect((await colour(path, { ...part, left: 0 }))[1]).toBeGreaterThan(240);
      expect((await colour(path, { ...part, left: width - part.width }))[2]).toBeGreaterThan(240);
    }
    // Made once: the second time the very same files are named.
    const made = (await stat(thumb)).mtimeMs;
    expect(await located(`thumb/${id}`)).toBe(thumb);
    expect((await stat(thumb)).mtimeMs).toBe(made);
    expect((await readdir(join(home, 'previews', id.slice(0, 2)))).sort()).toEqual([
      `${id}-preview.jpg`,
      `${id}-small.jpg`,
      `${id}-thumb.jpg`,
    ]);
  });

  test('a small picture of a photo from before there were any, made of its thumbnail', async () => {
    const path = await turnedPhoto();
    const { id } = await photoOf(path);
    await rm(await located(`small/${id}`));
    // The card is gone: only what was made is here.
    await rm(path);
    const small = await located(`small/${id}`);
    expect(await sharp(small).metadata()).toMatchObject({ width: 240, height: 160, format: 'jpeg' });
    expect((await colour(small, { left: 0, top: 0, width: 60, height: 160 }))[1]).toBeGreaterThan(230);
  });

  test('one that a host reads without a call, once it is there, and nothing else', async () => {
    const { id } = await photoOf(samplePhoto(1));
    const address = `media/${event}/small/${id}`;
    expect(await keptPicture(home, address)).toBe(null);
    const path = await located(`small/${id}`);
    const kept = await keptPicture(home, address);
    expect(kept).toEqual({ bytes: await readFile(path), type: 'image/jpeg', immutable: true });
    expect(await keptPicture(home, `media/${event}/thumb/${id}`)).not.toBe(null);
    await writeFile(path, '');
    for (const other of [
      address,
      `media/${event}/preview/${id}`,
      `media/${event}/original/${id}`,
      `media/${event}/small/${'0'.repeat(64)}`,
      `media/${event}/small/../../catalog.sqlite`,
      `media/${event}/small/..%2f..%2fcatalog.sqlite`,
      `media/../small/${id}`,
      'catalog.sqlite',
    ]) {
      expect(await keptPicture(home, other), other).toBe(null);
    }
  });

  test('several that a host reads at once, without those that are not there', async () => {
    const { id } = await photoOf(samplePhoto(1));
    const small = await readFile(await located(`small/${id}`));
    const none = '0'.repeat(64);
    const sheet = await keptPicture(home, sheetAddress(event, 'small', [none, id, none]));
    expect(sheet).toMatchObject({ type: 'application/octet-stream', immutable: false });
    const [, picture, ...others] = unpackSheet(sheet!.bytes.buffer);
    expect(small.equals(picture!)).toBe(true);
    expect(others).toEqual([null]);
    for (const address of [
      sheetAddress(event, 'small', []),
      sheetAddress(event, 'small', [id, '../../catalog']),
      sheetAddress(
        event,
        'small',
        Array.from({ length: SHEET_LIMIT + 1 }, () => id),
      ),
      sheetAddress(event, 'small', [id]).replace('small', 'original'),
      sheetAddress('..', 'small', [id]),
    ]) {
      expect(await keptPicture(home, address), address).toBe(null);
    }
  });

  test('the original as it is, by what it holds and not by its name', async () => {
    const path = join(home, 'photo.png');
    await copyFile(samplePhoto(1), path);
    const { id } = await photoOf(path);
    expect(await locate(`original/${id}`)).toEqual({ path, type: 'image/jpeg', immutable: true });
  });

  test('a square around a face and a part of the photo', async () => {
    const { id, faceId } = await photoOf(await turnedPhoto());
    const crop = await located(`face/${faceId}`);
    const { width = 0, height = 0 } = await sharp(crop).metadata();
    expect(width).toBe(height);
    const [red, , blue] = await colour(crop, { left: 0, top: 0, width, height });
    expect(red).toBeLessThan(10);
    expect(blue).toBeGreaterThan(240);
    const region = await located(`region/${id}?box=0.25,0,0.5,0.5`);
    const size = await sharp(region).metadata();
    expect(size.width! / size.height!).toBeCloseTo((0.5 * 3) / (0.5 * 2), 1);
    const half = Math.floor(size.width! / 2) - 8;
    expect((await colour(region, { left: 0, top: 0, width: half, height: size.height! }))[1]).toBeGreaterThan(
      240,
    );
  });

  test('one picture, however many ask at once', async () => {
    const { id } = await photoOf(samplePhoto(1));
    const asked = await Promise.all(Array.from({ length: 20 }, () => located(`thumb/${id}`)));
    expect(new Set(asked).size).toBe(1);
    expect(await readdir(join(home, 'previews', id.slice(0, 2)))).toHaveLength(3);
  });

  test('the preview still when the photo is gone or is another one, and never the wrong photo', async () => {
    const path = join(home, 'photo.jpg');
    await copyFile(samplePhoto(1), path);
    const { id } = await photoOf(path);
    const preview = await located(`preview/${id}`);
    await copyFile(samplePhoto(2), path);
    expect(await locate(`original/${id}`)).toBe(null);
    expect(await located(`preview/${id}`)).toBe(preview);
    await rm(preview);
    expect(await locate(`preview/${id}`)).toBe(null);
  });

  test('nothing for a damaged photo, and something again once it is mended', async () => {
    const path = join(home, 'photo.jpg');
    await copyFile(samplePhoto(1), path);
    const whole = await readFile(path);
    await truncate(path, 20_000);
    const { id } = await photoOf(path);
    expect(await locate(`thumb/${id}`)).toBe(null);
    await writeFile(path, whole);
    const mended = await photoOf(path);
    expect(await locate(`thumb/${mended.id}`)).not.toBe(null);
  });

  test('nothing where a preview was left without bytes: it is made again', async () => {
    const { id } = await photoOf(samplePhoto(1));
    const thumb = await located(`thumb/${id}`);
    await writeFile(thumb, '');
    expect((await stat(await located(`thumb/${id}`))).size).toBeGreaterThan(1000);
  });

  test('nothing for what is not of this event, and nothing beside pictures', async () => {
    const { id } = await photoOf(samplePhoto(1));
    const other = await engine.client.events.create({ name: 'Other' });
    expect(await engine.client.media.locate({ address: `media/${other.id}/thumb/${id}` })).toBe(null);
    for (const address of [
      `media/${event}/thumb/${'0'.repeat(64)}`,
      `media/${event}/face/${'0'.repeat(32)}`,
      `media/0198c0de-0000-7000-8000-000000000000/thumb/${id}`,
      `media/${event}/original/../../catalog.sqlite`,
      `media/${event}/thumb/..%2f..%2fcatalog.sqlite`,
      `media/${event}/region/${id}?box=0,0,2,1`,
      `media/${event}/region/${id}`,
      'catalog.sqlite',
      '',
    ]) {
      expect(await engine.client.media.locate({ address }), address).toBe(null);
    }
  });
});

test('a file that was touched is not taken for the photo that was read', async () => {
  const path = join(home, 'photo.jpg');
  await copyFile(samplePhoto(1), path);
  const { id } = await photoOf(path);
  await utimes(path, 1, 1);
  expect(await locate(`original/${id}`)).toBe(null);
});
