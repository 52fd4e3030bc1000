import { describe, expect, it } from 'vitest';
import type { Box } from '../../contract/geometry.ts';
import type { Posteriors } from './ctc.ts';
import {
  distinctBoxes,
  groupIntoPlaces,
  hasShapeOfNumber,
  maySayNumber,
  type ReadBox,
  regionsToZoom,
  saysNumber,
} from './find-places.ts';
import type { RotatedRect } from './min-area-rect.ts';

const alphabet = '0123456789';
const rules = { minLength: 1, maxLength: 6 };
const image = { data: new Uint8Array(0), width: 1000, height: 800 };

/** Reads the digits of `text` with probability `p`; every `*` is a letter. */
function posteriors(text: string, p: number): Posteriors {
  const stride = alphabet.length + 2;
  const data = new Float32Array(2 * text.length * stride);
  [...text].forEach((character, i) => {
    const row = 2 * i * stride;
    data[row + (character === '*' ? stride - 1 : 1 + alphabet.indexOf(character))] = p;
    data[row] = 1 - p;
    data[row + stride] = 1;
  });
  return { data, steps: 2 * text.length, alphabet };
}

function box([x, y, width, height]: Box, text: string, p = 0.98, score = 0.8): ReadBox {
  const rect: RotatedRect = { cx: x + width / 2, cy: y + height / 2, width, height, angle: 0 };
  return { rect, score, posteriors: posteriors(text, p) };
}

describe('what may be a number', () => {
  it('is digits, not words, though a word may hold one', () => {
    const at: Box = [0, 0, 60, 20];
    expect(saysNumber(box(at, '1234'), rules)).toBe(true);
    expect(saysNumber(box(at, '***1'), rules)).toBe(false);
    expect(maySayNumber(box(at, '****'))).toBe(false);
    expect(saysNumber(box(at, '1234', 0.3), rules)).toBe(false);
  });

  it('is not longer than its characters could be', () => {
    expect(hasShapeOfNumber(box([0, 0, 80, 20], '1'), rules)).toBe(true);
    expect(hasShapeOfNumber(box([0, 0, 120, 20], '1'), rules)).toBe(false);
  });
});

describe('regionsToZoom', () => {
  it('scales a hint of a number to the height that the detector likes', () => {
    const [region] = regionsToZoom([box([400, 300, 30, 10], '12*', 0.7)], [], image, 1, 640, rules);
    expect(region!.scale).toBeCloseTo(4);
    const [x, y, width, height] = region!.box;
    expect(x).toBeLessThan(390);
    expect(y).toBeLessThan(300);
    expect(x + width).toBeGreaterThan(440);
    expect(y + height).toBeGreaterThan(310);
  });

  it('looks at torsos of small faces on which nothing clear was read', () => {
    const face: Box = [480, 100, 30, 40];
    const chest: Box = [460, 200, 60, 20];
    const scales = (found: ReadBox[]) =>
      regionsToZoom(found, [face], image, 1.28, 640, rules).map(({ scale }) => scale);
    expect(scales([])).toEqual([expect.closeTo(110 / 40)]);
    expect(scales([box(chest, '1234', 0.7)])).toHaveLength(2);
    expect(scales([box(chest, '1234')])).toEqual([]);
  });

  it('leaves large faces to the pass over the frame', () => {
    expect(regionsToZoom([], [[400, 100, 120, 150]], image, 1.28, 640, rules)).toEqual([]);
  });
});

describe('boxes of one line', () => {
  it('become one place, the more trusted first', () => {
    const near = box([100, 100, 60, 20], '1234');
    const frame = box([103, 101, 58, 19], '1234');
    const elsewhere = box([300, 100, 60, 20], '77');
    expect(groupIntoPlaces([near, frame, elsewhere])).toEqual([[near, frame], [elsewhere]]);
  });

  it('stay apart where one holds two numbers and the other one of them', () => {
    const both = box([100, 100, 120, 20], '341297');
    const one = box([100, 100, 60, 20], '341');
    expect(groupIntoPlaces([both, one])).toHaveLength(2);
  });

  it('are kept once where two regions show the same line', () => {
    const line = box([100, 100, 60, 20], '1');
    const again = box([101, 100, 60, 20], '1');
    const stroke = box([300, 100, 5, 20], '1');
    expect(distinctBoxes([line, again, stroke])).toEqual([line]);
  });
});
