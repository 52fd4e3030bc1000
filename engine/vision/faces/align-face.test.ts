import { expect, test } from 'vitest';
import type { Face } from '../../contract/findings.ts';
import type { Point } from '../../contract/geometry.ts';
import { alignFace, frontality, similarity } from './align-face.ts';

/** Landmarks of a face that looks straight ahead, in its aligned place. */
const frontal: Face['landmarks'] = [
  [38.7946, 52.1963],
  [74.0318, 52.0014],
  [56.5252, 72.2366],
  [42.0493, 92.8655],
  [71.2299, 92.7041],
];

function move(points: Face['landmarks'], degrees: number, scale: number, [tx, ty]: Point): Face['landmarks'] {
  const a = scale * Math.cos((degrees * Math.PI) / 180);
  const b = scale * Math.sin((degrees * Math.PI) / 180);
  const moved = (index: 0 | 1 | 2 | 3 | 4): Point => {
    const [x, y] = points[index];
    return [a * x - b * y + tx, b * x + a * y + ty];
  };
  return [moved(0), moved(1), moved(2), moved(3), moved(4)];
}

test.each([0, 37, -120, 180])('recovers a turn of %i°, a scale and a shift', (degrees) => {
  const { a, b, tx, ty } = similarity(frontal, move(frontal, degrees, 3.5, [400, -20]));
  expect(Math.hypot(a, b)).toBeCloseTo(3.5, 9);
  expect(a).toBeCloseTo(3.5 * Math.cos((degrees * Math.PI) / 180), 9);
  expect(b).toBeCloseTo(3.5 * Math.sin((degrees * Math.PI) / 180), 9);
  expect([tx, ty]).toEqual([expect.closeTo(400, 6), expect.closeTo(-20, 6)]);
});

test('never mirrors, however well a mirrored face would fit', () => {
  const mirrored = frontal.map(([x, y]): Point => [-x, y]);
  const { a, b } = similarity(frontal, mirrored);
  // A pure mirror in x leaves no turn that helps but the upright one.
  expect(b).toBeCloseTo(0, 1);
  expect(Math.abs(a)).toBeLessThan(1);
});

test('brings every landmark of a turned face to its place', () => {
  const landmarks = move(frontal, 25, 4, [300, 100]);
  const data = new Uint8Array(900 * 900 * 3);
  for (const [x, y] of landmarks) {
    for (let dy = -6; dy <= 6; dy++) {
      for (let dx = -6; dx <= 6; dx++) {
        data.fill(
          255,
          (Math.floor(y + dy) * 900 + Math.floor(x + dx)) * 3,
          (Math.floor(y + dy) * 900 + Math.floor(x + dx)) * 3 + 3,
        );
      }
    }
  }
  const aligned = alignFace({ data, width: 900, height: 900 }, landmarks);
  expect([aligned.width, aligned.height]).toEqual([112, 112]);
  for (const [x, y] of frontal) {
    expect(aligned.data[(Math.floor(y) * 112 + Math.floor(x)) * 3]).toBeGreaterThan(200);
  }
  const lit = aligned.data.filter((value) => value > 127).length / 3;
  expect(lit / 5).toBeGreaterThan(7);
  expect(lit / 5).toBeLessThan(16); // 13 × 13 pixels shrunk four times
});

test('a face that turns away is less frontal than one that tilts its head', () => {
  const [leftEye, rightEye, [noseX, noseY], leftMouth, rightMouth] = frontal;
  const turned = (pixels: number): Face['landmarks'] => [
    leftEye,
    rightEye,
    [noseX + pixels, noseY],
    leftMouth,
    rightMouth,
  ];
  expect(frontality(move(frontal, 40, 2, [9, 9]))).toBeCloseTo(1, 9);
  expect(frontality(turned(8))).toBeLessThan(0.95);
  expect(frontality(turned(16))).toBeLessThan(frontality(turned(8)));
  expect(frontality(turned(40))).toBeLessThan(0.15);
});
