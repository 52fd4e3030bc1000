import { type Box, iou } from '../contract/geometry.ts';

/**
 * Greedy non-maximum suppression: of detections that overlap by more than `maxIou`, only the one with
 * the highest score stays. Best first.
 */
export function suppress<T extends { readonly box: Box; readonly score: number }>(
  detections: readonly T[],
  maxIou: number,
): T[] {
  const kept: T[] = [];
  for (const candidate of detections.toSorted((a, b) => b.score - a.score)) {
    if (kept.every(({ box }) => iou(box, candidate.box) <= maxIou)) kept.push(candidate);
  }
  return kept;
}
