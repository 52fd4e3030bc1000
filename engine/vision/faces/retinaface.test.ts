import { expect, test } from 'vitest';
import type { Tensor } from '../model.ts';
import { retinaFace } from './retinaface.ts';

const zeros = (channels: number, side: number): Tensor => ({
  data: new Float32Array(channels * side * side),
  dims: [1, channels, side, side],
});

function outputs(): Record<string, Tensor> {
  return Object.fromEntries(
    [32, 16, 8].flatMap((stride) => [
      [`face_rpn_cls_prob_reshape_stride${stride}`, zeros(4, 640 / stride)],
      [`face_rpn_bbox_pred_stride${stride}`, zeros(8, 640 / stride)],
      [`face_rpn_landmark_pred_stride${stride}`, zeros(20, 640 / stride)],
    ]),
  );
}

/** Sets channel `channel` of output `name` at column 3, row 2. */
function set(tensors: Record<string, Tensor>, name: string, channel: number, value: number): void {
  const { data, dims } = tensors[name]!;
  const side = dims[3]!;
  data[channel * side * side + 2 * side + 3] = value;
}

test('an anchor of the fine stride, moved and stretched by hand', () => {
  const tensors = outputs();
  set(tensors, 'face_rpn_cls_prob_reshape_stride8', 3, 0.9); // face of the second anchor, 16 pixels
  set(tensors, 'face_rpn_bbox_pred_stride8', 4, 0.5); // half an anchor to the right
  set(tensors, 'face_rpn_bbox_pred_stride8', 6, Math.log(2)); // twice as wide
  set(tensors, 'face_rpn_landmark_pred_stride8', 10, -1.25); // left eye: 1.25 · 0.2 · 16 to the left
  const [face, ...others] = retinaFace.decode(tensors, 0.5);
  expect(others).toEqual([]);
  // The anchor's middle is at (3 · 8 + 8, 2 · 8 + 8).
  expect(face!.box.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([32 + 8 - 16, 24 - 8, 32, 16]);
  expect(face!.score).toBeCloseTo(0.9, 6);
  expect(face!.landmarks[0]).toEqual([32 - 4, 24]);
  expect(face!.landmarks[4]).toEqual([32, 24]);
});

test('each stride has its own anchors', () => {
  const sides = [32, 16, 8].flatMap((stride) =>
    [2, 3].map((channel) => {
      const tensors = outputs();
      set(tensors, `face_rpn_cls_prob_reshape_stride${stride}`, channel, 1);
      return retinaFace.decode(tensors, 0.5)[0]!.box[2];
    }),
  );
  expect(sides).toEqual([512, 256, 128, 64, 32, 16]);
});

test('background and what is under the score are no faces', () => {
  const tensors = outputs();
  set(tensors, 'face_rpn_cls_prob_reshape_stride16', 0, 1);
  set(tensors, 'face_rpn_cls_prob_reshape_stride16', 2, 0.49);
  expect(retinaFace.decode(tensors, 0.5)).toEqual([]);
});
