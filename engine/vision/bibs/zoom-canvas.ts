import type { Box } from '../../contract/geometry.ts';
import type { RunModel } from '../model.ts';
import type { RgbImage } from '../rgb-image.ts';
import { boxToFrame, warp } from '../warp.ts';
import { type TextBox, textDetectorStride } from './dbnet.ts';
import { detectText } from './find-text.ts';

/** A part of the image to look at again, larger or smaller. */
export interface ZoomRegion {
  /** Pixels of the image; may reach beyond its border. */
  readonly box: Box;
  /** Canvas pixels per image pixel. */
  readonly scale: number;
}

export interface CanvasSize {
  readonly width: number;
  /** Regions that find no room below this are left out, the last ones first. */
  readonly maxHeight: number;
}

interface Placed {
  readonly region: ZoomRegion;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Grey between regions, so that text of one does not run on into the next. */
const gap = 12;
const grey = 127;

/**
 * Text in several regions, each at its own scale, for the price of one run of the detector: the
 * regions are packed into one canvas. Boxes come back in pixels of `image`.
 */
export async function findTextInRegions(
  image: RgbImage,
  regions: readonly ZoomRegion[],
  detector: RunModel,
  size: CanvasSize,
): Promise<TextBox[]> {
  const placed = pack(regions, size);
  if (placed.length === 0) return [];
  const boxes = await detectText(render(image, placed, size.width), detector);
  return boxes.flatMap(({ rect, score }) => {
    const home = placed.find(
      ({ x, y, width, height }) =>
        rect.cx >= x && rect.cx < x + width && rect.cy >= y && rect.cy < y + height,
    );
    if (!home) return [];
    const { box, scale } = home.region;
    return [
      {
        score,
        rect: {
          cx: box[0] + (rect.cx - home.x) / scale,
          cy: box[1] + (rect.cy - home.y) / scale,
          width: rect.width / scale,
          height: rect.height / scale,
          angle: rect.angle,
        },
      },
    ];
  });
}

/**
 * Shelves: regions sorted by height stand side by side until a row is full. A region too large for
 * the canvas is left out; those asked for first keep their place when there is no room for all.
 */
export function pack(regions: readonly ZoomRegion[], { width: canvas, maxHeight }: CanvasSize): Placed[] {
  let wanted = regions
    .map((region) => ({
      region,
      width: Math.ceil(region.box[2] * region.scale),
      height: Math.ceil(region.box[3] * region.scale),
    }))
    .filter(({ width, height }) => width <= canvas && height <= maxHeight);
  for (;;) {
    const placed: Placed[] = [];
    let x = 0;
    let y = 0;
    let shelf = 0;
    for (const item of [...wanted].sort((a, b) => b.height - a.height)) {
      if (x + item.width > canvas) {
        x = 0;
        y += shelf + gap;
        shelf = 0;
      }
      placed.push({ ...item, x, y });
      x += item.width + gap;
      shelf = Math.max(shelf, item.height);
    }
    if (y + shelf <= maxHeight) return placed;
    wanted = wanted.slice(0, -1);
  }
}

function render(image: RgbImage, placed: readonly Placed[], width: number): RgbImage {
  const bottom = Math.max(...placed.map(({ y, height }) => y + height));
  const height = Math.ceil(bottom / textDetectorStride) * textDetectorStride;
  const data = new Uint8Array(width * height * 3).fill(grey);
  for (const { region, x, y, width: columns, height: rows } of placed) {
    const { box, scale } = region;
    const tile = warp(
      image,
      boxToFrame([box[0], box[1], columns / scale, rows / scale], columns, rows),
      columns,
      rows,
    );
    for (let row = 0; row < rows; row++) {
      data.set(tile.data.subarray(row * columns * 3, (row + 1) * columns * 3), ((y + row) * width + x) * 3);
    }
  }
  return { data, width, height };
}
