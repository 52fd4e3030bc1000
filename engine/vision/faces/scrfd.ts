import type { Point } from '../../contract/geometry.ts';
import type { Tensor } from '../model.ts';
import type { FaceDetection, FaceDetectorArchitecture } from './face-detection.ts';

/**
 * SCRFD with landmarks ("bnkps"), as InsightFace exports it. Guo, Deng, Lattas, Zafeiriou: *Sample and
 * Computation Redistribution for Efficient Face Detection* (ICLR 2022), section 3; boxes are distances
 * from the anchor's centre to its four sides, in strides.
 */
export const scrfd: FaceDetectorArchitecture = {
  side: 640,
  normalisation: { mean: [127.5, 127.5, 127.5], std: [128, 128, 128] },
  decode,
};

const anchorsPerCell = 2;

function decode(outputs: Readonly<Record<string, Tensor>>, minScore: number): FaceDetection[] {
  const faces: FaceDetection[] = [];
  const levels = Object.values(outputs).filter((tensor) => lastDim(tensor) === 1);
  for (const { data: scores } of levels) {
    // Exports name their outputs differently, but within a level all have the same count of anchors.
    const boxes = ofLevel(outputs, scores.length, 4);
    const points = ofLevel(outputs, scores.length, 10);
    const columns = Math.sqrt(scores.length / anchorsPerCell);
    const stride = scrfd.side / columns;
    for (let anchor = 0; anchor < scores.length; anchor++) {
      const score = scores[anchor]!;
      if (score < minScore) continue;
      const cell = Math.floor(anchor / anchorsPerCell);
      const centreX = (cell % columns) * stride;
      const centreY = Math.floor(cell / columns) * stride;
      const distance = (side: number) => boxes[anchor * 4 + side]! * stride;
      const left = centreX - distance(0);
      const top = centreY - distance(1);
      const point = (index: number): Point => [
        centreX + points[anchor * 10 + index * 2]! * stride,
        centreY + points[anchor * 10 + index * 2 + 1]! * stride,
      ];
      faces.push({
        box: [left, top, centreX + distance(2) - left, centreY + distance(3) - top],
        score,
        landmarks: [point(0), point(1), point(2), point(3), point(4)],
      });
    }
  }
  return faces;
}

/** The output with `width` numbers for each of `anchors` anchors: [1×]N×1, N×4 and N×10. */
function ofLevel(outputs: Readonly<Record<string, Tensor>>, anchors: number, width: number): Float32Array {
  const tensor = Object.values(outputs).find(
    ({ data, dims }) => dims.at(-1) === width && data.length === anchors * width,
  );
  if (!tensor)
    throw new Error('The face detector lacks boxes or landmarks; it is not an SCRFD bnkps export.');
  return tensor.data;
}

function lastDim(tensor: Tensor): number | undefined {
  return tensor.dims.at(-1);
}
