import type { RelativeBox } from './decision.ts';
import type { Box } from './geometry.ts';

/** A place of findings, pixels, as shares of the photo: to a hundred-thousandth, a fraction of a pixel. */
export function relativeBox(
  [x, y, width, height]: Box,
  photo: { readonly width: number; readonly height: number },
): RelativeBox {
  const left = share(x, photo.width);
  const top = share(y, photo.height);
  return [left, top, share(x + width, photo.width) - left, share(y + height, photo.height) - top].map(
    (value) => Math.round(value * 1e5) / 1e5,
  ) as RelativeBox;
}

function share(value: number, whole: number): number {
  return Math.min(1, Math.max(0, value / whole));
}
