import type { Tensor } from './model.ts';
import type { RgbImage } from './rgb-image.ts';

/** What a network expects of a pixel value 0…255, per channel in RGB order: `(value − mean) / std`. */
export interface Normalisation {
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** Raw values 0…255. */
export const rawPixels: Normalisation = { mean: [0, 0, 0], std: [1, 1, 1] };

/** 0…1. */
export const unitPixels: Normalisation = { mean: [0, 0, 0], std: [255, 255, 255] };

/** The statistics of ImageNet that many backbones are trained with. */
export const imageNetPixels: Normalisation = {
  mean: [0.485 * 255, 0.456 * 255, 0.406 * 255],
  std: [0.229 * 255, 0.224 * 255, 0.225 * 255],
};

/** Images of one size as an N×3×H×W tensor, channels in RGB order. */
export function toTensor(images: readonly RgbImage[], { mean, std }: Normalisation): Tensor {
  const { width, height } = images[0] ?? { width: 0, height: 0 };
  const plane = width * height;
  const data = new Float32Array(images.length * 3 * plane);
  const redLevels = levels(mean[0], std[0]);
  const greenLevels = levels(mean[1], std[1]);
  const blueLevels = levels(mean[2], std[2]);
  for (const [index, image] of images.entries()) {
    if (image.width !== width || image.height !== height) {
      throw new RangeError('The images of one tensor have different sizes.');
    }
    const pixels = image.data;
    const start = index * 3 * plane;
    const red = data.subarray(start, start + plane);
    const green = data.subarray(start + plane, start + 2 * plane);
    const blue = data.subarray(start + 2 * plane, start + 3 * plane);
    for (let i = 0, at = 0; i < plane; i++, at += 3) {
      red[i] = redLevels[pixels[at]!]!;
      green[i] = greenLevels[pixels[at + 1]!]!;
      blue[i] = blueLevels[pixels[at + 2]!]!;
    }
  }
  return { data, dims: [images.length, 3, height, width] };
}

/** A byte has 256 values: looking its normalised value up is faster than computing it. */
function levels(mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => (value - mean) / std);
}
