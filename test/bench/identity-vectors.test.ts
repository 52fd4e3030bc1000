import { expect, test } from 'vitest';
import { cosine, IdentityVectors, measuredCosines } from './identity-vectors.ts';

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}

test('generated faces are as alike, and as different, as measured on real ones', () => {
  const vectors = new IdentityVectors('test');
  const pairs = Array.from({ length: 600 }, () => {
    const person = vectors.identity();
    return [person.face(), person.face()] as const;
  });
  const same = moments(pairs.map(([a, b]) => cosine(a, b)));
  const different = moments(pairs.flatMap(([a], i) => pairs.slice(i + 1, i + 21).map(([b]) => cosine(a, b))));
  expect(Math.abs(same.mean - measuredCosines.same.mean)).toBeLessThan(0.015);
  expect(Math.abs(same.deviation - measuredCosines.same.deviation)).toBeLessThan(0.015);
  expect(Math.abs(different.mean - measuredCosines.different.mean)).toBeLessThan(0.01);
  expect(Math.abs(different.deviation - measuredCosines.different.deviation)).toBeLessThan(0.01);
});
