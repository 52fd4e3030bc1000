import type { RgbImage } from '../rgb-image.ts';

/** How far plain paper goes on beyond the outer digits, in heights of the strip. */
export interface PaperMargins {
  readonly left: number;
  readonly right: number;
  /** Distance between the colours of ink and paper, 0…441. */
  readonly contrast: number;
}

type Colour = readonly [number, number, number];

/** Rows that the digits surely fill, as shares of the height: above and below are gaps and sponsors. */
const bandTop = 0.25;
const bandBottom = 0.75;

/**
 * Measures the paper left and right of a number. `strip` shows the number and what is beside it,
 * laid flat; `first` and `last` are columns inside its first and last digit. A number printed in the
 * middle of its bib has much the same paper on both sides. Where a hand, a fold or the frame hides a
 * digit, the paper ends right behind the last one that is seen.
 */
export function paperMargins(strip: RgbImage, first: number, last: number): PaperMargins {
  const split = splitInk(strip, first, last);
  const reach = nearness(split);
  const top = Math.floor(strip.height * bandTop);
  const bottom = Math.ceil(strip.height * bandBottom);
  const isPaper = (column: number, share: number): boolean => {
    let count = 0;
    for (let y = top; y < bottom; y++) {
      if (distance(pixel(strip, column, y), split.paper) < reach) count++;
    }
    return count >= share * (bottom - top);
  };
  const walk = (start: number, direction: 1 | -1): number => {
    const inside = (column: number) => column >= 0 && column < strip.width;
    let column = start;
    // Out of the digit, over at most the width of one.
    while (inside(column) && !isPaper(column, 0.9)) {
      column += direction;
      if (Math.abs(column - start) > strip.height * 0.7) return 0;
    }
    const edge = column;
    while (inside(column) && isPaper(column, 0.6)) column += direction;
    return Math.abs(column - edge) / strip.height;
  };
  return {
    left: walk(Math.round(first), -1),
    right: walk(Math.round(last), 1),
    contrast: distance(split.ink, split.paper),
  };
}

interface InkAndPaper {
  readonly ink: Colour;
  readonly paper: Colour;
}

/**
 * Colours of ink and paper between the outer digits: two classes of brightness (Otsu, "A Threshold
 * Selection Method from Gray-Level Histograms", 1979). The paper is the class that rules along the
 * upper and lower edge, where no digit reaches.
 */
function splitInk(strip: RgbImage, first: number, last: number): InkAndPaper {
  const left = Math.max(0, Math.floor(first));
  const right = Math.min(strip.width, Math.max(left + 1, Math.ceil(last)));
  const histogram = new Float64Array(256);
  for (let y = 0; y < strip.height; y++) {
    for (let x = left; x < right; x++) histogram[brightness(pixel(strip, x, y))]! += 1;
  }
  const threshold = otsu(histogram);
  const dark = { sum: [0, 0, 0], count: 0, edge: 0 };
  const bright = { sum: [0, 0, 0], count: 0, edge: 0 };
  const border = Math.max(1, Math.round(strip.height * 0.08));
  for (let y = 0; y < strip.height; y++) {
    const onEdge = y < border || y >= strip.height - border;
    for (let x = left; x < right; x++) {
      const colour = pixel(strip, x, y);
      const side = brightness(colour) > threshold ? bright : dark;
      for (let channel = 0; channel < 3; channel++) side.sum[channel]! += colour[channel]!;
      side.count++;
      if (onEdge) side.edge++;
    }
  }
  const mean = ({ sum, count }: typeof dark): Colour => {
    const share = 1 / Math.max(1, count);
    return [sum[0]! * share, sum[1]! * share, sum[2]! * share];
  };
  return bright.edge >= dark.edge
    ? { ink: mean(dark), paper: mean(bright) }
    : { ink: mean(bright), paper: mean(dark) };
}

/** How far from the colour of paper a pixel may be and still count: shade makes it vary, skin is further off. */
function nearness({ ink, paper }: InkAndPaper): number {
  return Math.min(110, Math.max(30, 0.45 * distance(ink, paper)));
}

function otsu(histogram: Float64Array): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const weighted = histogram.reduce((sum, count, level) => sum + count * level, 0);
  let below = 0;
  let belowWeighted = 0;
  let best = 127;
  let bestSpread = -1;
  for (let level = 0; level < 255; level++) {
    below += histogram[level]!;
    belowWeighted += histogram[level]! * level;
    if (below === 0 || below === total) continue;
    const gap = belowWeighted / below - (weighted - belowWeighted) / (total - below);
    const spread = below * (total - below) * gap * gap;
    if (spread > bestSpread) {
      bestSpread = spread;
      best = level;
    }
  }
  return best;
}

function pixel(image: RgbImage, x: number, y: number): Colour {
  const at = (y * image.width + x) * 3;
  return [image.data[at]!, image.data[at + 1]!, image.data[at + 2]!];
}

function brightness([red, green, blue]: Colour): number {
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
}

function distance(a: Colour, b: Colour): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
