import { expect, test } from 'vitest';
import { countsFor } from './threshold-counts.ts';

test('sightings are counted on the side of each threshold that they are on, the threshold itself above', () => {
  const confidences = Array.from(
    { length: 100 },
    (_, hundredth) => ({ 29: 1, 30: 2, 89: 4, 90: 8, 99: 16 })[hundredth] ?? 0,
  );
  expect(countsFor(confidences, { accept: 0.9, review: 0.3 })).toEqual({
    accepted: 24,
    reviewed: 6,
    below: 1,
  });
  expect(countsFor(confidences, { accept: 0.9, review: 0.9 })).toEqual({
    accepted: 24,
    reviewed: 0,
    below: 7,
  });
  expect(countsFor(confidences, { accept: 1, review: 0.01 })).toEqual({
    accepted: 0,
    reviewed: 31,
    below: 0,
  });
  // 0.29 × 100 is 28.999…
  expect(countsFor(confidences, { accept: 0.9, review: 0.29 }).below).toBe(0);
});
