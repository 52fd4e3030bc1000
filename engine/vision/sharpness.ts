import type { Box } from '../contract/geometry.ts';
import type { RgbImage } from './rgb-image.ts';

/**
 * Variance of the Laplacian, in squared levels (0…255): under about 50 is blurred, above about 300
 * is crisp. Pech-Pacheco, Cristóbal, Chamorro-Martínez, Fernández-Valdivia: *Diatom autofocusing in
 * brightfield microscopy: a comparative study* (ICPR 2000), section 3, LAPV. The green channel stands
 * for luminance.
 *
 * Without a box: the frame, on the pixels of the analysis image, a ninth of them sampled. With one
 * (pixels of `image`, fractions and parts beyond the border allowed): that region, averaged down to
 * at most `regionSide` blocks, because the same detail spreads over more pixels the nearer an athlete
 * is, and a near face is not softer for that. 0 where the region is smaller than 3 × 3.
 */
export function laplacianVariance(image: RgbImage, box?: Box): number {
  const green: Plane = { values: image.data, start: 1, across: 3, down: image.width * 3, ...size(image) };
  if (!box) return variance(green, 3);
  const region = cut(green, box);
  const block = Math.ceil(Math.max(region.width, region.height) / regionSide);
  return variance(block > 1 ? average(region, block) : region, 1);
}

/** Longest side, in blocks, at which regions are compared. */
const regionSide = 160;

/** A grid of numbers within a larger array: `across` and `down` lead to the next column and row. */
interface Plane {
  readonly values: Uint8Array | Float32Array;
  readonly start: number;
  readonly across: number;
  readonly down: number;
  readonly width: number;
  readonly height: number;
}

function size({ width, height }: RgbImage): { width: number; height: number } {
  return { width, height };
}

function cut(plane: Plane, [x, y, boxWidth, boxHeight]: Box): Plane {
  const left = Math.min(Math.max(Math.round(x), 0), plane.width);
  const top = Math.min(Math.max(Math.round(y), 0), plane.height);
  const right = Math.min(Math.max(Math.round(x + boxWidth), left), plane.width);
  const bottom = Math.min(Math.max(Math.round(y + boxHeight), top), plane.height);
  const start = plane.start + top * plane.down + left * plane.across;
  return { ...plane, start, width: right - left, height: bottom - top };
}

/** The mean of each whole block of `block` × `block` values. */
function average(plane: Plane, block: number): Plane {
  const width = Math.floor(plane.width / block);
  const height = Math.floor(plane.height / block);
  const values = new Float32Array(width * height);
  const share = 1 / (block * block);
  for (let y = 0; y < height * block; y++) {
    let at = plane.start + y * plane.down;
    const row = Math.floor(y / block) * width;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let i = 0; i < block; i++, at += plane.across) sum += plane.values[at]!;
      values[row + x] = values[row + x]! + sum * share;
    }
  }
  return { values, start: 0, across: 1, down: width, width, height };
}

/** Variance of the 4-neighbour Laplacian at every `step`-th inner point of both axes. */
function variance({ values, start, across, down, width, height }: Plane, step: number): number {
  if (width < 3 || height < 3) return 0;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y += step) {
    const end = start + y * down + (width - 1) * across;
    for (let at = start + y * down + across; at < end; at += step * across) {
      const value =
        values[at - down]! +
        values[at + down]! +
        values[at - across]! +
        values[at + across]! -
        4 * values[at]!;
      sum += value;
      squares += value * value;
      count++;
    }
  }
  const mean = sum / count;
  return squares / count - mean * mean;
}
