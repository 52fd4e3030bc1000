import type { BibReading } from '../../contract/findings.ts';
import type { Box } from '../../contract/geometry.ts';

/** Two readings stand on the same print when this share of the smaller box lies in the other. */
const samePrint = 0.4;

/**
 * One reading a bib: of readings that stand on the same print the most confident stays and the others
 * become its alternatives, and a number that was read in several places (front and back of one
 * athlete, or a mirror) counts once, where it is clearest. Most confident first.
 */
export function mergeReadings(readings: readonly BibReading[]): BibReading[] {
  const kept: BibReading[] = [];
  for (const reading of readings.toSorted((a, b) => b.confidence - a.confidence)) {
    const same = kept.findIndex(
      (other) => other.number === reading.number || sharedPart(other.box, reading.box) > samePrint,
    );
    if (same < 0) kept.push(reading);
    else kept[same] = withAlternative(kept[same]!, reading);
  }
  return kept;
}

function withAlternative(kept: BibReading, { number, confidence }: BibReading): BibReading {
  if (number === kept.number || kept.alternatives.some((known) => known.number === number)) return kept;
  const alternatives = [...kept.alternatives, { number, probability: confidence }];
  return { ...kept, alternatives: alternatives.sort((a, b) => b.probability - a.probability) };
}

/** Intersection over the smaller of two boxes, 0…1. */
function sharedPart(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(a[2] * a[3], b[2] * b[3]);
}
