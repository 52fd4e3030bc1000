import { expect, test } from 'vitest';
import { Prng } from '../../fixtures/race/prng.ts';
import {
  measureSpread,
  normalQuantile,
  normalScores,
  quantile,
  quantiles,
  sharedVariance,
} from './spread.ts';

test('quantiles lie between the samples', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([0, 10], 0.25)).toBe(2.5);
  expect(quantiles([0, 1, 2, 3, 4], 4)).toEqual([0, 1, 2, 3, 4]);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
});

test('intervals hold the deviation, and are wider where pairs share few people', () => {
  const random = new Prng('spread');
  const pairs = Array.from({ length: 200 }, (_, i) => {
    // Four people, each with pairs of their own kind.
    const person = String(i % 4);
    return { a: person, b: person, cosine: 0.6 + 0.1 * (i % 4) + random.normal(0.05) };
  });
  const { deviation, ofPairs, ofPeople } = measureSpread(pairs);
  expect(ofPairs[0]).toBeLessThan(deviation);
  expect(ofPairs[1]).toBeGreaterThan(deviation);
  expect(ofPairs[1] - ofPairs[0]).toBeLessThan(0.04);
  expect(ofPeople[1] - ofPeople[0]).toBeGreaterThan(ofPairs[1] - ofPairs[0]);
});

test('groups share as much variance as they were given', () => {
  const random = new Prng('shared');
  const groups = Array.from({ length: 800 }, () => {
    const own = random.normal(1);
    return Array.from({ length: 3 }, () => Math.sqrt(0.6) * own + Math.sqrt(0.4) * random.normal(1));
  });
  expect(sharedVariance(groups)).toBeCloseTo(0.6, 1);
  expect(sharedVariance(groups.flat().map((value) => [value]))).toBe(0);
});

test('scores keep the order, and what is missing counts least', () => {
  const scores = normalScores([0.9, null, 0.1, null]);
  expect(scores[1]).toBe(scores[3]);
  expect(scores[1]!).toBeLessThan(scores[2]!);
  expect(scores[2]!).toBeLessThan(scores[0]!);
});
