import { expect, it } from 'vitest';
import type { RgbImage } from '../rgb-image.ts';
import { corners } from './min-area-rect.ts';
import { rectify } from './rectify.ts';

/** Red grows along x, green along y: a pixel's colour says where it came from. */
function gradient(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([x, y, 0], (y * width + x) * 3);
  }
  return { data, width, height };
}

it('lays a tilted rectangle flat, top left corner first', () => {
  const rect = { cx: 100, cy: 90, width: 80, height: 40, angle: 0.4 };
  const flat = rectify(gradient(200, 200), rect, 80, 40);
  const [topLeft, topRight, bottomRight, bottomLeft] = corners(rect);
  const colour = (x: number, y: number) => [...flat.data.subarray((y * 80 + x) * 3, (y * 80 + x) * 3 + 2)];
  for (const [[x, y], corner] of [
    [[0, 0], topLeft],
    [[79, 0], topRight],
    [[79, 39], bottomRight],
    [[0, 39], bottomLeft],
  ] as const) {
    expect(Math.abs(colour(x, y)[0]! - corner[0])).toBeLessThanOrEqual(2);
    expect(Math.abs(colour(x, y)[1]! - corner[1])).toBeLessThanOrEqual(2);
  }
});

it('stretches each axis on its own', () => {
  const flat = rectify(gradient(100, 100), { cx: 50, cy: 50, width: 40, height: 20, angle: 0 }, 160, 20);
  expect(flat.data.subarray(0, 2)).toEqual(Uint8Array.of(30, 40));
  expect(flat.width).toBe(160);
});
