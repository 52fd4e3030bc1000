import { expect, it } from 'vitest';
import { furtherLooks, looksInDoubt } from './looks.ts';
import { corners } from './min-area-rect.ts';

const box = { cx: 200, cy: 100, width: 80, height: 30, angle: 0.3 };

it('grows along the line of text, the side that is meant', () => {
  const [toTheLeft, toTheRight] = looksInDoubt(box);
  const [topLeft, topRight] = corners(box);
  const [grownLeft, keptRight] = corners(toTheLeft!);
  expect(keptRight[0]).toBeCloseTo(topRight[0]);
  expect(keptRight[1]).toBeCloseTo(topRight[1]);
  expect(Math.hypot(grownLeft[0] - topLeft[0], grownLeft[1] - topLeft[1])).toBeCloseTo(15);
  const [keptLeft] = corners(toTheRight!);
  expect(keptLeft[0]).toBeCloseTo(topLeft[0]);
});

it('keeps the middle where it grows at both sides, and turns about it', () => {
  const looks = [...furtherLooks(box), ...looksInDoubt(box).slice(2)];
  for (const { cx, cy } of looks) expect([cx, cy]).toEqual([expect.closeTo(200), expect.closeTo(100)]);
  expect(looks.map(({ angle }) => angle)).toEqual([0.3, 0.3, expect.closeTo(0.37), expect.closeTo(0.23)]);
});
