import { expect, test } from 'vitest';
import { judge, largestDifference } from './provider-proof.ts';
import type { Tensor } from './session.ts';

const tensor = (...values: number[]): Tensor => ({ data: Float32Array.from(values), dims: [values.length] });

test('differences are measured against the largest value of their output', () => {
  const expected = { big: tensor(100, -200, 0), small: tensor(0.01, 0.02) };
  expect(largestDifference(expected, expected)).toBe(0);
  expect(largestDifference(expected, { ...expected, big: tensor(100, -198, 0) })).toBeCloseTo(0.01);
  expect(largestDifference(expected, { ...expected, small: tensor(0.01, 0.03) })).toBeCloseTo(0.5);
});

test('an output that is absent, cut or not a number is as wrong as can be', () => {
  const expected = { map: tensor(1, 2) };
  expect(largestDifference(expected, {})).toBe(Infinity);
  expect(largestDifference(expected, { map: tensor(1) })).toBe(Infinity);
  expect(largestDifference(expected, { map: tensor(1, Number.NaN) })).toBe(Infinity);
});

test('a provider is used when it is right and faster, and else the reason says which it is not', () => {
  const right = { difference: 0.001, providerMs: 4, cpuMs: 30 };
  expect(judge('dml', right).refusal).toBeNull();
  expect(judge('dml', { ...right, difference: 0.05 }).refusal).toBe(
    'dml computes something else than the CPU: off by 5.0 %.',
  );
  expect(judge('dml', { ...right, providerMs: 31 }).refusal).toBe('dml takes 31.0 ms, the CPU 30.0 ms.');
});
