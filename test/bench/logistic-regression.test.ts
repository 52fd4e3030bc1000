import { expect, it } from 'vitest';
import { Prng } from '../fixtures/race/prng.ts';
import { fitLogistic } from './logistic-regression.ts';

it('finds the model that drew the examples', () => {
  const prng = new Prng('logistic');
  const examples = Array.from({ length: 6000 }, () => {
    const inputs = [prng.between(-2, 2), prng.between(0, 10)];
    const p = 1 / (1 + Math.exp(-(0.5 + 1.5 * inputs[0]! - 0.3 * inputs[1]!)));
    return { inputs, truth: prng.between(0, 1) < p, weight: 1 };
  });
  const { bias, weights } = fitLogistic(examples, 1e-3);
  expect(bias).toBeCloseTo(0.5, 0);
  expect(weights[0]).toBeCloseTo(1.5, 0);
  expect(weights[1]).toBeCloseTo(-0.3, 1);
});

it('stays finite where one input separates the classes', () => {
  const examples = [-2, -1, 1, 2].map((x) => ({ inputs: [x], truth: x > 0, weight: 1 }));
  const { weights } = fitLogistic(examples, 1);
  expect(weights[0]).toBeGreaterThan(0);
  expect(weights[0]).toBeLessThan(10);
});
