import { type Box, iou, type Point } from '../../contract/geometry.ts';

/**
 * A rectangle turned about its centre. `angle` in radians, clockwise on screen (y points down), kept in
 * (−π/4, π/4] so that `width` runs along the reading direction of text that is not turned by more
 * than 45°: bib crops are never rotated by guess (169 would become 691).
 */
export interface RotatedRect {
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** Corners in order: top left, top right, bottom right, bottom left (as text is read). */
export function corners(rect: RotatedRect): [Point, Point, Point, Point] {
  const ux = (Math.cos(rect.angle) * rect.width) / 2;
  const uy = (Math.sin(rect.angle) * rect.width) / 2;
  const vx = (-Math.sin(rect.angle) * rect.height) / 2;
  const vy = (Math.cos(rect.angle) * rect.height) / 2;
  return [
    [rect.cx - ux - vx, rect.cy - uy - vy],
    [rect.cx + ux - vx, rect.cy + uy - vy],
    [rect.cx + ux + vx, rect.cy + uy + vy],
    [rect.cx - ux + vx, rect.cy - uy + vy],
  ];
}

/** Convex hull in counter-clockwise order without collinear points (Andrew's monotone chain, 1979). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length >= 2 && cross(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/**
 * The rectangle of least area around the points. One side of it lies on an edge of the convex hull
 * (Freeman and Shapira, 1975), so every edge is tried.
 */
export function minAreaRect(points: readonly Point[]): RotatedRect {
  const hull = convexHull(points);
  let best: RotatedRect | undefined;
  let bestArea = Number.POSITIVE_INFINITY;
  for (let i = 0; i < hull.length; i++) {
    const [ax, ay] = hull[i]!;
    const [bx, by] = hull[(i + 1) % hull.length]!;
    const rect = boundsAlong(hull, Math.atan2(by - ay, bx - ax));
    const area = rect.width * rect.height;
    if (area < bestArea) {
      best = rect;
      bestArea = area;
    }
  }
  if (!best) throw new Error('minAreaRect needs at least one point');
  return best;
}

function boundsAlong(points: readonly Point[], direction: number): RotatedRect {
  const quarter = Math.PI / 2;
  let angle = direction - quarter * Math.round(direction / quarter);
  if (angle <= -Math.PI / 4) angle += quarter;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let minU = Number.POSITIVE_INFINITY;
  let maxU = Number.NEGATIVE_INFINITY;
  let minV = Number.POSITIVE_INFINITY;
  let maxV = Number.NEGATIVE_INFINITY;
  for (const [x, y] of points) {
    const u = x * cos + y * sin;
    const v = y * cos - x * sin;
    minU = Math.min(minU, u);
    maxU = Math.max(maxU, u);
    minV = Math.min(minV, v);
    maxV = Math.max(maxV, v);
  }
  const u = (minU + maxU) / 2;
  const v = (minV + maxV) / 2;
  return { cx: u * cos - v * sin, cy: u * sin + v * cos, width: maxU - minU, height: maxV - minV, angle };
}

function cross(origin: Point, a: Point, b: Point): number {
  return (a[0] - origin[0]) * (b[1] - origin[1]) - (a[1] - origin[1]) * (b[0] - origin[0]);
}

/** The smallest upright box that holds the rectangle. */
export function uprightBounds(rect: RotatedRect): Box {
  const cos = Math.abs(Math.cos(rect.angle));
  const sin = Math.abs(Math.sin(rect.angle));
  const width = rect.width * cos + rect.height * sin;
  const height = rect.width * sin + rect.height * cos;
  return [rect.cx - width / 2, rect.cy - height / 2, width, height];
}

/** Intersection over union of the upright boxes round two rectangles, 0…1. */
export function overlap(a: RotatedRect, b: RotatedRect): number {
  return iou(uprightBounds(a), uprightBounds(b));
}
