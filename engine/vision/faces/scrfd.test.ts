import { expect, test } from 'vitest';
import { encodeOnnx, floats, type Graph, type GraphNode, ints } from '../../../test/fixtures/onnx-graph.ts';
import { openSession } from '../../inference/session.ts';
import type { RgbImage } from '../rgb-image.ts';
import { detectFaces } from './detect-faces.ts';
import { faceDetector } from './face-detector.ts';

/** Per stride: half the side of every box, in strides; landmarks lie on the rising diagonal of it. */
const halfSides = { 8: 1, 16: 4, 32: 8 } as const;

/**
 * A network in the shape of SCRFD that sees a face wherever its red channel is bright: both anchors
 * of a cell score its brightest pixel, the second a tenth lower.
 */
function brightSpotScrfd(withBatch: boolean): Uint8Array {
  const nodes: GraphNode[] = [];
  const initializers: Record<string, ReturnType<typeof floats> | ReturnType<typeof ints>> = {
    red: ints([0]),
    one: floats([1], [1]),
    tenth: floats([1], [0.1]),
  };
  const outputs: Graph['outputs'][number][] = [];
  nodes.push({ op: 'Gather', inputs: ['image', 'red'], outputs: ['redOnly'], attributes: { axis: 1 } });
  for (const stride of [8, 16, 32] as const) {
    const anchors = 2 * (640 / stride) ** 2;
    const half = halfSides[stride];
    const rows = (width: number) => (withBatch ? [1, anchors, width] : [anchors, width]);
    initializers[`shape${stride}`] = ints(rows(1));
    initializers[`boxes${stride}`] = floats(rows(4), new Float32Array(anchors * 4).fill(half));
    initializers[`points${stride}`] = floats(
      rows(10),
      Float32Array.from({ length: anchors * 10 }, (_, i) => (half * (Math.floor((i % 10) / 2) - 2)) / 4),
    );
    nodes.push(
      {
        op: 'MaxPool',
        inputs: ['redOnly'],
        outputs: [`first${stride}`],
        attributes: { kernel_shape: [stride, stride], strides: [stride, stride] },
      },
      { op: 'Sub', inputs: [`first${stride}`, 'tenth'], outputs: [`second${stride}`] },
      // 1×2×H×W to 1×H×W×2: the two anchors of a cell follow each other.
      {
        op: 'Concat',
        inputs: [`first${stride}`, `second${stride}`],
        outputs: [`both${stride}`],
        attributes: { axis: 1 },
      },
      {
        op: 'Transpose',
        inputs: [`both${stride}`],
        outputs: [`cells${stride}`],
        attributes: { perm: [0, 2, 3, 1] },
      },
      { op: 'Reshape', inputs: [`cells${stride}`, `shape${stride}`], outputs: [`score_${stride}`] },
      { op: 'Identity', inputs: [`boxes${stride}`], outputs: [`bbox_${stride}`] },
      { op: 'Identity', inputs: [`points${stride}`], outputs: [`kps_${stride}`] },
    );
    outputs.push(
      { name: `score_${stride}`, dims: rows(1) },
      { name: `bbox_${stride}`, dims: rows(4) },
      { name: `kps_${stride}`, dims: rows(10) },
    );
  }
  return encodeOnnx({ inputs: [{ name: 'image', dims: [1, 3, 640, 640] }], outputs, nodes, initializers });
}

test.each([
  ['rows with a batch in front', true],
  ['rows alone', false],
])('boxes and landmarks of every stride, from %s', async (_, withBatch) => {
  const session = await openSession(brightSpotScrfd(withBatch), { provider: 'cpu', threads: 1 });
  const detector = faceDetector({ architecture: 'scrfd', run: session.run });
  // One bright pixel at (83, 165): cell (10, 20) of stride 8, (5, 10) of 16, (2, 5) of 32.
  const image: RgbImage = { data: new Uint8Array(640 * 640 * 3), width: 640, height: 640 };
  image.data[(165 * 640 + 83) * 3] = 255;
  const faces = await detectFaces(image, detector);
  await session.dispose();

  const score = (255 - 127.5) / 128;
  const boxes = faces.toSorted((a, b) => a.box[2] - b.box[2]);
  expect(boxes.map(({ box }) => box)).toEqual([
    [72, 152, 16, 16],
    [16, 96, 128, 128],
    [-192, -96, 512, 512],
  ]);
  for (const face of boxes) expect(face.score).toBeCloseTo(score, 5);
  expect(boxes[0]!.landmarks).toEqual([
    [76, 156],
    [78, 158],
    [80, 160],
    [82, 162],
    [84, 164],
  ]);
});

test('a network without landmarks is refused as a bug of the pack, not read as one', () => {
  const { decode } = faceDetector({ architecture: 'scrfd', run: async () => ({}) });
  const scores = { data: new Float32Array(12800).fill(1), dims: [1, 12800, 1] };
  expect(() => decode({ scores }, 0.5)).toThrow('not an SCRFD');
});

test('an architecture that is no face detector gives a sentence', () => {
  expect(() => faceDetector({ architecture: 'ctc', run: async () => ({}) })).toThrow(
    expect.objectContaining({ code: 'MODEL_INCOMPATIBLE' }),
  );
});
