import type { BrowseQuery, Selection } from '../../../engine/contract/browse.ts';

/** A cell of the layout; its photo's id is unknown until the cell was fetched. */
export interface CellRef {
  readonly index: number;
  readonly id: string | null;
}

/** Some photos by their ids, or all that the query finds but a few. */
export type Chosen =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> };

/** Cells from one to another, both included, of the layout that is shown. */
export interface CellRange {
  readonly first: number;
  readonly last: number;
  /** Of its photos; null until the engine has named them. */
  readonly ids: ReadonlySet<string> | null;
}

/**
 * Which photos are selected. Photos are remembered by id, since cells move when photos come or go;
 * only the latest range is one of cells, until its photos are named, so that a range over 100,000
 * cells is drawn at once.
 */
export interface SelectionState {
  /** The cell that keys act on. */
  readonly focus: CellRef | null;
  /** Where ranges start. */
  readonly anchor: number | null;
  readonly chosen: Chosen;
  readonly range: CellRange | null;
}

const NONE: Chosen = { kind: 'some', ids: new Set() };

export const nothingSelected: SelectionState = { focus: null, anchor: null, chosen: NONE, range: null };

/** A press on a cell, or a key that leads to it: it alone, it too (`toggle`), or all up to it (`extend`). */
export function choose(
  state: SelectionState,
  cell: CellRef,
  how: { readonly toggle?: boolean; readonly extend?: boolean } = {},
): SelectionState {
  if (how.extend) {
    const anchor = state.anchor ?? state.focus?.index ?? cell.index;
    const range = { first: Math.min(anchor, cell.index), last: Math.max(anchor, cell.index), ids: null };
    // With both keys the range comes on top of what was selected; photos of the last range stay.
    const chosen = how.toggle ? withRange(state) : NONE;
    return { focus: cell, anchor, chosen, range: chosen.kind === 'all' ? null : range };
  }
  if (how.toggle && cell.id !== null) {
    return { focus: cell, anchor: cell.index, chosen: toggled(withRange(state), cell.id), range: null };
  }
  return { focus: cell, anchor: cell.index, chosen: NONE, range: single(cell) };
}

/** Moves what keys act on and leaves the selection. */
export function focusOn(state: SelectionState, cell: CellRef | null): SelectionState {
  return { ...state, focus: cell };
}

export function chooseAll(state: SelectionState): SelectionState {
  return { ...state, chosen: { kind: 'all', except: new Set() }, range: null };
}

/** Selects nothing; the focus stays. */
export function chooseNone(state: SelectionState): SelectionState {
  return { ...state, anchor: state.focus?.index ?? null, chosen: NONE, range: null };
}

/** The engine named the photos of a range; a range that was replaced meanwhile is left alone. */
export function named(
  state: SelectionState,
  first: number,
  last: number,
  ids: readonly string[],
): SelectionState {
  const { range } = state;
  if (range === null || range.ids !== null || range.first !== first || range.last !== last) return state;
  // Under bibs a photo has several cells, and ids do not say which is whose.
  const each = ids.length === last - first + 1;
  const focus =
    each &&
    state.focus !== null &&
    state.focus.id === null &&
    state.focus.index >= first &&
    state.focus.index <= last
      ? { index: state.focus.index, id: ids[state.focus.index - first] ?? null }
      : state.focus;
  return { ...state, focus, range: { first, last, ids: new Set(ids) } };
}

/** The layout changed: the range becomes its photos, and the focused photo is at another cell or gone. */
export function laidOutAnew(state: SelectionState, focus: CellRef | null): SelectionState {
  return { focus, anchor: focus?.index ?? null, chosen: withRange(state), range: null };
}

export function isSelected(state: SelectionState, cell: CellRef): boolean {
  const { range, chosen } = state;
  if (range !== null && cell.index >= range.first && cell.index <= range.last) return true;
  if (cell.id === null) return chosen.kind === 'all';
  if (chosen.kind === 'all') return !chosen.except.has(cell.id);
  // Under bibs a photo stands in several cells.
  return chosen.ids.has(cell.id) || (range?.ids?.has(cell.id) ?? false);
}

/** How many photos are selected, of so many that the query finds. */
export function countSelected({ chosen, range }: SelectionState, photos: number): number {
  if (chosen.kind === 'all') return Math.max(0, photos - chosen.except.size);
  if (range === null) return chosen.ids.size;
  if (range.ids === null) return chosen.ids.size + range.last - range.first + 1;
  return range.ids.size === 1 && chosen.ids.size === 0 ? 1 : new Set([...chosen.ids, ...range.ids]).size;
}

/** Whether photos of the selection still have to be named before anything can be done to them. */
export function unnamedRange({ range }: SelectionState): CellRange | null {
  return range !== null && range.ids === null ? range : null;
}

/**
 * The selection as the engine takes it; null where nothing is selected.
 * @throws where a range has not been named
 */
export function toSelection(state: SelectionState, query: BrowseQuery): Selection | null {
  if (unnamedRange(state) !== null) throw new Error('The photos of the range have no names yet');
  const chosen = withRange(state);
  if (chosen.kind === 'all') return { query, except: [...chosen.except] };
  return chosen.ids.size > 0 ? { ids: [...chosen.ids] } : null;
}

function single({ index, id }: CellRef): CellRange {
  return { first: index, last: index, ids: id === null ? null : new Set([id]) };
}

function withRange({ chosen, range }: SelectionState): Chosen {
  if (range === null || range.ids === null) return chosen;
  if (chosen.kind === 'some') return { kind: 'some', ids: new Set([...chosen.ids, ...range.ids]) };
  return chosen;
}

function toggled(chosen: Chosen, id: string): Chosen {
  const members = new Set(chosen.kind === 'all' ? chosen.except : chosen.ids);
  if (!members.delete(id)) members.add(id);
  return chosen.kind === 'all' ? { kind: 'all', except: members } : { kind: 'some', ids: members };
}
