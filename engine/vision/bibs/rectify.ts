import type { RgbImage } from '../rgb-image.ts';
import { warp } from '../warp.ts';
import type { RotatedRect } from './min-area-rect.ts';

/** Cuts a turned rectangle out of the image and lays it flat, `width` × `height` pixels. */
export function rectify(image: RgbImage, rect: RotatedRect, width: number, height: number): RgbImage {
  const cos = Math.cos(rect.angle);
  const sin = Math.sin(rect.angle);
  const a = (rect.width / width) * cos;
  const b = (-rect.height / height) * sin;
  const d = (rect.width / width) * sin;
  const e = (rect.height / height) * cos;
  const c = rect.cx - (a * width + b * height) / 2;
  const f = rect.cy - (d * width + e * height) / 2;
  return warp(image, [a, b, c, d, e, f, 0, 0, 1], width, height);
}
