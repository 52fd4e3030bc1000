import {
  EventBibs,
  type EventConfidenceModel,
  type EventTerm,
  eventTerms,
} from '../../engine/people/event-bibs.ts';
import {
  type ConfidenceModel,
  type ConfidenceTerm,
  confidenceInputs,
  confidenceTerms,
} from '../../engine/vision/bibs/confidence.ts';
import { judgePlaces } from '../../engine/vision/bibs/read-bibs.ts';
import { judgeReading } from './count-readings.ts';
import type { GatheredPhoto } from './gather-places.ts';
import { type Example, fitLogistic, type LogisticModel } from './logistic-regression.ts';

/** Both sets of coefficients that ship. */
export interface BibModelsFitted {
  readonly photo: ConfidenceModel;
  readonly event: EventConfidenceModel;
}

/**
 * All generated examples together weigh this much beside all real ones: they look less like what users
 * bring, yet there are enough of them to steady the weights that few real readings bear on.
 */
const generatedShare = 0.2;

/** Ridge penalties, chosen once. */
const penalty = { photo: 3, event: 0.3 } as const;

/** Confidence from one photo, fitted on every number that any place may say. */
export function fitPhotoConfidence(photos: readonly GatheredPhoto[]): ConfidenceModel {
  const examples = photos.flatMap(({ places, labels, real }) =>
    places.flatMap(({ box, candidates }) =>
      candidates.flatMap(({ number, evidence }): Sample[] => {
        const verdict = judgeReading(labels, { number, box, confidence: 1 });
        if (verdict === 'open') return [];
        return [
          {
            inputs: confidenceInputs(evidence),
            truth: verdict === 'right',
            real,
          },
        ];
      }),
    ),
  );
  return named(fitLogistic(weighted(examples), penalty.photo), confidenceTerms);
}

/**
 * Both models. The second is fitted on confidences as the first gives them for races that it was not
 * fitted on, since that is how it will meet them.
 */
export function fitBibModels(photos: readonly GatheredPhoto[]): BibModelsFitted {
  const photo = fitPhotoConfidence(photos);
  const folds = Map.groupBy(photos, ({ event, real }) => (real ? event : 'generated'));
  const examples: Sample[] = [];
  for (const [fold, own] of folds) {
    const rest = photos.filter(({ event, real }) => (real ? event : 'generated') !== fold);
    const unseen = rest.length > 0 ? fitPhotoConfidence(rest) : photo;
    for (const race of Map.groupBy(own, ({ event }) => event).values()) {
      const bibs = new EventBibs();
      for (const { file, places } of race) bibs.add(file, judgePlaces(places, unseen));
      for (const { file, places, labels, real } of race) {
        for (const reading of judgePlaces(places, unseen)) {
          for (const { number, terms } of bibs.weigh(file, reading)) {
            const verdict = judgeReading(labels, { ...reading, number });
            if (verdict === 'open') continue;
            examples.push({
              inputs: eventTerms.map((term) => terms[term]),
              truth: verdict === 'right',
              real,
            });
          }
        }
      }
    }
  }
  return { photo, event: named(fitLogistic(weighted(examples), penalty.event), eventTerms) };
}

/** An example that is still to be weighed. */
type Sample = Omit<Example, 'weight'> & { readonly real: boolean };

function weighted(samples: readonly Sample[]): Example[] {
  const real = samples.filter((sample) => sample.real).length;
  const generated = samples.length - real;
  const weight = real > 0 ? (generatedShare * real) / Math.max(1, generated) : 1;
  return samples.map((sample) => ({ ...sample, weight: sample.real ? 1 : weight }));
}

function named<Term extends ConfidenceTerm | EventTerm>(
  { bias, weights }: LogisticModel,
  terms: readonly Term[],
): { bias: number; weights: Record<Term, number> } {
  const entries = terms.map((term, i) => [term, rounded(weights[i]!)]);
  return { bias: rounded(bias), weights: Object.fromEntries(entries) as Record<Term, number> };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
