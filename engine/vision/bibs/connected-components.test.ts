import { expect, it } from 'vitest';
import { connectedComponents } from './connected-components.ts';

function parse(rows: readonly string[]): { map: Float32Array; width: number; height: number } {
  const width = rows[0]!.length;
  return {
    map: Float32Array.from(rows.join(''), (cell) => (cell === '#' ? 1 : 0)),
    width,
    height: rows.length,
  };
}

function areas(rows: readonly string[]): number[] {
  const { map, width, height } = parse(rows);
  return connectedComponents(map, width, height, 0.5)
    .map((component) => component.area)
    .sort((a, b) => a - b);
}

it('joins pixels that touch by a side or by a corner', () => {
  expect(areas(['#...#', '.#.#.', '..#..'])).toEqual([5]);
});

it('keeps apart what has a gap', () => {
  expect(areas(['##.##', '##.##', '.....', '#####'])).toEqual([4, 4, 5]);
});

it('joins the two arms of a U that meet only at the bottom', () => {
  expect(areas(['#.#.#', '#.#.#', '###.#'])).toEqual([3, 7]);
});

it('joins across rows in which many runs touch one run', () => {
  expect(areas(['#.#.#.#', '#######', '#.#.#.#'])).toEqual([15]);
});

it('outlines a component with the outer corners of its pixels', () => {
  const { map, width, height } = parse(['....', '.##.', '.#..']);
  const [component] = connectedComponents(map, width, height, 0.5);
  const xs = component!.outline.map(([x]) => x);
  const ys = component!.outline.map(([, y]) => y);
  expect([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]).toEqual([1, 3, 1, 3]);
});

it('finds nothing in an empty map', () => {
  expect(connectedComponents(new Float32Array(12), 4, 3, 0.5)).toEqual([]);
});
