import type { Box } from '../../contract/geometry.ts';
import { letterbox } from '../letterbox.ts';
import type { RunModel, Tensor } from '../model.ts';
import type { RgbImage } from '../rgb-image.ts';
import { suppress } from '../suppress.ts';
import { toTensor, unitPixels } from '../tensor.ts';

/** Sides of the network's input, pixels. */
const inputSide = 640;

/** Grey of the bars that Ultralytics' `LetterBox` adds. */
const padding = 114;

export interface Detection {
  readonly box: Box;
  /** Of the best class, 0…1. */
  readonly score: number;
}

/** Ultralytics' `iou` for prediction; its `conf` of 0.25 suits what only asks for a closer look. */
const limits = { score: 0.25, overlap: 0.7 } as const;

/**
 * Bibs, whole with their paper, in pixels of `image`, best first. The network takes 1×3×640×640 RGB,
 * 0…1, letterboxed in the middle, and gives 1×(4 + classes)×anchors.
 */
export async function detectBibs(image: RgbImage, run: RunModel): Promise<Detection[]> {
  const framed = await letterbox(image, inputSide, inputSide, { padding, centred: true });
  const [output] = Object.values(await run(toTensor([framed.image], unitPixels)));
  if (!output) throw new Error('The bib detector gave no output.');
  return suppress(decodeYolov8(output), limits.overlap).flatMap(({ box, score }) => {
    const [left, top] = framed.toSource([box[0], box[1]]);
    const [right, bottom] = framed.toSource([box[0] + box[2], box[1] + box[3]]);
    const x = Math.max(0, left);
    const y = Math.max(0, top);
    const width = Math.min(image.width, right) - x;
    const height = Math.min(image.height, bottom) - y;
    return width > 0 && height > 0 ? [{ box: [x, y, width, height], score }] : [];
  });
}

/**
 * Boxes in pixels of the network's input. YOLOv8's head is decoded within the graph: rows 0 to 3 are
 * centre x, centre y, width, height, the others are class probabilities (Ultralytics,
 * `ops.non_max_suppression`).
 */
export function decodeYolov8({ data, dims }: Tensor): Detection[] {
  const [batch, rows, anchors] = dims;
  if (dims.length !== 3 || batch !== 1 || rows === undefined || rows < 5 || anchors === undefined) {
    throw new Error(`YOLOv8 gives 1×(4 + classes)×anchors, this network gives ${dims.join('×')}.`);
  }
  const detections: Detection[] = [];
  for (let anchor = 0; anchor < anchors; anchor++) {
    let score = 0;
    for (let row = 4; row < rows; row++) score = Math.max(score, data[row * anchors + anchor]!);
    if (score < limits.score) continue;
    const width = data[2 * anchors + anchor]!;
    const height = data[3 * anchors + anchor]!;
    const x = data[anchor]! - width / 2;
    const y = data[anchors + anchor]! - height / 2;
    detections.push({ box: [x, y, width, height], score });
  }
  return detections;
}
