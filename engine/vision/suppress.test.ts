import { expect, test } from 'vitest';
import type { Box } from '../contract/geometry.ts';
import { suppress } from './suppress.ts';

const at = (box: Box, score: number) => ({ box, score });

test('of overlapping detections only the best stays, best first', () => {
  const weak = at([1, 0, 10, 10], 0.6); // overlaps `strong` by 9/11
  const strong = at([0, 0, 10, 10], 0.9);
  const apart = at([8, 0, 10, 10], 0.7); // overlaps `strong` by 2/18
  expect(suppress([weak, apart, strong], 0.4)).toEqual([strong, apart]);
});

test('a detection that was suppressed suppresses nothing itself', () => {
  const chain = [at([0, 0, 10, 10], 0.9), at([4, 0, 10, 10], 0.8), at([8, 0, 10, 10], 0.7)];
  expect(suppress(chain, 0.4)).toEqual([chain[0], chain[2]]);
});
