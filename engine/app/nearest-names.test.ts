import { expect, it } from 'vitest';
import { nearest } from './nearest-names.ts';

const names = ['City Marathon 2026', 'City Marathon 2025', 'Trail Run', 'Night Run'];

it.each([
  ['city maraton 2026', ['City Marathon 2026', 'City Marathon 2025']],
  ['trail', ['Trail Run']],
  ['Tral Run', ['Trail Run']],
  ['Nihgt Run', ['Night Run']],
  ['Triathlon', []],
])('%s', (typed, expected) => {
  expect(nearest(typed, names)).toEqual(expected);
});
