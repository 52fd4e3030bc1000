import { expect, it } from 'vitest';
import { duration, progressText } from './terminal.ts';

it.each([
  [0.2, '1 s'],
  [45, '45 s'],
  [200, '3 min'],
  [7800, '2 h 10 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

it('says as much of the progress as is known', () => {
  const start = { done: 3, failed: 0, known: 0, total: null, photosPerSecond: null, secondsLeft: null };
  expect(progressText(start)).toBe('3 photos');
  expect(
    progressText({ ...start, total: 900, failed: 2, known: 1, photosPerSecond: 4.12, secondsLeft: 218 }),
  ).toBe('3 of 900 photos, 1 known, 2 failed, 4.1 a second, 4 min left');
});
