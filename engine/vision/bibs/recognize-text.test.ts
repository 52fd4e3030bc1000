import { expect, it } from 'vitest';
import type { RunModel } from '../model.ts';
import type { RgbImage } from '../rgb-image.ts';
import { cropHeight, cropWidth, recognizeText } from './recognize-text.ts';

const characters = ['x', '1', '2', ' '];

/** Answers with the mean brightness of each crop as the probability of `2`, the rest to `x`. */
function brightnessReader(batches: number[][]): RunModel {
  return async ({ data, dims }) => {
    batches.push([...dims]);
    const [count, channels, height, width] = dims as [number, number, number, number];
    const size = channels * height * width;
    const steps = width / 8;
    const out = new Float32Array(count * steps * 5);
    for (let n = 0; n < count; n++) {
      const crop = data.subarray(n * size, (n + 1) * size);
      const brightness = (crop.reduce((sum, value) => sum + value, 0) / size + 1) / 2;
      for (let step = 0; step < steps; step++) {
        out[(n * steps + step) * 5 + 3] = brightness;
        out[(n * steps + step) * 5 + 1] = 1 - brightness;
      }
    }
    return { out: { data: out, dims: [count, steps, 5] } };
  };
}

function grey(level: number, width: number): RgbImage {
  return { data: new Uint8Array(width * cropHeight * 3).fill(level), width, height: cropHeight };
}

it('reads crops of one width together and gives answers in the order asked', async () => {
  const batches: number[][] = [];
  const crops = [grey(51, 96), grey(255, 160), grey(102, 96)];
  const found = await recognizeText(crops, { run: brightnessReader(batches), characters }, '12');
  expect(batches).toEqual([
    [2, 3, 48, 96],
    [1, 3, 48, 160],
  ]);
  expect(found.map(({ steps }) => steps)).toEqual([12, 20, 12]);
  // Columns: blank, 1, 2, everything else.
  expect([...found[0]!.data.subarray(0, 4)]).toEqual([0, 0, expect.closeTo(0.2, 2), expect.closeTo(0.8, 2)]);
  expect(found[1]!.data[2]).toBeCloseTo(1, 2);
  expect(found[2]!.data[2]).toBeCloseTo(0.4, 2);
});

it('refuses a recogniser whose list of characters is not its own', async () => {
  const run = brightnessReader([]);
  await expect(recognizeText([grey(0, 64)], { run, characters: ['1'] }, '1')).rejects.toThrow('1 characters');
});

it('chooses widths in steps, rounded up so that digits never stand closer', () => {
  expect([0.5, 1.9, 2.1, 3, 40].map(cropWidth)).toEqual([64, 96, 128, 160, 640]);
});
