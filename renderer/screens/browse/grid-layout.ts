import type { CellGroup } from '../../../engine/contract/browse.ts';

/** Between cells and between rows, CSS pixels. */
export const GAP = 6;
/** Around all cells. */
export const PADDING = 8;
/** Name, time and stars under the picture. */
export const FOOTER = 19;
/** A group's heading, its distance to the cells included. */
export const HEADING = 30;

export interface GridSpec {
  readonly total: number;
  /** Stretches under headings, in order and without gaps; none where the arrangement has no headings. */
  readonly groups: readonly CellGroup[];
  /** What the grid may fill, CSS pixels, scroll bar excluded. */
  readonly width: number;
  /** Width that a cell should have; cells are stretched or shrunk so that a row is filled. */
  readonly cellSize: number;
  /** Height of a footer; larger text makes it taller. Default: `FOOTER`. */
  readonly footer?: number;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A cell and how far the top of the view is below its row's top: what stays in place while all else moves. */
export interface Anchor {
  readonly index: number;
  readonly offset: number;
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'pageUp' | 'pageDown';

/**
 * Where every cell of a layout is, in whole CSS pixels from the top left of the content. Nothing is
 * kept per cell, only per group, so that 100,000 cells cost as much as ten.
 */
export class GridLayout {
  readonly total: number;
  readonly columns: number;
  /** Of the picture of every cell: 3:2, and widths differ by one pixel at most. */
  readonly imageHeight: number;
  readonly cellHeight: number;
  /** Of all content, padding included. */
  readonly height: number;
  readonly #inner: number;
  readonly #rowHeight: number;
  readonly #groups: readonly CellGroup[];
  readonly #heading: number;
  /** Top of each section; one more for the end. */
  readonly #tops: Float64Array;

