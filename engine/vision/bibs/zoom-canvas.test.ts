import { describe, expect, it } from 'vitest';
import type { RunModel } from '../model.ts';
import type { RgbImage } from '../rgb-image.ts';
import { findTextInRegions, pack, type ZoomRegion } from './zoom-canvas.ts';

/** Stands for DBNet: where the canvas is white there is text. */
const whiteIsText: RunModel = async ({ data, dims }) => {
  const [, , height, width] = dims as [number, number, number, number];
  const map = Float32Array.from({ length: width * height }, (_, i) => (data[i]! > 2 ? 0.9 : 0));
  return { map: { data: map, dims: [1, 1, height, width] } };
};

function blackWithBar(
  width: number,
  height: number,
  [left, top, w, h]: readonly [number, number, number, number],
): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = top; y < top + h; y++) data.fill(255, (y * width + left) * 3, (y * width + left + w) * 3);
  return { data, width, height };
}

describe('findTextInRegions', () => {
  it('gives boxes in pixels of the image, from regions at scales of their own', async () => {
    const image = blackWithBar(400, 300, [200, 150, 40, 10]);
    const regions: ZoomRegion[] = [
      { box: [0, 0, 100, 100], scale: 1 },
      { box: [180, 130, 80, 50], scale: 4 },
      { box: [150, 100, 200, 100], scale: 0.5 },
    ];
    const found = await findTextInRegions(image, regions, whiteIsText, { width: 640, maxHeight: 640 });
    expect(found).toHaveLength(2);
    for (const { rect, score } of found) {
      expect(score).toBeGreaterThan(0.8);
      expect(Math.abs(rect.cx - 220)).toBeLessThan(2);
      expect(Math.abs(rect.cy - 155)).toBeLessThan(2);
      // Unclipped by 40 · 10 · 1.5 / (2 · 50) = 6 at each side.
      expect(Math.abs(rect.width - 52)).toBeLessThan(5);
    }
  });

  it('does not run the detector where there is nothing to look at', async () => {
    const fails: RunModel = () => Promise.reject(new Error('was run'));
    const image = blackWithBar(64, 64, [0, 0, 1, 1]);
    expect(await findTextInRegions(image, [], fails, { width: 640, maxHeight: 640 })).toEqual([]);
  });
});

describe('pack', () => {
  const region = (width: number, height: number): ZoomRegion => ({ box: [0, 0, width, height], scale: 1 });

  it('places regions without overlap, inside the canvas', () => {
    const sizes = [300, 200, 150, 310, 90, 120, 250];
    const placed = pack(
      sizes.map((size, i) => region(size, 60 + 10 * i)),
      { width: 640, maxHeight: 640 },
    );
    expect(placed).toHaveLength(sizes.length);
    for (const a of placed) {
      expect(a.x + a.width).toBeLessThanOrEqual(640);
      expect(a.y + a.height).toBeLessThanOrEqual(640);
      for (const b of placed) {
        if (a === b) continue;
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  });

  it('leaves out the last when there is no room, and what never fits', () => {
    const wanted = [region(600, 300), region(700, 20), region(600, 300), region(600, 300)];
    const placed = pack(wanted, { width: 640, maxHeight: 640 });
    expect(placed.map((item) => item.region)).toEqual([wanted[0], wanted[2]]);
  });
});
