import type { BibReading, Face } from '../../contract/findings.ts';
import type { AnalysisImage } from '../rgb-image.ts';
import { type ConfidenceModel, confidenceOf, shippedConfidence } from './confidence.ts';
import {
  type BibModels,
  type BibOptions,
  type BibPlace,
  type BibTimings,
  findCandidates,
} from './find-candidates.ts';
import { mergeReadings } from './merge-readings.ts';

/** Lower readings are not worth a look: nearly all of them are wrong. */
const leastConfidence = 0.05;

/**
 * Every bib that can be read in the photo, each number once, most confident first. Boxes are in
 * pixels of the upright photo, as those of the faces are.
 */
export async function readBibs(
  photo: AnalysisImage,
  faces: readonly Pick<Face, 'box'>[],
  models: BibModels,
  options: BibOptions,
): Promise<{ readings: BibReading[]; timings: BibTimings }> {
  const { places, timings } = await findCandidates(photo, faces, models, options);
  return { readings: judgePlaces(places), timings };
}

/** The most probable number of each place, where one is worth showing. */
export function judgePlaces(
  places: readonly BibPlace[],
  model: ConfidenceModel = shippedConfidence,
): BibReading[] {
  const readings = places.flatMap(({ box, sharpness, candidates }) => {
    const [best, ...others] = candidates
      .map((candidate) => ({ ...candidate, confidence: confidenceOf(candidate.evidence, model) }))
      .sort((a, b) => b.confidence - a.confidence);
    if (!best || best.confidence < leastConfidence) return [];
    const alternatives = others.map(({ number, confidence }) => ({ number, probability: confidence }));
    return [{ ...best, box, sharpness, alternatives }];
  });
  return mergeReadings(readings);
}
