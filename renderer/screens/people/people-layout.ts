/** Where the focus goes from a card. */
export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'pageUp' | 'pageDown';

export type Group = 'unnamed' | 'named';

/** A row of the list: the heading of a group, or cards side by side. */
export type Row =
  | { readonly kind: 'head'; readonly group: Group }
  | { readonly kind: 'cards'; readonly group: Group; readonly first: number; readonly end: number };

/** How many persons there are, and how they are laid out. */
export interface Shape {
  /** Persons without a number, who come first. */
  readonly unnamed: number;
  readonly total: number;
  /** Cards in a row. */
  readonly columns: number;
  /** Of those without a number only the first row is shown. */
  readonly folded: boolean;
}

/** Rows that a page key passes. */
const PAGE_ROWS = 4;

/**
 * Persons in rows, those without a number above those with one, each group under its heading. Persons
 * are called by their index in the whole list; rows by theirs, headings included.
 */
export class PeopleLayout {
  readonly rowCount: number;
  readonly #shape: Shape;
  /** Persons without a number that are shown. */
  readonly #shownUnnamed: number;
  readonly #unnamedRows: number;

  constructor(shape: Shape) {
    this.#shape = shape;
    const { unnamed, total, columns } = shape;
    this.#shownUnnamed = this.folds ? columns : unnamed;
    this.#unnamedRows = unnamed === 0 ? 0 : 1 + Math.ceil(this.#shownUnnamed / columns);
    const named = total - unnamed;
    this.rowCount = this.#unnamedRows + (named === 0 ? 0 : 1 + Math.ceil(named / columns));
  }

  /** Whether persons without a number are left out: folded, more than a row, and others come below. */
  get folds(): boolean {
    return this.#shape.folded && this.canFold;
  }

  get canFold(): boolean {
    const { unnamed, total, columns } = this.#shape;
    return unnamed > columns && total > unnamed;
  }

  row(at: number): Row {
    const { unnamed, total, columns } = this.#shape;
    if (at < this.#unnamedRows) {
      if (at === 0) return { kind: 'head', group: 'unnamed' };
      const first = (at - 1) * columns;
      return { kind: 'cards', group: 'unnamed', first, end: Math.min(first + columns, this.#shownUnnamed) };
    }
    if (at === this.#unnamedRows) return { kind: 'head', group: 'named' };
    const first = unnamed + (at - this.#unnamedRows - 1) * columns;
    return { kind: 'cards', group: 'named', first, end: Math.min(first + columns, total) };
  }

  /** The row in which a person is; of one that is folded away the last row of its group. */
  rowOf(index: number): number {
    const { unnamed, columns } = this.#shape;
    if (index < unnamed) return 1 + Math.floor(Math.min(index, this.#shownUnnamed - 1) / columns);
    return this.#unnamedRows + 1 + Math.floor((index - unnamed) / columns);
  }

  /** The person itself, or the last one shown before it where it is folded away; null of an empty list. */
  nearest(index: number): number | null {
    const { unnamed, total } = this.#shape;
    if (total === 0) return null;
    const within = Math.max(0, Math.min(index, total - 1));
    return within < unnamed ? Math.min(within, this.#shownUnnamed - 1) : within;
  }

  step(from: number, step: Step): number {
    const here = this.nearest(from);
    if (here === null) return from;
    switch (step) {
      case 'left':
        return this.#beside(here, -1);
      case 'right':
        return this.#beside(here, 1);
      case 'up':
        return this.#rows(here, -1);
      case 'down':
        return this.#rows(here, 1);
      case 'pageUp':
        return this.#rows(here, -PAGE_ROWS);
      case 'pageDown':
        return this.#rows(here, PAGE_ROWS);
      case 'home':
        return 0;
      case 'end':
        return this.#shape.total - 1;
    }
  }

  #beside(here: number, by: 1 | -1): number {
    const { unnamed, total } = this.#shape;
    let next = here + by;
    // What is folded away lies between the two groups.
    if (next >= this.#shownUnnamed && next < unnamed) next = by > 0 ? unnamed : this.#shownUnnamed - 1;
    return next < 0 || next >= total ? here : next;
  }

  #rows(here: number, by: number): number {
    const rowHere = this.row(this.rowOf(here));
    if (rowHere.kind !== 'cards') return here;
    const column = here - rowHere.first;
    let at = this.rowOf(here);
    for (let left = Math.abs(by); left > 0; left--) {
      let next = at + Math.sign(by);
      if (next > 0 && next < this.rowCount && this.row(next).kind === 'head') next += Math.sign(by);
      if (next < 1 || next >= this.rowCount) break;
      at = next;
    }
    const target = this.row(at);
    return target.kind === 'cards' ? Math.min(target.first + column, target.end - 1) : here;
  }
}
