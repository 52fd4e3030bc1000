import type { RunModel } from '../model.ts';
import type { RgbImage } from '../rgb-image.ts';
import { type Normalisation, toTensor } from '../tensor.ts';
import type { Posteriors } from './ctc.ts';

/** The recogniser's input height, pixels. */
export const cropHeight = 48;

/** A batch holds crops whose widths differ by less than this, so that padding costs little. */
const widthBucket = 32;

/** More crops in one batch cost memory and save no time on a CPU. */
const largestBatch = 8;

const normalisation: Normalisation = { mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] };

export interface TextRecognizer {
  readonly run: RunModel;
  /** `characters[i]` is class i + 1; class 0 is CTC's blank. */
  readonly characters: readonly string[];
}

/**
 * Width, in pixels, at which a crop of this shape is read: a multiple of `widthBucket`, rounded up, since
 * narrow digits that are squeezed further fall into one step of the network and are lost.
 */
export function cropWidth(aspect: number): number {
  return Math.min(640, Math.max(2, Math.ceil((aspect * cropHeight) / widthBucket)) * widthBucket);
}

/**
 * Reads crops, all `cropHeight` high, with a PP-OCR recogniser (input N × 3 × 48 × W, output
 * N × W/8 × classes, softmax done), batched by equal width.
 */
export async function recognizeText(
  crops: readonly RgbImage[],
  recognizer: TextRecognizer,
  alphabet: string,
): Promise<Posteriors[]> {
  const classes = [...alphabet].map((character) => recognizer.characters.indexOf(character) + 1);
  const results = new Array<Posteriors>(crops.length);
  const byWidth = Map.groupBy(crops.keys(), (index) => crops[index]!.width);
  for (const indices of byWidth.values()) {
    for (let start = 0; start < indices.length; start += largestBatch) {
      const batch = indices.slice(start, start + largestBatch);
      const input = toTensor(
        batch.map((index) => crops[index]!),
        normalisation,
      );
      const [output] = Object.values(await recognizer.run(input));
      if (!output || output.dims[2] !== recognizer.characters.length + 1) {
        throw new Error(
          `the recogniser gives ${output?.dims.join('×')}, its list has ${recognizer.characters.length} characters`,
        );
      }
      const size = output.dims[1]! * output.dims[2];
      batch.forEach((index, i) => {
        const scores = output.data.subarray(i * size, (i + 1) * size);
        results[index] = reduce(scores, output.dims[2]!, classes, alphabet);
      });
    }
  }
  return results;
}

function reduce(
  scores: Float32Array,
  width: number,
  classes: readonly number[],
  alphabet: string,
): Posteriors {
  const steps = scores.length / width;
  const stride = classes.length + 2;
  const data = new Float32Array(steps * stride);
  for (let step = 0; step < steps; step++) {
    const from = step * width;
    const to = step * stride;
    let rest = 1 - scores[from]!;
    data[to] = scores[from]!;
    classes.forEach((index, i) => {
      data[to + 1 + i] = index > 0 ? scores[from + index]! : 0;
      rest -= data[to + 1 + i]!;
    });
    data[to + stride - 1] = Math.max(0, rest);
  }
  return { data, steps, alphabet };
}
