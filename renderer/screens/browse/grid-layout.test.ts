import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GAP, GridLayout, HEADING, PADDING, type Step } from './grid-layout.ts';

/** Groups of these sizes, one after the other. */
function groupsOf(counts: readonly number[]) {
  let first = 0;
  return counts.map((count, at) => {
    const group = { key: `g${at}`, first, count };
    first += count;
    return group;
  });
}

const layouts = fc
  .record({
    counts: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
    plain: fc.integer({ min: 1, max: 300 }),
    width: fc.integer({ min: 120, max: 2600 }),
    cellSize: fc.integer({ min: 96, max: 480 }),
  })
  .map(({ counts, plain, width, cellSize }) => {
    const groups = groupsOf(counts);
    const total = groups.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : plain;
    return new GridLayout({ total, groups, width, cellSize });
  });

describe('GridLayout', () => {
  it('fills the drawn widths with the drawn numbers of columns', () => {
    const columns = (width: number, cellSize: number) =>
      new GridLayout({ total: 100, groups: [], width, cellSize }).columns;
    expect(columns(922, 148)).toBe(6);
    expect(columns(702, 133)).toBe(5);
  });

  it('lays cells side by side in whole pixels, a gap apart, to the last pixel of the width', () => {
    const grid = new GridLayout({ total: 20, groups: [], width: 1003, cellSize: 148 });
    const row = Array.from({ length: grid.columns }, (_, index) => grid.place(index));
    expect(row[0]!.x).toBe(PADDING);
    expect(row.at(-1)!.x + row.at(-1)!.width).toBe(1003 - PADDING);
    row.slice(1).forEach((cell, at) => {
      expect(cell.x - (row[at]!.x + row[at]!.width)).toBe(GAP);
      expect(cell.x).toBe(Math.round(cell.x));
    });
    expect(grid.place(grid.columns).y).toBe(PADDING + grid.cellHeight + GAP);
  });

  it('starts each group in a row of its own, below its heading', () => {
    const grid = new GridLayout({ total: 9, groups: groupsOf([2, 7]), width: 700, cellSize: 148 });
    expect(grid.place(0).y).toBe(PADDING + HEADING);
    expect(grid.place(2)).toMatchObject({ x: PADDING, y: PADDING + 2 * HEADING + grid.cellHeight + GAP });
    expect(grid.headings(0, 10_000).map(({ group }) => group.key)).toEqual(['g0', 'g1']);
    expect(grid.groupOf(8)?.key).toBe('g1');
  });

  it('finds by a point the cell that is there', () => {
    fc.assert(
      fc.property(layouts, fc.nat(), (grid, pick) => {
        const index = pick % grid.total;
        const { x, y, width, height } = grid.place(index);
        expect(grid.cellAt(x, y)).toBe(index);
        expect(grid.cellAt(x + width - 1, y + height - 1)).toBe(index);
        expect(grid.cellAt(x + width + 1, y)).not.toBe(index);
        expect(grid.cellAt(x, y - 1)).not.toBe(index);
      }),
    );
  });

  it('shows exactly the cells whose rows touch the view', () => {
    fc.assert(
      fc.property(
        layouts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 1200 }),
        (grid, at, view) => {
          const top = Math.floor(at * grid.height);
          const { first, end } = grid.range(top, top + view);
          for (let index = 0; index < grid.total; index++) {
            const { y, height } = grid.place(index);
            if (y < top + view && y + height > top) {
              expect(index).toBeGreaterThanOrEqual(first);
              expect(index).toBeLessThan(end);
            }
          }
          // No more than a row too many on either side.
          expect(end - first).toBeLessThanOrEqual((Math.ceil(view / grid.cellHeight) + 2) * grid.columns);
        },
      ),
    );
  });

  it('keeps the anchor in place when the size, the width or what comes before it changes', () => {
    fc.assert(
      fc.property(layouts, layouts, fc.double({ min: 0, max: 1, noNaN: true }), (before, after, at) => {
        const top = Math.floor(at * Math.max(0, before.height - 600));
        const anchor = before.anchor(top)!;
        const moved = { ...anchor, index: Math.min(anchor.index, after.total - 1) };
        expect(after.place(moved.index).y - after.topOf(moved)).toBe(before.place(anchor.index).y - top);
        expect(before.topOf(anchor)).toBe(top);
      }),
    );
  });

  it('reaches every cell with the arrow keys, and comes back', () => {
    const steps: Step[] = ['left', 'right', 'up', 'down', 'home', 'end', 'pageUp', 'pageDown'];
    fc.assert(
      fc.property(layouts, fc.nat(), (grid, pick) => {
        const index = pick % grid.total;
        for (const step of steps) {
          const to = grid.step(index, step, 600);
          expect(to).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThan(grid.total);
        }
        const up = grid.step(index, 'up', 600);
        const down = grid.step(index, 'down', 600);
        expect(grid.place(up).y).toBeLessThanOrEqual(grid.place(index).y);
        expect(grid.place(down).y).toBeGreaterThanOrEqual(grid.place(index).y);
        if (up === index) expect(index).toBeLessThan(grid.columns);
        if (grid.place(down).x === grid.place(index).x && down !== index) {
          expect(grid.step(down, 'up', 600)).toBe(index);
        }
      }),
    );
  });

  it('moves by about a view with the page keys', () => {
    const grid = new GridLayout({ total: 1000, groups: [], width: 922, cellSize: 148 });
    const to = grid.step(0, 'pageDown', 700);
    expect(grid.place(to).y - grid.place(0).y).toBeGreaterThan(700 - 2 * grid.cellHeight);
    expect(grid.place(to).y - grid.place(0).y).toBeLessThanOrEqual(700);
    expect(grid.step(to, 'pageUp', 700)).toBe(0);
  });

  it('reveals a cell by the smallest move', () => {
    const grid = new GridLayout({ total: 1000, groups: [], width: 922, cellSize: 148 });
    const { y, height } = grid.place(300);
    expect(grid.reveal(300, y - 10, 700)).toBe(y - 10);
    expect(grid.reveal(300, y + 1, 700)).toBe(y - PADDING);
    expect(grid.reveal(300, 0, 700)).toBe(y + height + PADDING - 700);
  });

  it('has nothing to show without cells', () => {
    const grid = new GridLayout({ total: 0, groups: [], width: 922, cellSize: 148 });
    expect(grid.range(0, 800)).toEqual({ first: 0, end: 0 });
    expect(grid.anchor(0)).toBeNull();
    expect(grid.cellAt(10, 10)).toBeNull();
  });
});
