import type { Point } from '../../contract/geometry.ts';

/** One connected region of a thresholded map. */
export interface Component {
  /** Number of pixels. */
  readonly area: number;
  /**
   * The outer corners of the leftmost and rightmost pixel of each row: enough for a convex hull, and
   * far fewer than all pixels. Pixel (x, y) covers [x, x + 1] × [y, y + 1].
   */
  readonly outline: readonly Point[];
}

interface Run {
  readonly y: number;
  readonly start: number;
  /** One past the last pixel. */
  readonly end: number;
  parent: number;
}

/**
 * Regions of pixels above `threshold`, 8-connected, found with runs of rows and union-find in one
 * pass over the map (He, Chao, Suzuki: "A Run-Based Two-Scan Labeling Algorithm", 2008).
 */
export function connectedComponents(
  map: Float32Array,
  width: number,
  height: number,
  threshold: number,
): Component[] {
  const runs: Run[] = [];
  let previousStart = 0;
  let previousEnd = 0;
  for (let y = 0; y < height; y++) {
    const rowStart = runs.length;
    const offset = y * width;
    let above = previousStart;
    for (let x = 0; x < width; x++) {
      if (map[offset + x]! <= threshold) continue;
      const start = x;
      while (x < width && map[offset + x]! > threshold) x++;
      const index = runs.length;
      runs.push({ y, start, end: x, parent: index });
      while (above < previousEnd && runs[above]!.end < start) above++;
      for (let i = above; i < previousEnd && runs[i]!.start <= x; i++) union(runs, i, index);
    }
    previousStart = rowStart;
    previousEnd = runs.length;
  }

  const components = new Map<number, { area: number; outline: Point[] }>();
  for (let i = 0; i < runs.length; i++) {
    const root = find(runs, i);
    let component = components.get(root);
    if (!component) {
      component = { area: 0, outline: [] };
      components.set(root, component);
    }
    const { y, start, end } = runs[i]!;
    component.area += end - start;
    component.outline.push([start, y], [start, y + 1], [end, y], [end, y + 1]);
  }
  return [...components.values()];
}

function find(runs: readonly Run[], index: number): number {
  let root = index;
  while (runs[root]!.parent !== root) {
    const run = runs[root]!;
    run.parent = runs[run.parent]!.parent;
    root = run.parent;
  }
  return root;
}

function union(runs: readonly Run[], a: number, b: number): void {
  const rootA = find(runs, a);
  const rootB = find(runs, b);
  if (rootA !== rootB) runs[Math.max(rootA, rootB)]!.parent = Math.min(rootA, rootB);
}
