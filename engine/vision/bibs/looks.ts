import type { Posteriors } from './ctc.ts';
import type { RotatedRect } from './min-area-rect.ts';

/** One crop of a place in the photo, as it was read. */
export interface Look {
  readonly rect: RotatedRect;
  readonly posteriors: Posteriors;
}

/** How a crop differs from the box it is made of: growth at each side and turn, in box heights and radians. */
interface Variation {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly turn: number;
}

/**
 * The crops that are read besides the box itself. Wider ones see a digit that the box cut off, and
 * whatever hides one; a taller and two turned ones show whether a digit hangs on the exact crop.
 */
const variations: readonly Variation[] = [
  { left: 0.7, right: 0.7, height: 0, turn: 0 },
  { left: 0.5, right: 0, height: 0, turn: 0 },
  { left: 0, right: 0.5, height: 0, turn: 0 },
  { left: 0.1, right: 0.1, height: 0.25, turn: 0 },
  { left: 0.1, right: 0.1, height: 0.1, turn: 0.07 },
  { left: 0.1, right: 0.1, height: 0.1, turn: -0.07 },
];

export function furtherLooks(rect: RotatedRect): RotatedRect[] {
  return variations.map(({ left, right, height, turn }) => {
    const shift = ((right - left) * rect.height) / 2;
    return {
      cx: rect.cx + shift * Math.cos(rect.angle),
      cy: rect.cy + shift * Math.sin(rect.angle),
      width: rect.width + (left + right) * rect.height,
      height: rect.height * (1 + height),
      angle: rect.angle + turn,
    };
  });
}
