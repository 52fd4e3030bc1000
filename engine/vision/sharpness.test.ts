import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { samplePhoto } from '../../test/fixtures/sample-photos.ts';
import { decodePhoto } from './decode-photo.ts';
import { laplacianVariance } from './sharpness.ts';

const photo = readFileSync(samplePhoto(6));
const { image } = await decodePhoto(photo);

test('the definition, by hand: one bright pixel in the dark', () => {
  const data = new Uint8Array(5 * 5 * 3);
  data[(2 * 5 + 2) * 3 + 1] = 10;
  // Laplacian of the nine inner pixels: −40 at the centre, 10 at its four neighbours, 0 else.
  expect(laplacianVariance({ data, width: 5, height: 5 }, [0, 0, 5, 5])).toBeCloseTo((1600 + 4 * 100) / 9, 9);
});

test('falls with every step of blur, on the frame and on a face', async () => {
  const face = [1165, 318, 217, 279] as const;
  let frame = Number.POSITIVE_INFINITY;
  let region = Number.POSITIVE_INFINITY;
  for (const sigma of [0, 1, 2, 4]) {
    const blurred = sigma === 0 ? photo : await sharp(photo).blur(sigma).jpeg({ quality: 95 }).toBuffer();
    const decoded = await decodePhoto(blurred);
    const nowFrame = laplacianVariance(decoded.image);
    const nowRegion = laplacianVariance(decoded.image, [...face]);
    expect(nowFrame).toBeLessThan(frame);
    expect(nowRegion).toBeLessThan(region);
    frame = nowFrame;
    region = nowRegion;
  }
});

test('a ninth of the pixels stands for the frame', () => {
  const sampled = laplacianVariance(image);
  const tiles = [];
  for (let x = 0; x + 160 <= image.width; x += 160) {
    for (let y = 0; y + 160 <= image.height; y += 160) tiles.push(laplacianVariance(image, [x, y, 160, 160]));
  }
  const mean = tiles.reduce((a, b) => a + b) / tiles.length;
  expect(sampled / mean).toBeGreaterThan(0.8);
  expect(sampled / mean).toBeLessThan(1.25);
});

test('a near face is not softer than the same face from afar', async () => {
  const near = await decodePhoto(
    await sharp(photo)
      .extract({ left: 1100, top: 250, width: 400, height: 400 })
      .resize(1600)
      .png()
      .toBuffer(),
  );
  const far = await decodePhoto(
    await sharp(photo)
      .extract({ left: 1100, top: 250, width: 400, height: 400 })
      .resize(160)
      .png()
      .toBuffer(),
  );
  const ratio =
    laplacianVariance(near.image, [0, 0, 1600, 1600]) / laplacianVariance(far.image, [0, 0, 160, 160]);
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.6);
});

test('a region beyond the border, or too small to have an inside, is 0', () => {
  expect(laplacianVariance(image, [-50, -50, 20, 20])).toBe(0);
  expect(laplacianVariance(image, [5, 5, 2, 2])).toBe(0);
});
