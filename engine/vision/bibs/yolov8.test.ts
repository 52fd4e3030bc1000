import { describe, expect, it } from 'vitest';
import { encodeOnnx, floats, ints } from '../../../test/fixtures/onnx-graph.ts';
import { openSession } from '../../inference/session.ts';
import type { RgbImage } from '../rgb-image.ts';
import { decodeYolov8, detectBibs } from './yolov8.ts';

const side = 640;
/** Cells of the coarsest grid; the graph below has this one alone. */
const cells = 20;

/**
 * A network with YOLOv8's input and output that "finds" a bib of 96 × 64 pixels in every 32 × 32 cell
 * as bright as its mean is: score = mean of red, green and blue.
 */
function brightnessDetector(): Uint8Array {
  const grid = Array.from({ length: cells * cells }, (_, i) => [
    (i % cells) * 32 + 16,
    Math.floor(i / cells) * 32 + 16,
  ]);
  const boxes = [
    ...grid.map(([x]) => x!),
    ...grid.map(([, y]) => y!),
    ...grid.map(() => 96),
    ...grid.map(() => 64),
  ];
  return encodeOnnx({
    inputs: [{ name: 'images', dims: [1, 3, side, side] }],
    outputs: [{ name: 'output0', dims: [1, 5, cells * cells] }],
    nodes: [
      { op: 'Conv', inputs: ['images', 'mean'], outputs: ['grey'], attributes: { kernel_shape: [1, 1] } },
      {
        op: 'AveragePool',
        inputs: ['grey'],
        outputs: ['pooled'],
        attributes: { kernel_shape: [32, 32], strides: [32, 32] },
      },
      { op: 'Reshape', inputs: ['pooled', 'shape'], outputs: ['scores'] },
      { op: 'Concat', inputs: ['boxes', 'scores'], outputs: ['output0'], attributes: { axis: 1 } },
    ],
    initializers: {
      mean: floats([1, 3, 1, 1], [1 / 3, 1 / 3, 1 / 3]),
      shape: ints([1, 1, cells * cells]),
      boxes: floats([1, 4, cells * cells], boxes),
    },
  });
}

/** Black, with white rectangles. */
function picture(
  width: number,
  height: number,
  white: readonly (readonly [number, number, number, number])[],
): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (const [left, top, w, h] of white) {
    for (let y = top; y < top + h; y++) data.fill(255, (y * width + left) * 3, (y * width + left + w) * 3);
  }
  return { data, width, height };
}

describe('detectBibs', () => {
  it('runs a network of this shape and maps its boxes back through the letterbox', async () => {
    const session = await openSession(brightnessDetector(), { provider: 'cpu', threads: 1 });
    // 1280 × 640 is halved to 640 × 320 with bars of 160 above and below: the white square, 64 wide,
    // fills one cell of the frame, whose centre is (16 + 32·4, 16 + 32·7).
    const found = await detectBibs(picture(1280, 640, [[256, 128, 64, 64]]), session.run);
    await session.dispose();
    const bars = found.filter(({ score }) => score < 0.9);
    const [bib] = found;
    // A little less than 1: the resize blends the edge of the square with the black around it.
    expect(bib!.score).toBeGreaterThan(0.95);
    expect(bib!.box.map(Math.round)).toEqual([192, 96, 192, 128]);
    // The grey bars (114 / 255) score 0.45; what of their boxes reaches into the photo is cut to it.
    for (const { box, score } of bars) {
      expect(score).toBeCloseTo(114 / 255, 2);
      expect(box[1]).toBeGreaterThanOrEqual(0);
      expect(box[1] + box[3]).toBeLessThanOrEqual(640);
    }
  });
});

describe('decodeYolov8', () => {
  it('takes the best class of each anchor and drops weak ones', () => {
    const data = Float32Array.from(
      [
        [100, 300], // centre x
        [50, 60], // centre y
        [40, 20], // width
        [20, 10], // height
        [0.2, 0.1], // class 0
        [0.8, 0.24], // class 1
      ].flat(),
    );
    expect(decodeYolov8({ data, dims: [1, 6, 2] })).toEqual([
      { box: [80, 40, 40, 20], score: expect.closeTo(0.8, 5) },
    ]);
  });

  it('refuses another layout instead of reading noise', () => {
    expect(() => decodeYolov8({ data: new Float32Array(8400 * 5), dims: [1, 8400] })).toThrow('1×8400');
  });
});
