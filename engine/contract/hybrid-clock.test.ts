import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareClocks, type HybridClock, tick } from './hybrid-clock.ts';

test('every tick is after the last one, whatever the wall clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 2 }), (walls) => {
      let last: HybridClock | null = null;
      for (const wall of walls) {
        const next = tick(last, wall);
        if (last !== null) expect(compareClocks(last, next)).toBeLessThan(0);
        expect(next.time).toBeGreaterThanOrEqual(wall);
        last = next;
      }
    }),
  );
});

test('follows the wall clock while that runs forward', () => {
  expect(tick({ time: 10, counter: 7 }, 11)).toEqual({ time: 11, counter: 0 });
});
