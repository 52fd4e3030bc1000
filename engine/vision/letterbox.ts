import type { Box, Point } from '../contract/geometry.ts';
import { resize } from './resize.ts';
import type { RgbImage } from './rgb-image.ts';

/** An image fitted into the fixed frame of a network, the rest of the frame filled with one grey. */
export interface Letterboxed {
  readonly image: RgbImage;
  /** From a point of the frame to the same point of the image that was fitted into it. */
  toSource(point: Point): Point;
}

export interface LetterboxOptions {
  /** Grey level of the bars, 0…255: what the network saw in its training. */
  readonly padding: number;
  /** Bars on both sides (YOLO), or the image in the top left corner. */
  readonly centred?: boolean;
  /** The part of the source to fit, in whole pixels; all of it when absent. */
  readonly box?: Box;
}

/** Fits `source` into `width` × `height` without changing its aspect, as large as it goes. */
export async function letterbox(
  source: RgbImage,
  width: number,
  height: number,
  { padding, centred = false, box = [0, 0, source.width, source.height] }: LetterboxOptions,
): Promise<Letterboxed> {
  const [left, top, boxWidth, boxHeight] = box;
  const scale = Math.min(width / boxWidth, height / boxHeight);
  const fittedWidth = Math.min(width, Math.max(1, Math.round(boxWidth * scale)));
  const fittedHeight = Math.min(height, Math.max(1, Math.round(boxHeight * scale)));
  const barLeft = centred ? Math.floor((width - fittedWidth) / 2) : 0;
  const barTop = centred ? Math.floor((height - fittedHeight) / 2) : 0;

  const fitted = await resize(source, fittedWidth, fittedHeight, box);
  const data = new Uint8Array(width * height * 3).fill(padding);
  for (let y = 0; y < fittedHeight; y++) {
    const line = fitted.data.subarray(y * fittedWidth * 3, (y + 1) * fittedWidth * 3);
    data.set(line, ((barTop + y) * width + barLeft) * 3);
  }
  return {
    image: { data, width, height },
    toSource: ([x, y]) => [
      left + ((x - barLeft) * boxWidth) / fittedWidth,
      top + ((y - barTop) * boxHeight) / fittedHeight,
    ],
  };
}
