import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { needFaceModels } from '../../../test/fixtures/face-models.ts';
import { samplePhoto } from '../../../test/fixtures/sample-photos.ts';
import { exifOrientations, storeTurned } from '../../../test/fixtures/stored-photos.ts';
import type { Face } from '../../contract/findings.ts';
import { type Box, iou } from '../../contract/geometry.ts';
import { decodePhoto } from '../decode-photo.ts';
import { detectFaces } from './detect-faces.ts';
import { findFaces } from './find-faces.ts';

const group = readFileSync(samplePhoto(6));

/**
 * The four faces of `group` from left to right, as these models gave them once; the embedding's first
 * numbers. The arithmetic of another CPU moves a box by a fraction of a pixel.
 */
const golden: readonly {
  box: Box;
  score: number;
  landmarks: number[];
  quality: number;
  embedding: number[];
}[] = [
  {
    box: [256.1, 490.8, 217.8, 280.4],
    score: 0.99,
    landmarks: [333, 607, 429, 593, 399, 663, 352, 706, 430, 695],
    quality: 0.8,
    embedding: [-0.063, -0.004, -0.008, -0.023, -0.008, 0.001, 0.036, -0.01],
  },
  {
    box: [664.9, 343.4, 215.4, 291.3],
    score: 0.977,
    landmarks: [702, 459, 794, 446, 742, 517, 725, 562, 805, 551],
    quality: 0.84,
    embedding: [0.019, -0.062, 0.053, 0.027, -0.05, 0.032, -0.081, 0.023],
  },
  {
    box: [1166, 319.3, 217.8, 280.5],
    score: 0.987,
    landmarks: [1228, 430, 1330, 428, 1282, 493, 1242, 535, 1318, 533],
    quality: 0.9,
    embedding: [0.023, -0.022, 0.028, -0.008, 0.018, 0.018, -0.085, -0.018],
  },
  {
    box: [1460, 275.5, 226.8, 287.6],
    score: 0.985,
    landmarks: [1523, 374, 1623, 394, 1557, 447, 1512, 478, 1597, 494],
    quality: 0.86,
    embedding: [-0.029, 0.009, 0.005, -0.021, 0.013, -0.1, -0.01, -0.007],
  },
];

test('golden values: box, landmarks, quality and embedding of four faces', async (context) => {
  const models = await needFaceModels(context);
  const { faces, timings } = await findFaces(await decodePhoto(group), models, { embed: true });
  expect(faces).toHaveLength(4);
  for (const [index, face] of fromLeft(faces).entries()) {
    const expected = golden[index]!;
    expect(iou(face.box, expected.box)).toBeGreaterThan(0.98);
    expect(Math.abs(face.score - expected.score)).toBeLessThan(0.02);
    for (const [i, value] of face.landmarks.flat().entries()) {
      expect(Math.abs(value - expected.landmarks[i]!)).toBeLessThan(2);
    }
    expect(Math.abs(face.quality - expected.quality)).toBeLessThan(0.03);
    expect(face.sharpness).toBeGreaterThan(200);
    expect(Math.hypot(...face.embedding!)).toBeCloseTo(1, 5);
    for (const [i, value] of expected.embedding.entries()) {
      expect(Math.abs(face.embedding![i]! - value)).toBeLessThan(0.01);
    }
  }
  expect(timings.faces).toBeGreaterThan(0);
  expect(timings.embed).toBeGreaterThan(0);
});

