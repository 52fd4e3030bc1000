import { describe, expect, it } from 'vitest';
import type { BibEvidence } from '../../contract/findings.ts';
import { confidenceInputs, confidenceOf, confidenceTerms } from './confidence.ts';

/** A large clear four-digit bib on a chest, on which every look agrees. */
const clear: BibEvidence = {
  support: 0.93,
  agreement: 1,
  coverage: 1,
  weakest: 0.99,
  longer: 0,
  shorter: 0.01,
  rival: 0,
  other: 0,
  signsInside: 0,
  signsBeside: 0,
  marginLeft: 0.8,
  marginRight: 0.8,
  contrast: 250,
  boxScore: 0.85,
  textHeight: 40,
  tilt: 0.05,
  frameBeside: 12,
  frameBelow: 10,
  pitch: 0.5,
  stray: 0,
  length: 4,
  leadingZero: 0,
};

describe('confidenceOf', () => {
  it('trusts what everything speaks for', () => {
    expect(confidenceOf(clear)).toBeGreaterThan(0.9);
  });

  it.each<[string, BibEvidence]>([
    ['looks that read more digits', { longer: 0.6 }],
    ['one digit that is half a guess', { weakest: 0.5, support: 0.5, rival: 0.4 }],
    ['a frame that may cut it', { frameBeside: 0 }],
    ['paper that ends behind the last digit', { marginRight: 0, marginLeft: 1 }],
    ['nobody who could wear it', { stray: 4 }],
    ['a nought in front', { leadingZero: 1 }],
  ])('trusts %s less', (_, change) => {
    expect(confidenceOf({ ...clear, ...change })).toBeLessThan(confidenceOf(clear));
  });

  it('weighs finite terms, whatever the evidence', () => {
    const extremes: BibEvidence[] = [0, 1].map(
      (value) => Object.fromEntries(Object.keys(clear).map((name) => [name, value])) as BibEvidence,
    );
    for (const evidence of extremes) {
      expect(confidenceInputs({ ...evidence, textHeight: 1 }).every(Number.isFinite)).toBe(true);
    }
    expect(confidenceInputs(clear)).toHaveLength(confidenceTerms.length);
  });
});
