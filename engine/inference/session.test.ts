import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { encodeOnnx } from '../../test/fixtures/onnx-graph.ts';
import { doublingDbnet, evenCtc, smallArcface } from '../../test/fixtures/small-models.ts';
import { need, standardModel } from '../../test/parts.ts';
import { requireArchitecture } from './architectures.ts';
import { openSession } from './session.ts';

const onCpu = { provider: 'cpu', threads: 1 } as const;
const filled = (dims: number[], value = 0.5) => ({
  dims,
  data: new Float32Array(dims.reduce((product, dim) => product * dim, 1)).fill(value),
});

test('outputs come by name, with their shapes, whatever the input measures', async () => {
  const session = await openSession(doublingDbnet(), onCpu);
  expect(session.input).toEqual({ name: 'image', dims: ['batch', 3, 'height', 'width'] });
  for (const dims of [
    [1, 3, 2, 4],
    [2, 3, 5, 1],
  ]) {
    expect(await session.run(filled(dims))).toEqual({ map: filled(dims, 1) });
  }
  await session.dispose();
});

test.each([
  ['another size', filled([1, 3, 64, 64])],
  ['too few dimensions', filled([3, 112, 112])],
  ['fewer values than its shape says', { dims: [1, 3, 112, 112], data: new Float32Array(7) }],
])('a tensor of %s is refused in words', async (_, tensor) => {
  const session = await openSession(smallArcface(), onCpu);
  const error = await session.run(tensor).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'AppError', code: 'MODEL_INCOMPATIBLE' });
  expect(String(error)).toContain(`takes 1×3×112×112, and was given ${tensor.dims.join('×')}`);
  await session.dispose();
});

test.each([
  ['no ONNX file', new TextEncoder().encode('not a model at all')],
  [
    'a network of two inputs',
    encodeOnnx({
      inputs: [
        { name: 'left', dims: [1] },
        { name: 'right', dims: [1] },
      ],
      outputs: [{ name: 'sum', dims: [1] }],
      nodes: [{ op: 'Add', inputs: ['left', 'right'], outputs: ['sum'] }],
    }),
  ],
])('%s is refused in words', async (_, bytes) => {
  await expect(openSession(bytes, onCpu)).rejects.toMatchObject({
    name: 'AppError',
    code: 'MODEL_INCOMPATIBLE',
    message: expect.stringMatching(/\. Use a model of the kinds/),
  });
});

test('a network that is not what the manifest declares is refused before it runs', async () => {
  const session = await openSession(smallArcface(), onCpu);
  requireArchitecture(session, 'arcface', 'small.onnx');
  expect(() => requireArchitecture(session, 'retinaface-mnet', 'small.onnx')).toThrow(
    'small.onnx is declared as retinaface-mnet, but gives 1 tensors instead of 9.',
  );
  expect(() => requireArchitecture(session, 'ctc', 'small.onnx')).toThrow(
    'small.onnx is declared as ctc, but takes 1×3×112×112 instead of 1×3×48×?.',
  );
  expect(() => requireArchitecture(session, 'yolov8', 'small.onnx')).toThrow('not tensors of 3 dimensions');
  await session.dispose();
  const recognizer = await openSession(evenCtc(11), onCpu);
  requireArchitecture(recognizer, 'ctc', 'even.onnx');
  const { classes } = await recognizer.run(filled([2, 3, 48, 96]));
  expect(classes?.dims).toEqual([2, 1, 11]);
  await recognizer.dispose();
});

test('memory of a text detector that sees ever other shapes stays bounded', async (context) => {
  const session = await openSession(
    need(context, standardModel('text_detection/ch_PP-OCRv4_det_infer.onnx')),
    onCpu,
  );
  const shapes = [
    [320, 960],
    [960, 320],
    [960, 960],
    [736, 1280],
    [1280, 736],
    [1280, 1280],
    [960, 960],
    [640, 640],
    [1120, 800],
    [1280, 640],
  ];
  // One buffer for all inputs, and garbage collected before each look: what is measured is the network's.
  const pixels = new Float32Array(3 * 1280 * 1280).fill(0.5);
  const collectGarbage = garbageCollector();
  const before = process.memoryUsage.rss();
  let after = before;
  for (const [height = 0, width = 0] of shapes) {
    const input = { data: pixels.subarray(0, 3 * height * width), dims: [1, 3, height, width] };
    const { data } = Object.values(await session.run(input))[0]!;
    expect(data.length).toBe(height * width);
    collectGarbage();
    after = Math.max(after, process.memoryUsage.rss());
  }
  await session.dispose();
  // It holds 170 MB; 266 where nothing is ever given back.
  expect((after - before) / 2 ** 20).toBeLessThan(220);
});

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