test('noise does not make a blurred face look sharp', async (context) => {
  const models = await needFaceModels(context);
  const { width, height } = await sharp(group).metadata();
  const small = await sharp(group)
    .resize(Math.round(width * 0.4))
    .blur(4)
    .toBuffer();
  const size = { width: Math.round(width * 0.4), height: Math.round((height * width * 0.4) / width) };
  const grain = await sharp({
    create: {
      ...size,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  })
    .png()
    .toBuffer();
  const noisy = await sharp(small)
    .resize(size.width, size.height, { fit: 'fill' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .png()
    .toBuffer();
  const clean = await sharp(group).resize(size.width).png().toBuffer();
  const quality = async (bytes: Buffer) => {
    const { faces } = await findFaces(await decodePhoto(bytes), models, { embed: true });
    return faces.reduce((sum, face) => sum + face.quality, 0) / faces.length;
  };
  expect(await quality(noisy)).toBeLessThan(0.7 * (await quality(clean)));
});

test('one woman in two photographs is nearer to herself than to anybody else', async (context) => {
  const models = await needFaceModels(context);
  const find = async (number: 1 | 3) =>
    (await findFaces(await decodePhoto(readFileSync(samplePhoto(number))), models, { embed: true })).faces;
  const here = nearest(await find(1), [1594, 318]);
  const others = await find(3);
  const there = nearest(others, [1158, 327]);
  expect(cosine(here, there)).toBeGreaterThan(0.38);
  for (const other of others.filter((face) => face !== there)) expect(cosine(here, other)).toBeLessThan(0.38);
});

test('without face search no embedding is computed', async (context) => {
  const models = await needFaceModels(context);
  const run = () => Promise.reject(new Error('The embedder was run.'));
  const { faces } = await findFaces(
    await decodePhoto(group),
    { ...models, embedder: { ...models.embedder, run } },
    { embed: false },
  );
  expect(faces).toHaveLength(4);
  expect(faces.every(({ embedding }) => embedding === null)).toBe(true);
});

test('a photo without faces has none', async (context) => {
  const models = await needFaceModels(context);
  const sky = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#7ab' } })
    .jpeg()
    .toBuffer();
  expect((await findFaces(await decodePhoto(sky), models, { embed: true })).faces).toEqual([]);
});

test('one photo stored in all eight orientations gives the same faces in the same places', async (context) => {
  const models = await needFaceModels(context);
  // Odd sides, shrunk three times, so that libjpeg's shrinking has to round on both axes. That moves
  // the content by up to a pixel, and a detector may then choose another anchor.
  const upright = await sharp(group)
    .resize(1919, 1535, { fit: 'fill' })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const find = async (bytes: Uint8Array) => {
    const photo = await decodePhoto(bytes, { longestSide: 639 });
    return fromLeft((await findFaces(photo, models, { embed: true })).faces);
  };
  const reference = await find(await storeTurned(upright, 1));
  expect(reference).toHaveLength(4);
  for (const orientation of exifOrientations) {
    const faces = await find(await storeTurned(upright, orientation));
    expect(faces, `orientation ${orientation}`).toHaveLength(4);
    for (const [index, face] of faces.entries()) {
      const expected = reference[index]!;
      expect(iou(face.box, expected.box), `orientation ${orientation}`).toBeGreaterThan(0.92);
      for (const [i, value] of face.landmarks.flat().entries()) {
        expect(Math.abs(value - expected.landmarks.flat()[i]!)).toBeLessThan(0.03 * face.box[2]);
      }
      expect(cosine(face, expected)).toBeGreaterThan(0.97);
    }
  }
});

test('tiles find the small faces of a crowd, and cost a portrait nothing', async (context) => {
  const { detector } = await needFaceModels(context);
  let runs = 0;
  const counting = {
    ...detector,
    run: (input: Parameters<typeof detector.run>[0]) => {
      runs++;
      return detector.run(input);
    },
  };
  // Six by five times the group of four: faces of 36 pixels, 11 in the network's frame.
  const tile = await sharp(group).resize(320, 256).png().toBuffer();
  const places = Array.from({ length: 30 }, (_, i) => ({
    left: 64 + (i % 6) * 320,
    top: 40 + Math.floor(i / 6) * 256,
  }));
  const crowd = await sharp({ create: { width: 2048, height: 1365, channels: 3, background: '#887' } })
    .composite(places.map(({ left, top }) => ({ input: tile, left, top })))
    .png({ compressionLevel: 0 })
    .toBuffer();
  const { image } = await decodePhoto(crowd);

  const found = (boxes: readonly { readonly box: Box }[]) =>
    places
      .flatMap(({ left, top }) =>
        golden.map(({ box: [x, y, w, h] }): Box => [left + x / 6, top + y / 6, w / 6, h / 6]),
      )
      .filter((face) => boxes.some(({ box }) => iou(box, face) > 0.5)).length;
  const faces = await detectFaces(image, counting);
  expect(found(faces)).toBeGreaterThanOrEqual(118); // of 120
  expect(faces.length).toBeLessThanOrEqual(122);
  expect(runs).toBe(5);

  runs = 0;
  await detectFaces((await decodePhoto(group)).image, counting);
  expect(runs).toBe(1);
});

function fromLeft(faces: readonly Face[]): Face[] {
  return faces.toSorted((a, b) => a.box[0] - b.box[0]);
}

function nearest(faces: readonly Face[], [x, y]: readonly [number, number]): Face {
  const distance = ({ box }: Face) => Math.hypot(box[0] + box[2] / 2 - x, box[1] + box[3] / 2 - y);
  return faces.toSorted((a, b) => distance(a) - distance(b))[0]!;
}

function cosine(a: Face, b: Face): number {
  return a.embedding!.reduce((sum, value, index) => sum + value * b.embedding![index]!, 0);
}
