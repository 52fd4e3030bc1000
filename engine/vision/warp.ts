import type { Box, Point } from '../contract/geometry.ts';
import type { RgbImage } from './rgb-image.ts';

/**
 * A 3×3 matrix, row by row, from points of the output to points of the source. Points are
 * continuous: pixel (i, j) covers i…i+1, j…j+1 and its centre is (i + ½, j + ½). An affine map has
 * 0, 0, 1 in the last row.
 */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/** Four corners: top left, top right, bottom right, bottom left as the content reads. */
export type Quad = readonly [Point, Point, Point, Point];

/** Finest grid of samples within one output pixel, each axis; bounds the cost of a huge source. */
const maxSamples = 4;

/**
 * Renders `width` × `height` pixels of `source` seen through `toSource`, bilinear; where the output
 * is coarser than the source, the mean of a grid of samples in each output pixel, so that large
 * faces and bibs are not aliased. Beyond the border the last pixel repeats.
 */
export function warp(source: RgbImage, toSource: Homography, width: number, height: number): RgbImage {
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const [across, down] = sampling(toSource, width, height);
  const share = 1 / (across * down);
  const pixels = source.data;
  const stride = source.width * 3;
  const lastX = source.width - 1;
  const lastY = source.height - 1;
  const data = new Uint8Array(width * height * 3);

  for (let v = 0, to = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let row = 0; row < down; row++) {
        const y0 = v + (row + 0.5) / down;
        for (let column = 0; column < across; column++) {
          const x0 = u + (column + 0.5) / across;
          const w = g * x0 + h * y0 + i;
          const x = Math.min(Math.max((a * x0 + b * y0 + c) / w - 0.5, 0), lastX);
          const y = Math.min(Math.max((d * x0 + e * y0 + f) / w - 0.5, 0), lastY);
          const left = Math.floor(x);
          const top = Math.floor(y);
          const fx = x - left;
          const fy = y - top;
          const p00 = top * stride + left * 3;
          const p01 = left < lastX ? p00 + 3 : p00;
          const p10 = top < lastY ? p00 + stride : p00;
          const p11 = p10 + p01 - p00;
          const w00 = (1 - fx) * (1 - fy);
          const w01 = fx * (1 - fy);
          const w10 = (1 - fx) * fy;
          const w11 = fx * fy;
          red += w00 * pixels[p00]! + w01 * pixels[p01]! + w10 * pixels[p10]! + w11 * pixels[p11]!;
          green +=
            w00 * pixels[p00 + 1]! + w01 * pixels[p01 + 1]! + w10 * pixels[p10 + 1]! + w11 * pixels[p11 + 1]!;
          blue +=
            w00 * pixels[p00 + 2]! + w01 * pixels[p01 + 2]! + w10 * pixels[p10 + 2]! + w11 * pixels[p11 + 2]!;
        }
      }
      data[to++] = red * share + 0.5;
      data[to++] = green * share + 0.5;
      data[to++] = blue * share + 0.5;
    }
  }
  return { data, width, height };
}

/**
 * Samples across and down an output pixel: one for every two source pixels that it spans at the
 * centre, since a bilinear sample itself reads two.
 */
function sampling(toSource: Homography, width: number, height: number): [number, number] {
  const [x0, y0] = project(toSource, [width / 2, height / 2]);
  const [x1, y1] = project(toSource, [width / 2 + 1, height / 2]);
  const [x2, y2] = project(toSource, [width / 2, height / 2 + 1]);
  const count = (span: number) => Math.min(maxSamples, Math.max(1, Math.ceil(span / 2)));
  return [count(Math.hypot(x1 - x0, y1 - y0)), count(Math.hypot(x2 - x0, y2 - y0))];
}

export function project([a, b, c, d, e, f, g, h, i]: Homography, [x, y]: Point): Point {
  const w = g * x + h * y + i;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

/** The map under which `warp` cuts out `box` (fractions and parts beyond the border allowed). */
export function boxToFrame([left, top, boxWidth, boxHeight]: Box, width: number, height: number): Homography {
  return [boxWidth / width, 0, left, 0, boxHeight / height, top, 0, 0, 1];
}

/**
 * The map under which `warp` straightens the quadrilateral `quad` into a `width` × `height` frame.
 * Heckbert, *Fundamentals of Texture Mapping and Image Warping* (1989), section 2.2.3, square to
 * quadrilateral.
 */
export function quadToFrame(quad: Quad, width: number, height: number): Homography {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad;
  const sumX = x0 - x1 + x2 - x3;
  const sumY = y0 - y1 + y2 - y3;
  const dx1 = x1 - x2;
  const dx2 = x3 - x2;
  const dy1 = y1 - y2;
  const dy2 = y3 - y2;
  const determinant = dx1 * dy2 - dx2 * dy1;
  const g = (sumX * dy2 - dx2 * sumY) / determinant;
  const h = (dx1 * sumY - sumX * dy1) / determinant;
  return [
    (x1 - x0 + g * x1) / width,
    (x3 - x0 + h * x3) / height,
    x0,
    (y1 - y0 + g * y1) / width,
    (y3 - y0 + h * y3) / height,
    y0,
    g / width,
    h / height,
    1,
  ];
}
