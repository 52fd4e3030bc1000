import type { Point } from '../../contract/geometry.ts';
import type { Tensor } from '../model.ts';
import { rawPixels } from '../tensor.ts';
import type { FaceDetection, FaceDetectorArchitecture } from './face-detection.ts';

/**
 * RetinaFace with the MobileNet-0.25 backbone, as InsightFace exported it (`mnet.25`, version 2).
 * Deng, Guo, Zhou, Yu, Kotsia, Zafeiriou: *RetinaFace: Single-stage Dense Face Localisation in the
 * Wild* (CVPR 2020), section 3.2; boxes are regressed as in Faster R-CNN (Ren et al. 2015, eq. 2).
 */
export const retinaFace: FaceDetectorArchitecture = { side: 640, normalisation: rawPixels, decode };

/** Sides of the two anchors of a cell, larger first, for each stride; pixels. */
const anchorSides = [
  [32, [512, 256]],
  [16, [128, 64]],
  [8, [32, 16]],
] as const;

/** Landmarks were trained in units of a fifth of the anchor. */
const landmarkScale = 0.2;

function decode(outputs: Readonly<Record<string, Tensor>>, minScore: number): FaceDetection[] {
  const faces: FaceDetection[] = [];
  for (const [stride, sides] of anchorSides) {
    // 1×4×H×W: background of both anchors, then face of both; 1×8×H×W; 1×20×H×W.
    const scores = output(outputs, `face_rpn_cls_prob_reshape_stride${stride}`);
    const boxes = output(outputs, `face_rpn_bbox_pred_stride${stride}`).data;
    const points = output(outputs, `face_rpn_landmark_pred_stride${stride}`).data;
    const columns = scores.dims[3]!;
    const cells = scores.dims[2]! * columns;
    for (const [anchor, side] of sides.entries()) {
      for (let cell = 0; cell < cells; cell++) {
        const score = scores.data[(2 + anchor) * cells + cell]!;
        if (score < minScore) continue;
        // The middle of the anchor lies between pixels 7 and 8 of its cell at every stride: the
        // anchors were generated for a base of 16 pixels.
        const centreX = (cell % columns) * stride + 8;
        const centreY = Math.floor(cell / columns) * stride + 8;
        const delta = (index: number) => boxes[(anchor * 4 + index) * cells + cell]!;
        const width = Math.exp(delta(2)) * side;
        const height = Math.exp(delta(3)) * side;
        const point = (index: number): Point => {
          const at = (anchor * 10 + index * 2) * cells + cell;
          return [
            centreX + points[at]! * landmarkScale * side,
            centreY + points[at + cells]! * landmarkScale * side,
          ];
        };
        faces.push({
          box: [centreX + delta(0) * side - width / 2, centreY + delta(1) * side - height / 2, width, height],
          score,
          landmarks: [point(0), point(1), point(2), point(3), point(4)],
        });
      }
    }
  }
  return faces;
}

function output(outputs: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const tensor = outputs[name];
  if (!tensor) throw new Error(`The face detector has no output ${name}; it is not a RetinaFace mnet.25.`);
  return tensor;
}
