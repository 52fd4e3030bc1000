import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RelativeBox } from '../../../engine/contract/decision.ts';
import { boxAfterKey, boxBetween, firstBox, handles, isBox, LEAST_SIDE, moved, resized } from './draw-box.ts';

const coordinate = fc.double({ min: -2, max: 3, noNaN: true });
const points = fc.record({ x: coordinate, y: coordinate });
const boxes = fc
  .tuple(points, points)
  .map(([a, b]) => boxBetween(a, b))
  .filter(isBox);

function expectInside(box: RelativeBox): void {
  expect(RelativeBox.safeParse(box).success).toBe(true);
  expect(box[0] + box[2]).toBeLessThanOrEqual(1 + 1e-9);
  expect(box[1] + box[3]).toBeLessThanOrEqual(1 + 1e-9);
}

describe('drawing a box', () => {
  it('is the same from whichever corner it is drawn, and ends at the edge of the photo', () => {
    const box = boxBetween({ x: 0.4, y: 0.2 }, { x: 0.1, y: 1.4 });
    expect(box).toEqual([0.1, 0.2, expect.closeTo(0.3), 0.8]);
    expect(boxBetween({ x: 0.1, y: 1.4 }, { x: 0.4, y: 0.2 })).toEqual(box);
  });

  it('takes a click for a click', () => {
    expect(isBox(boxBetween({ x: 0.4, y: 0.2 }, { x: 0.402, y: 0.3 }))).toBe(false);
    expect(isBox(boxBetween({ x: 0.4, y: 0.2 }, { x: 0.5, y: 0.3 }))).toBe(true);
  });

  it('stays inside the photo and large enough to see, whatever is done to it', () => {
    fc.assert(
      fc.property(boxes, points, fc.constantFrom(...handles), (box, by, handle) => {
        expectInside(box);
        const away = moved(box, by);
        expectInside(away);
        expect(away.slice(2)).toEqual(box.slice(2));
        const other = resized(box, handle, by);
        expectInside(other);
        expect(other[2]).toBeGreaterThanOrEqual(LEAST_SIDE - 1e-9);
        expect(other[3]).toBeGreaterThanOrEqual(LEAST_SIDE - 1e-9);
      }),
    );
  });

  it('moves the side that is taken and leaves the opposite one', () => {
    expect(resized([0.2, 0.2, 0.2, 0.2], 'w', { x: 0.1, y: 0.5 })).toEqual([
      expect.closeTo(0.3),
      0.2,
      expect.closeTo(0.1),
      expect.closeTo(0.2),
    ]);
  });
});

describe('a box at the keyboard', () => {
  it('begins in the middle of what is seen, shaped like a bib', () => {
    const [x, y, width, height] = firstBox([0.5, 0.5, 0.4, 0.4], 1.5);
    expect(x + width / 2).toBeCloseTo(0.7);
    expect(y + height / 2).toBeCloseTo(0.7);
    // In pixels of a photo one and a half times as wide as it is high.
    expect((width * 1.5) / height).toBeCloseTo(4 / 3);
  });

  it('goes by equal ways in both directions, finer with Alt, and grows with Shift', () => {
    const box: RelativeBox = [0.4, 0.4, 0.1, 0.1];
    const right = boxAfterKey(box, { key: 'ArrowRight', shiftKey: false, altKey: false }, 1.5);
    expect(right).toEqual([expect.closeTo(0.41), 0.4, 0.1, 0.1]);
    const down = boxAfterKey(box, { key: 'ArrowDown', shiftKey: false, altKey: true }, 1.5);
    expect(down).toEqual([0.4, expect.closeTo(0.403), 0.1, 0.1]);
    const wider = boxAfterKey(box, { key: 'ArrowRight', shiftKey: true, altKey: false }, 1.5);
    expect(wider).toEqual([0.4, 0.4, expect.closeTo(0.11), expect.closeTo(0.1)]);
    expect(boxAfterKey(box, { key: 'a', shiftKey: false, altKey: false }, 1.5)).toBeNull();
  });
});