  constructor({ total, groups, width, cellSize, footer = FOOTER }: GridSpec) {
    this.total = total;
    this.#inner = Math.max(cellSize / 2, width - 2 * PADDING);
    this.columns = Math.max(1, Math.round((this.#inner + GAP) / (cellSize + GAP)));
    this.imageHeight = Math.round(((this.#inner + GAP) / this.columns - GAP) * (2 / 3));
    this.cellHeight = this.imageHeight + footer;
    this.#rowHeight = this.cellHeight + GAP;
    this.#heading = groups.length > 0 ? HEADING : 0;
    this.#groups = groups.length > 0 ? groups : [{ key: '', first: 0, count: total }];
    this.#tops = new Float64Array(this.#groups.length + 1);
    let top = PADDING;
    this.#groups.forEach((group, at) => {
      this.#tops[at] = top;
      top += this.#heading + this.#rows(group) * this.#rowHeight;
    });
    this.#tops[this.#groups.length] = top;
    this.height = top - GAP + PADDING;
  }

  /** Place of a cell. */
  place(index: number): Rectangle {
    const at = this.#sectionOf(index);
    const within = index - this.#groups[at]!.first;
    const column = within % this.columns;
    const x = this.#left(column);
    return {
      x,
      y: this.#tops[at]! + this.#heading + Math.floor(within / this.columns) * this.#rowHeight,
      width: this.#left(column + 1) - GAP - x,
      height: this.cellHeight,
    };
  }

  /** Cells whose row shows between two heights: the first, and one after the last. */
  range(top: number, bottom: number): { first: number; end: number } {
    if (this.total === 0 || bottom <= top) return { first: 0, end: 0 };
    const first = this.#rowAt(top, 'below').first;
    const last = this.#rowAt(bottom - 1, 'above');
    return { first, end: Math.max(first, last.first + last.count) };
  }

  /** Headings that show between two heights. */
  headings(top: number, bottom: number): { group: CellGroup; at: number; y: number }[] {
    if (this.#heading === 0) return [];
    const shown = [];
    for (let at = this.#sectionAt(top); at < this.#groups.length && this.#tops[at]! < bottom; at++) {
      if (this.#tops[at]! + this.#heading > top) {
        shown.push({ group: this.#groups[at]!, at, y: this.#tops[at]! });
      }
    }
    return shown;
  }

  /** The group that a cell is in; null where there are no headings. */
  groupOf(index: number): CellGroup | null {
    return this.#heading === 0 || this.total === 0 ? null : this.#groups[this.#sectionOf(index)]!;
  }

  /** The cell at a point, or null between cells. */
  cellAt(x: number, y: number): number | null {
    if (this.total === 0) return null;
    const row = this.#rowAt(y, 'above');
    // Half a pixel, since left edges are rounded.
    const column = Math.floor((x - PADDING + 0.5) / ((this.#inner + GAP) / this.columns));
    if (column < 0 || column >= row.count) return null;
    const index = row.first + column;
    const place = this.place(index);
    const inside = x >= place.x && x < place.x + place.width && y >= place.y && y < place.y + place.height;
    return inside ? index : null;
  }

  /** What to hold on to when cells are going to move: the first cell whose row shows wholly, else partly. */
  anchor(top: number): Anchor | null {
    if (this.total === 0) return null;
    const { first } = this.range(top, top + 1 + this.#rowHeight);
    const below = this.place(first).y >= top ? first : (this.#down(first) ?? first);
    return { index: below, offset: top - this.place(below).y };
  }

  /** Top of a view in which an anchor's cell is where it was. */
  topOf(anchor: Anchor): number {
    if (this.total === 0) return 0;
    return this.place(Math.min(anchor.index, this.total - 1)).y + anchor.offset;
  }

  /** Top of a view of this height, moved as little as shows the cell wholly, its heading too above the first row. */
  reveal(index: number, top: number, viewHeight: number): number {
    const { y, height } = this.place(index);
    const at = this.#sectionOf(index);
    const firstRow = index - this.#groups[at]!.first < this.columns;
    const wanted = y - (firstRow ? this.#heading : 0) - PADDING;
    if (wanted < top) return Math.max(0, wanted);
    const lowest = y + height + PADDING - viewHeight;
    return lowest > top ? lowest : top;
  }

  /** Where a key leads from a cell. `viewHeight` is how far a page goes. */
  step(index: number, step: Step, viewHeight: number): number {
    switch (step) {
      case 'left':
        return Math.max(0, index - 1);
      case 'right':
        return Math.min(this.total - 1, index + 1);
      case 'home':
        return 0;
      case 'end':
        return Math.max(0, this.total - 1);
      case 'up':
        return this.#up(index) ?? index;
      case 'down':
        return this.#down(index) ?? index;
      default: {
        const way = step === 'pageDown' ? this.#down.bind(this) : this.#up.bind(this);
        const from = this.place(index).y;
        // At least one row, and never further than what was at the edge of the view.
        let to = way(index) ?? index;
        for (let next = way(to); next !== null; next = way(next)) {
          if (Math.abs(this.place(next).y - from) > viewHeight - this.#rowHeight) break;
          to = next;
        }
        return to;
      }
    }
  }

  #rows({ count }: CellGroup): number {
    return Math.ceil(count / this.columns);
  }

  #left(column: number): number {
    return PADDING + Math.round((column * (this.#inner + GAP)) / this.columns);
  }

  #up(index: number): number | null {
    const at = this.#sectionOf(index);
    const group = this.#groups[at]!;
    if (index - this.columns >= group.first) return index - this.columns;
    const before = this.#groups[at - 1];
    if (before === undefined) return null;
    const lastRow = before.first + (this.#rows(before) - 1) * this.columns;
    return Math.min(before.first + before.count - 1, lastRow + ((index - group.first) % this.columns));
  }

  #down(index: number): number | null {
    const at = this.#sectionOf(index);
    const group = this.#groups[at]!;
    const within = index - group.first;
    const lastRow = Math.floor((group.count - 1) / this.columns);
    if (Math.floor(within / this.columns) < lastRow) {
      return Math.min(group.first + group.count - 1, index + this.columns);
    }
    const after = this.#groups[at + 1];
    if (after === undefined) return null;
    return Math.min(after.first + after.count - 1, after.first + (within % this.columns));
  }

  /** The row at a height, or the nearest one below or above where a gap or heading is there. */
  #rowAt(y: number, nearest: 'above' | 'below'): { first: number; count: number } {
    let at = this.#sectionAt(y);
    const into = y - this.#tops[at]! - this.#heading;
    let row = Math.floor(into / this.#rowHeight);
    if (nearest === 'below' && into - row * this.#rowHeight >= this.cellHeight) row++;
    if (row < 0) {
      if (nearest === 'above' && at > 0) {
        at--;
        row = Number.MAX_SAFE_INTEGER;
      } else {
        row = 0;
      }
    }
    if (nearest === 'below' && row >= this.#rows(this.#groups[at]!) && at + 1 < this.#groups.length) {
      at++;
      row = 0;
    }
    const group = this.#groups[at]!;
    const first = group.first + Math.min(row, this.#rows(group) - 1) * this.columns;
    return { first, count: Math.min(this.columns, group.first + group.count - first) };
  }

  #sectionAt(y: number): number {
    return lastWhere(this.#groups.length, (at) => this.#tops[at]! <= y);
  }

  #sectionOf(index: number): number {
    return lastWhere(this.#groups.length, (at) => this.#groups[at]!.first <= index);
  }
}

/** The last of `count` for which a condition holds that holds up to it; 0 where it holds for none. */
function lastWhere(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
