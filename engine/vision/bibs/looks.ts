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

/** Wider, to see a digit that the box cut off and whatever hides one; taller, for a box that is too tight. */
const firstVariations: readonly Variation[] = [
  { left: 0.7, right: 0.7, height: 0, turn: 0 },
  { left: 0.1, right: 0.1, height: 0.25, turn: 0 },
];

/** Shifted and turned: what is read there should not hang on the exact crop. */
const doubtVariations: readonly Variation[] = [
  { left: 0.5, right: 0, height: 0, turn: 0 },
  { left: 0, right: 0.5, height: 0, turn: 0 },
  { left: 0.1, right: 0.1, height: 0.1, turn: 0.07 },
  { left: 0.1, right: 0.1, height: 0.1, turn: -0.07 },
];

/** Crops that are read at every place, besides the boxes themselves. */
export function furtherLooks(rect: RotatedRect): RotatedRect[] {
  return firstVariations.map((variation) => vary(rect, variation));
}

/** Crops that are read where the first ones leave doubt. */
export function looksInDoubt(rect: RotatedRect): RotatedRect[] {
  return doubtVariations.map((variation) => vary(rect, variation));
}

function vary(rect: RotatedRect, { left, right, height, turn }: Variation): RotatedRect {
  const shift = ((right - left) * rect.height) / 2;
  return {
    cx: rect.cx + shift * Math.cos(rect.angle),
    cy: rect.cy + shift * Math.sin(rect.angle),
    width: rect.width + (left + right) * rect.height,
    height: rect.height * (1 + height),
    angle: rect.angle + turn,
  };
}
