import type { BibEvidence } from '../../contract/findings.ts';
import shipped from './bib-confidence.json' with { type: 'json' };

/** A logistic regression over the terms below: `bias` plus weight times term. */
export interface ConfidenceModel {
  readonly bias: number;
  readonly weights: Readonly<Record<ConfidenceTerm, number>>;
}

/** Logarithm of the odds, bounded at 200 to 1. */
function logOdds(probability: number): number {
  return Math.log((probability + 0.005) / (1 - probability + 0.005));
}

/** Logarithm of a share that is mostly nought. */
function logShare(share: number): number {
  return Math.log(share + 0.02);
}

/** Paper that goes on further than this beside the digits tells nothing more, in heights. */
const fullMargin = 1.2;

/**
 * What the confidence weighs, each computed from the evidence of a reading. Few and smooth, so that a
 * few hundred readings settle the weights.
 */
const terms = {
  support: (e) => logOdds(e['support']!),
  agreement: (e) => e['agreement']!,
  coverage: (e) => e['coverage']!,
  weakest: (e) => logOdds(e['weakest']!),
  longer: (e) => logShare(e['longer']!),
  shorter: (e) => logShare(e['shorter']!),
  rival: (e) => logShare(e['rival']!),
  other: (e) => logShare(e['other']!),
  signsInside: (e) => Math.min(1.5, e['signsInside']!),
  signsBeside: (e) => Math.min(2, e['signsBeside']!),
  leastMargin: (e) => Math.min(e['marginLeft']!, e['marginRight']!, 1),
  noMargin: (e) => (Math.min(e['marginLeft']!, e['marginRight']!) < 0.12 ? 1 : 0),
  lopsided: (e) => Math.abs(Math.min(e['marginLeft']!, fullMargin) - Math.min(e['marginRight']!, fullMargin)),
  contrast: (e) => Math.min(200, e['contrast']!) / 100,
  boxScore: (e) => e['boxScore']!,
  textHeight: (e) => Math.min(1, Math.log(e['textHeight']! / 20)),
  frameBeside: (e) => Math.max(0, 0.8 - e['frameBeside']!),
  frameBelow: (e) => (e['frameBelow']! < 0.3 ? 1 : 0),
  tilt: (e) => e['tilt']!,
  pitch: (e) => Math.abs(Math.log(Math.max(0.1, e['pitch']!) / 0.5)),
  stray: (e) => e['stray']!,
  oneCharacter: (e) => (e['length'] === 1 ? 1 : 0),
  twoCharacters: (e) => (e['length'] === 2 ? 1 : 0),
  manyCharacters: (e) => (e['length']! >= 6 ? 1 : 0),
  leadingZero: (e) => e['leadingZero']!,
} as const satisfies Record<string, (evidence: BibEvidence) => number>;

export type ConfidenceTerm = keyof typeof terms;

export const confidenceTerms = Object.keys(terms) as ConfidenceTerm[];

/** The terms of one reading, in the order of `confidenceTerms`. */
export function confidenceInputs(evidence: BibEvidence): number[] {
  return confidenceTerms.map((term) => terms[term](evidence));
}

/** Fitted by `npm run fit:bib-confidence`; see docs/decisions.md for what on. */
export const shippedConfidence: ConfidenceModel = shipped;

/** Probability that exactly this number is worn there. */
export function confidenceOf(evidence: BibEvidence, model: ConfidenceModel = shippedConfidence): number {
  const logit = confidenceTerms.reduce(
    (sum, term) => sum + model.weights[term] * terms[term](evidence),
    model.bias,
  );
  return 1 / (1 + Math.exp(-logit));
}
