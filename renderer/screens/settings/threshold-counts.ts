import type { Thresholds } from '../../../engine/contract/event.ts';

/**
 * How many sightings thresholds accept and ask about, by how many there are of each confidence.
 *
 * @param confidences counts of a hundredth each, from 0.00 on
 */
export function countsFor(
  confidences: readonly number[],
  { accept, review }: Thresholds,
): { accepted: number; reviewed: number; below: number } {
  const counts = { accepted: 0, reviewed: 0, below: 0 };
  confidences.forEach((sightings, hundredth) => {
    // Thresholds are hundredths as well: a count lies on one side as a whole.
    const part =
      hundredth >= Math.round(accept * 100)
        ? 'accepted'
        : hundredth >= Math.round(review * 100)
          ? 'reviewed'
          : 'below';
    counts[part] += sightings;
  });
  return counts;
}
