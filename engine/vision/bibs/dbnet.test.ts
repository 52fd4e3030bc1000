import { describe, expect, it } from 'vitest';
import { decodeTextMap, textDetectorInput } from './dbnet.ts';
import { corners, type RotatedRect } from './min-area-rect.ts';

/** A probability map with turned rectangles of one probability each. */
function mapWith(
  width: number,
  height: number,
  kernels: readonly (RotatedRect & { p: number })[],
): Float32Array {
  const map = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (const { cx, cy, angle, p, ...size } of kernels) {
        const dx = x + 0.5 - cx;
        const dy = y + 0.5 - cy;
        const u = dx * Math.cos(angle) + dy * Math.sin(angle);
        const v = dy * Math.cos(angle) - dx * Math.sin(angle);
        if (Math.abs(u) <= size.width / 2 && Math.abs(v) <= size.height / 2) map[y * width + x] = p;
      }
    }
  }
  return map;
}

describe('decodeTextMap', () => {
  it('grows a kernel by area · ratio / perimeter on every side', () => {
    const map = mapWith(200, 100, [{ cx: 100, cy: 50, width: 80, height: 20, angle: 0, p: 0.9 }]);
    const [box] = decodeTextMap(map, 200, 100);
    const offset = (80 * 20 * 1.5) / (2 * (80 + 20));
    expect(box!.score).toBeCloseTo(0.9, 2);
    expect(box!.rect).toMatchObject({ cx: 100, cy: 50 });
    expect(box!.rect.width).toBeCloseTo(80 + 2 * offset);
    expect(box!.rect.height).toBeCloseTo(20 + 2 * offset);
  });

  it('follows a line of text that is tilted', () => {
    const angle = -0.3;
    const map = mapWith(200, 100, [{ cx: 100, cy: 50, width: 90, height: 24, angle, p: 0.8 }]);
    const [box] = decodeTextMap(map, 200, 100);
    expect(box!.rect.angle).toBeCloseTo(angle, 1);
    const [topLeft, topRight] = corners(box!.rect);
    expect(topRight[1]).toBeLessThan(topLeft[1]);
  });

  it('drops what is weak or too thin, and keeps two lines apart', () => {
    const map = mapWith(200, 100, [
      { cx: 50, cy: 20, width: 60, height: 12, angle: 0, p: 0.9 },
      { cx: 50, cy: 60, width: 60, height: 12, angle: 0, p: 0.7 },
      { cx: 150, cy: 20, width: 60, height: 12, angle: 0, p: 0.35 },
      { cx: 150, cy: 60, width: 60, height: 2, angle: 0, p: 0.9 },
    ]);
    const found = decodeTextMap(map, 200, 100);
    expect(found.map((box) => Math.round(box.rect.cy)).sort()).toEqual([20, 60]);
  });
});

describe('textDetectorInput', () => {
  it('gives planes of normalised channels', () => {
    const image = { data: new Uint8Array(32 * 32 * 3).fill(255), width: 32, height: 32 };
    const { data, dims } = textDetectorInput(image);
    expect(dims).toEqual([1, 3, 32, 32]);
    expect(data[0]).toBeCloseTo((1 - 0.485) / 0.229, 4);
    expect(data.at(-1)).toBeCloseTo((1 - 0.406) / 0.225, 4);
  });

  it('refuses a size that the network would silently cut', () => {
    const image = { data: new Uint8Array(30 * 32 * 3), width: 30, height: 32 };
    expect(() => textDetectorInput(image)).toThrow('multiples of 32');
  });
});
