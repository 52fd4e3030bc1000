import type { Face } from '../../contract/findings.ts';
import type { Box } from '../../contract/geometry.ts';
import { frontality } from './align-face.ts';

/**
 * How far the embedding of a face can be trusted, 0…1: the product of what its size, its sharpness
 * and its pose leave of it; what its embedding says of itself is taken in where there is one. Box and landmarks in pixels of the analysis image, sharpness as
 * `laplacianVariance` of the box.
 *
 * Size and sharpness are fitted to a measurement: the median cosine between the embedding of a large
 * sharp face and of the same face made smaller (0.37 at 14 pixels, 0.78 at 24, 0.98 at 44) or blurred
 * (0.54 at a variance of 7, 0.83 at 20, 0.98 at 140).
 */
export function faceQuality(box: Box, landmarks: Face['landmarks'], sharpness: number): number {
  const side = Math.min(box[2], box[3]);
  const ofSize = 1 - Math.exp(-Math.max(0, side - 9) / 9);
  const ofSharpness = sharpness / (sharpness + 5);
  return ofSize * ofSharpness * frontality(landmarks);
}
