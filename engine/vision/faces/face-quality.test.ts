import { expect, test } from 'vitest';
import type { Face } from '../../contract/findings.ts';
import type { Box, Point } from '../../contract/geometry.ts';
import { faceQuality } from './face-quality.ts';

const frontal: Face['landmarks'] = [
  [38, 52],
  [74, 52],
  [56, 72],
  [42, 93],
  [71, 93],
];

const quality = ({ side = 100, sharpness = 300, nose = [56, 72] as Point } = {}) => {
  const box: Box = [0, 0, side, side * 1.3];
  const [leftEye, rightEye, , leftMouth, rightMouth] = frontal;
  return faceQuality(box, [leftEye, rightEye, nose, leftMouth, rightMouth], sharpness);
};

test('a large, sharp face that looks into the lens is nearly certain', () => {
  expect(quality()).toBeGreaterThan(0.95);
  expect(quality()).toBeLessThanOrEqual(1);
});

test('falls with size, sharpness and turn, each on its own', () => {
  expect(quality({ side: 24 })).toBeLessThan(0.85);
  expect(quality({ side: 14 })).toBeLessThan(quality({ side: 24 }));
  expect(quality({ sharpness: 20 })).toBeLessThan(0.85);
  expect(quality({ sharpness: 5 })).toBeLessThan(quality({ sharpness: 20 }));
  expect(quality({ nose: [66, 72] })).toBeLessThan(0.9);
  expect(quality({ nose: [84, 72] })).toBeLessThan(quality({ nose: [66, 72] }));
});

test('a face of no size or no sharpness is worth nothing', () => {
  expect(quality({ side: 8 })).toBe(0);
  expect(quality({ sharpness: 0 })).toBe(0);
});
