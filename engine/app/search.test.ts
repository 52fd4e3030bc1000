import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventFacts, refusal as refusalOf } from '../../test/catalog/samples.ts';
import { samplePhoto } from '../../test/fixtures/sample-photos.ts';
import { heicPhoto, pngClaiming } from '../../test/fixtures/stored-photos.ts';
import { need, standardModel } from '../../test/parts.ts';
import { fromTransport } from '../contract/orpc-errors.ts';
import { type Engine, openEngine } from './open-engine.ts';
import { STANDARD_PACK } from './standard-pack.ts';

let home: string;
let engine: Engine;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'photofinish-search-'));
  engine = openEngine(home, () => undefined);
});
afterEach(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

const refusal = (call: Promise<unknown>) =>
  refusalOf(
    call.catch((error: unknown) => {
      throw fromTransport(error);
    }),
  );

function picture(bytes: Uint8Array, name = 'selfie.jpg'): File {
  return new File([Uint8Array.from(bytes)], name);
}

test('faces of a picture from outside: the largest first, searched with as they are, and nothing is kept', async (context) => {
  for (const model of ['face_detection/mnet.25_v2.onnx', 'face_embedding/fr_feature.onnx']) {
    need(context, standardModel(model));
  }
  const { id: event } = await engine.client.events.create({ ...eventFacts, pack: STANDARD_PACK });
  // What models were found to be is remembered, pictures are not.
  const kept = async () =>
    (await readdir(home, { recursive: true })).filter((name) => !name.startsWith('cache')).sort();
  const before = await kept();
  const image = picture(await readFile(samplePhoto(1)));
  const faces = await engine.client.search.face({ event, image });
  expect(faces.length).toBeGreaterThan(0);
  const areas = faces.map(({ box }) => box[2] * box[3]);
  expect(areas).toEqual(areas.toSorted((a, b) => b - a));
  for (const { box, embedding } of faces) {
    expect(Math.max(box[0] + box[2], box[1] + box[3])).toBeLessThanOrEqual(1);
    expect(Buffer.from(embedding, 'base64')).toHaveLength(512 * 4);
  }
  const token = { kind: 'selfie' as const, embedding: faces[0]!.embedding, minSimilarity: null };
  expect(await engine.client.browse.open({ event, tokens: [token] })).toMatchObject({ total: 0 });
  expect(await kept()).toEqual(before);

  const face = (bytes: Uint8Array, name?: string) =>
    refusal(engine.client.search.face({ event, image: picture(bytes, name) }));
  expect(await face(Buffer.from('not a picture'))).toBe('FILE_NOT_A_PHOTO');
  expect(await face(new Uint8Array())).toBe('FILE_EMPTY');
  expect(await face(pngClaiming(40_000, 40_000))).toBe('PHOTO_TOO_LARGE');
  expect(await face(await heicPhoto(), 'IMG_1.HEIC')).toBe('FILE_UNREADABLE');
  expect(await face(new Uint8Array(65 * 2 ** 20))).toBe('PHOTO_TOO_LARGE');
  expect(await face(pngClaiming(64, 64))).toMatch(/^FILE_/);
}, 120_000);

test('no picture is looked at where face search is off', async () => {
  const { id: event } = await engine.client.events.create({ ...eventFacts, faceSearch: false });
  const call = engine.client.search.face({ event, image: picture(await readFile(samplePhoto(1))) });
  expect(await refusal(call)).toBe('INPUT_INVALID');
});
