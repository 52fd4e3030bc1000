import { describe, expect, it } from 'vitest';
import type { Point } from '../../contract/geometry.ts';
import { convexHull, corners, minAreaRect } from './min-area-rect.ts';

describe('convexHull', () => {
  it('keeps the corners and drops what lies inside or on an edge', () => {
    const points: Point[] = [
      [0, 0],
      [2, 0],
      [4, 0],
      [4, 3],
      [0, 3],
      [1, 1],
      [3, 2],
    ];
    expect(new Set(convexHull(points).map(String))).toEqual(new Set(['0,0', '4,0', '4,3', '0,3']));
  });
});

describe('minAreaRect', () => {
  it.each([-40, -12, 0, 7, 33, 45])('finds a rectangle turned by %i degrees', (degrees) => {
    const turned = { cx: 50, cy: 40, width: 30, height: 10, angle: (degrees * Math.PI) / 180 };
    const found = minAreaRect([...corners(turned), [50, 40]]);
    expect(found.cx).toBeCloseTo(50);
    expect(found.cy).toBeCloseTo(40);
    expect(found.width).toBeCloseTo(30);
    expect(found.height).toBeCloseTo(10);
    expect(found.angle).toBeCloseTo(turned.angle);
  });

  it('keeps an upright tall shape upright: a single digit is not turned on its side', () => {
    const found = minAreaRect([
      [0, 0],
      [10, 0],
      [10, 24],
      [0, 24],
    ]);
    expect(found).toMatchObject({ width: 10, height: 24 });
    expect(found.angle).toBeCloseTo(0);
  });

  it('reads a line that climbs steeply from left to right as such', () => {
    const steep = { cx: 0, cy: 0, width: 30, height: 10, angle: (-44 * Math.PI) / 180 };
    expect(minAreaRect(corners(steep)).angle).toBeCloseTo(steep.angle);
  });
});
