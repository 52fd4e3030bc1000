import { describe, expect, test } from 'vitest';
import { PeopleLayout } from './people-layout.ts';

const rows = (layout: PeopleLayout) =>
  Array.from({ length: layout.rowCount }, (_, at) => {
    const row = layout.row(at);
    return row.kind === 'head' ? row.group : `${row.first}-${row.end - 1}`;
  });

describe('rows', () => {
  test('those without a number come first, each group under its heading', () => {
    const layout = new PeopleLayout({ unnamed: 4, total: 9, columns: 3, folded: false });
    expect(rows(layout)).toEqual(['unnamed', '0-2', '3-3', 'named', '4-6', '7-8']);
  });

  test('folded, one row of those without a number is shown', () => {
    const layout = new PeopleLayout({ unnamed: 7, total: 9, columns: 3, folded: true });
    expect(rows(layout)).toEqual(['unnamed', '0-2', 'named', '7-8']);
    expect(layout.folds).toBe(true);
  });

  test('nothing folds where nobody comes below, or where one row is enough', () => {
    expect(rows(new PeopleLayout({ unnamed: 4, total: 4, columns: 3, folded: true }))).toEqual([
      'unnamed',
      '0-2',
      '3-3',
    ]);
    expect(new PeopleLayout({ unnamed: 3, total: 8, columns: 3, folded: true }).canFold).toBe(false);
  });

  test('a group without persons has no heading', () => {
    expect(rows(new PeopleLayout({ unnamed: 0, total: 2, columns: 3, folded: true }))).toEqual([
      'named',
      '0-1',
    ]);
    expect(rows(new PeopleLayout({ unnamed: 0, total: 0, columns: 3, folded: true }))).toEqual([]);
  });

  test('says in which row a person is', () => {
    const layout = new PeopleLayout({ unnamed: 7, total: 12, columns: 3, folded: true });
    for (let at = 0; at < layout.rowCount; at++) {
      const row = layout.row(at);
      if (row.kind === 'head') continue;
      for (let index = row.first; index < row.end; index++) expect(layout.rowOf(index)).toBe(at);
    }
    expect(layout.rowOf(5)).toBe(1);
  });
});

describe('steps', () => {
  const open = new PeopleLayout({ unnamed: 4, total: 9, columns: 3, folded: false });
  const folded = new PeopleLayout({ unnamed: 7, total: 12, columns: 3, folded: true });

  test('left and right go through both groups, and stop at the ends', () => {
    expect(open.step(3, 'right')).toBe(4);
    expect(open.step(4, 'left')).toBe(3);
    expect(open.step(0, 'left')).toBe(0);
    expect(open.step(8, 'right')).toBe(8);
  });

  test('what is folded away is passed over', () => {
    expect(folded.step(2, 'right')).toBe(7);
    expect(folded.step(7, 'left')).toBe(2);
    expect(folded.step(5, 'right')).toBe(7);
    expect(folded.nearest(5)).toBe(2);
  });

  test('up and down keep the column, across headings and short rows', () => {
    expect(open.step(1, 'down')).toBe(3);
    expect(open.step(3, 'down')).toBe(4);
    expect(open.step(6, 'up')).toBe(3);
    expect(open.step(6, 'down')).toBe(8);
    expect(folded.step(1, 'down')).toBe(8);
    expect(folded.step(8, 'up')).toBe(1);
    expect(open.step(2, 'up')).toBe(2);
    expect(open.step(8, 'down')).toBe(8);
  });

  test('pages and ends stay inside', () => {
    expect(open.step(0, 'pageDown')).toBe(7);
    expect(open.step(8, 'pageUp')).toBe(1);
    expect(open.step(5, 'home')).toBe(0);
    expect(open.step(5, 'end')).toBe(8);
  });
});
