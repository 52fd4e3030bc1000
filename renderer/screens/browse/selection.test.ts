import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BrowseQuery } from '../../../engine/contract/browse.ts';
import {
  choose,
  chooseAll,
  chooseNone,
  countSelected,
  isSelected,
  laidOutAnew,
  named,
  nothingSelected,
  type SelectionState,
  toSelection,
  unnamedRange,
} from './selection.ts';

const TOTAL = 30;
const id = (index: number) => `photo${index}`;
const cell = (index: number) => ({ index, id: id(index) });
const query: BrowseQuery = {
  event: 'e',
  tokens: [],
  text: '',
  filters: {},
  arrange: 'time',
  stackBursts: false,
  openBursts: [],
};

/** Indices that are drawn as selected. */
function drawn(state: SelectionState): number[] {
  return Array.from({ length: TOTAL }, (_, index) => index).filter((index) => isSelected(state, cell(index)));
}

/** Names the latest range, as the engine does. */
function name(state: SelectionState): SelectionState {
  const range = unnamedRange(state);
  if (range === null) return state;
  const ids = Array.from({ length: range.last - range.first + 1 }, (_, at) => id(range.first + at));
  return named(state, range.first, range.last, ids);
}

describe('selecting photos', () => {
  it('selects the one that is pressed, and adds and takes away with Ctrl', () => {
    let state = choose(nothingSelected, cell(3));
    expect(drawn(state)).toEqual([3]);
    state = choose(state, cell(7), { toggle: true });
    expect(drawn(state)).toEqual([3, 7]);
    state = choose(state, cell(3), { toggle: true });
    expect(drawn(state)).toEqual([7]);
    expect(choose(state, cell(5)).chosen).toEqual({ kind: 'some', ids: new Set() });
    expect(drawn(choose(state, cell(5)))).toEqual([5]);
  });

  it('draws a range before its photos are named, both ways from where it started', () => {
    let state = choose(nothingSelected, cell(10));
    state = choose(state, { index: 14, id: null }, { extend: true });
    expect(drawn(state)).toEqual([10, 11, 12, 13, 14]);
    expect(countSelected(state, TOTAL)).toBe(5);
    state = choose(state, cell(8), { extend: true });
    expect(drawn(state)).toEqual([8, 9, 10]);
    expect(() => toSelection(state, query)).toThrow();
    expect(toSelection(name(state), query)).toEqual({ ids: [id(8), id(9), id(10)] });
  });

  it('adds a range to what was selected with Ctrl and Shift', () => {
    let state = choose(nothingSelected, cell(1));
    state = choose(state, cell(5), { toggle: true });
    state = name(choose(state, cell(7), { toggle: true, extend: true }));
    expect(drawn(state)).toEqual([1, 5, 6, 7]);
    expect(countSelected(state, TOTAL)).toBe(4);
  });

  it('selects all by the query, but those that are taken away', () => {
    let state = chooseAll(choose(nothingSelected, cell(2)));
    expect(countSelected(state, 100_000)).toBe(100_000);
    expect(toSelection(state, query)).toEqual({ query, except: [] });
    state = choose(state, cell(4), { toggle: true });
    expect(isSelected(state, cell(4))).toBe(false);
    expect(countSelected(state, 100_000)).toBe(99_999);
    expect(toSelection(state, query)).toEqual({ query, except: [id(4)] });
    expect(toSelection(chooseNone(state), query)).toBeNull();
  });

  it('ignores the names of a range that was replaced meanwhile', () => {
    const old = choose(choose(nothingSelected, cell(1)), cell(4), { extend: true });
    const now = choose(old, cell(2), { extend: true });
    expect(named(now, 1, 4, [id(1), id(2), id(3), id(4)])).toBe(now);
  });

  it('learns the name of a focused cell that had not been fetched', () => {
    const state = choose(nothingSelected, { index: 9, id: null });
    expect(name(state).focus).toEqual({ index: 9, id: id(9) });
    expect(toSelection(name(state), query)).toEqual({ ids: [id(9)] });
  });

  it('keeps the photos, not the cells, when the layout changes', () => {
    const state = name(choose(choose(nothingSelected, cell(3)), cell(5), { extend: true }));
    const moved = laidOutAnew(state, { index: 15, id: id(5) });
    expect(isSelected(moved, { index: 13, id: id(3) })).toBe(true);
    expect(isSelected(moved, { index: 3, id: 'somebody else' })).toBe(false);
    expect(countSelected(moved, TOTAL)).toBe(3);
  });

  it('draws, counts and hands over the same photos, whatever is pressed', () => {
    const press = fc.record({
      index: fc.nat(TOTAL - 1),
      toggle: fc.boolean(),
      extend: fc.boolean(),
      what: fc.constantFrom('cell', 'cell', 'cell', 'cell', 'all', 'none'),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 25 }), (presses) => {
        let state = nothingSelected;
        for (const { index, toggle, extend, what } of presses) {
          if (what === 'all') state = chooseAll(state);
          else if (what === 'none') state = chooseNone(state);
          else state = name(choose(state, cell(index), { toggle, extend }));
        }
        const selection = toSelection(state, query);
        const handedOver =
          selection === null
            ? []
            : 'ids' in selection
              ? selection.ids
              : Array.from({ length: TOTAL }, (_, index) => id(index)).filter(
                  (photo) => !selection.except.includes(photo),
                );
        expect(drawn(state).map(id).sort()).toEqual([...handedOver].sort());
        expect(countSelected(state, TOTAL)).toBe(handedOver.length);
      }),
    );
  });
});
