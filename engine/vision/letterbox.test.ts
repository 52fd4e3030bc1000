import { expect, test } from 'vitest';
import { letterbox } from './letterbox.ts';
import type { RgbImage } from './rgb-image.ts';
import { imageNetPixels, rawPixels, toTensor } from './tensor.ts';

/** Left half red, right half blue. */
function flag(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(x < width / 2 ? [255, 0, 0] : [0, 0, 255], (y * width + x) * 3);
  }
  return { data, width, height };
}

test('fits a wide photo into the top left corner and leads points back', async () => {
  const { image, toSource } = await letterbox(flag(400, 200), 100, 100, { padding: 9 });
  expect([image.width, image.height]).toEqual([100, 100]);
  expect([...image.data.subarray(0, 3)]).toEqual([255, 0, 0]);
  expect([...image.data.subarray(99 * 3, 100 * 3)]).toEqual([0, 0, 255]);
  expect([...image.data.subarray(50 * 100 * 3, 50 * 100 * 3 + 3)]).toEqual([9, 9, 9]);
  expect(toSource([100, 50])).toEqual([400, 200]);
});

test('centres a tall photo when asked', async () => {
  const { image, toSource } = await letterbox(flag(200, 400), 100, 100, { padding: 114, centred: true });
  expect([...image.data.subarray(0, 3)]).toEqual([114, 114, 114]);
  expect([...image.data.subarray(25 * 3, 26 * 3)]).toEqual([255, 0, 0]);
  expect(toSource([25, 0])).toEqual([0, 0]);
  expect(toSource([75, 100])).toEqual([200, 400]);
});

test('fits a part of the photo, and gives each axis its own scale when rounding differs', async () => {
  const { image, toSource } = await letterbox(flag(400, 201), 64, 64, {
    padding: 0,
    box: [200, 1, 200, 199],
  });
  expect([...image.data.subarray(0, 3)]).toEqual([0, 0, 255]);
  expect(toSource([0, 0])).toEqual([200, 1]);
  expect(toSource([64, 64])).toEqual([400, 200]);
});

test('packs images of one size into planes of normalised values', () => {
  const tensor = toTensor([flag(4, 2), flag(4, 2)], rawPixels);
  expect(tensor.dims).toEqual([2, 3, 2, 4]);
  expect([...tensor.data.subarray(24, 32)]).toEqual([255, 255, 0, 0, 255, 255, 0, 0]);
  const normalised = toTensor([flag(2, 1)], imageNetPixels);
  expect(normalised.data[0]).toBeCloseTo((1 - 0.485) / 0.229, 5);
  expect(normalised.data[5]).toBeCloseTo((1 - 0.406) / 0.225, 5);
  expect(() => toTensor([flag(4, 2), flag(2, 4)], rawPixels)).toThrow(RangeError);
});
