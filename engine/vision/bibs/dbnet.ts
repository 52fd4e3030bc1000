import type { Tensor } from '../model.ts';
import type { RgbImage } from '../rgb-image.ts';
import { imageNetPixels, toTensor } from '../tensor.ts';
import { connectedComponents } from './connected-components.ts';
import { minAreaRect, type RotatedRect } from './min-area-rect.ts';

/** Sides of the detector's input are multiples of this. */
export const textDetectorStride = 32;

/** A line of text as DBNet sees it, in pixels of the network's input. */
export interface TextBox {
  readonly rect: RotatedRect;
  /** Mean text probability inside the shrunk rectangle, 0…1. */
  readonly score: number;
}

export interface TextMapOptions {
  /** Text probability above which a pixel belongs to a component. */
  readonly pixelThreshold: number;
  /** Mean probability below which a component is dropped. */
  readonly boxThreshold: number;
  /** How far the shrunk text kernel grows back: offset = area · ratio / perimeter. */
  readonly unclipRatio: number;
  /** Shortest side of a kernel, pixels. */
  readonly minSide: number;
}

/** PaddleOCR's values for PP-OCRv4, apart from `boxThreshold` (0.6 there): weak boxes are judged later. */
export const defaultTextMapOptions: TextMapOptions = {
  pixelThreshold: 0.3,
  boxThreshold: 0.4,
  unclipRatio: 1.5,
  minSide: 3,
};

/**
 * Input of PP-OCR's DBNet: 1 × 3 × H × W, RGB. (PaddleOCR feeds OpenCV's blue-green-red with these
 * constants in this order; on text the two agree.) Sides must be multiples of `textDetectorStride`.
 */
export function textDetectorInput(image: RgbImage): Tensor {
  const { width, height } = image;
  if (width % textDetectorStride || height % textDetectorStride) {
    throw new Error(
      `DBNet needs sides that are multiples of ${textDetectorStride}, got ${width} × ${height}`,
    );
  }
  return toTensor([image], imageNetPixels);
}

/**
 * Text boxes from DBNet's probability map: threshold, connected components, rectangle of least area,
 * score, unclip (Liao et al., "Real-time Scene Text Detection with Differentiable Binarization",
 * AAAI 2020, section 3.4; a rectangle offset by Vatti clipping is a rectangle, so it is just grown).
 */
export function decodeTextMap(
  map: Float32Array,
  width: number,
  height: number,
  options: TextMapOptions = defaultTextMapOptions,
): TextBox[] {
  const boxes: TextBox[] = [];
  for (const component of connectedComponents(map, width, height, options.pixelThreshold)) {
    const kernel = minAreaRect(component.outline);
    if (Math.min(kernel.width, kernel.height) < options.minSide) continue;
    const score = meanInside(map, width, height, kernel);
    if (score < options.boxThreshold) continue;
    boxes.push({ rect: unclip(kernel, options.unclipRatio), score });
  }
  return boxes;
}

function unclip(kernel: RotatedRect, ratio: number): RotatedRect {
  const offset = (kernel.width * kernel.height * ratio) / (2 * (kernel.width + kernel.height));
  return { ...kernel, width: kernel.width + 2 * offset, height: kernel.height + 2 * offset };
}

function meanInside(map: Float32Array, width: number, height: number, rect: RotatedRect): number {
  const cos = Math.cos(rect.angle);
  const sin = Math.sin(rect.angle);
  const reachX = (Math.abs(cos) * rect.width + Math.abs(sin) * rect.height) / 2;
  const reachY = (Math.abs(sin) * rect.width + Math.abs(cos) * rect.height) / 2;
  const x1 = Math.min(width - 1, Math.floor(rect.cx + reachX));
  const y1 = Math.min(height - 1, Math.floor(rect.cy + reachY));
  let sum = 0;
  let count = 0;
  for (let y = Math.max(0, Math.floor(rect.cy - reachY)); y <= y1; y++) {
    for (let x = Math.max(0, Math.floor(rect.cx - reachX)); x <= x1; x++) {
      const dx = x + 0.5 - rect.cx;
      const dy = y + 0.5 - rect.cy;
      if (Math.abs(dx * cos + dy * sin) > rect.width / 2) continue;
      if (Math.abs(dy * cos - dx * sin) > rect.height / 2) continue;
      sum += map[y * width + x]!;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
