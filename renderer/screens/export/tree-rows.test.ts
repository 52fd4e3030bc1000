import { expect, test } from 'vitest';
import type { ExportFolder } from '../../../engine/contract/export.ts';
import { visibleRows } from './tree-rows.ts';

const folder = (path: string): ExportFolder => ({
  ...{ path, name: path, level: path === '' ? 0 : path.split('/').length },
  ...{ files: 0, bytes: 0, taken: 0, first: 0, count: 0, excluded: false },
});
const folders = ['', 'F20', 'F20/1', 'F20/2', 'M20', 'M20/3', '_no'].map(folder);
const shown = (...expanded: string[]) => visibleRows(folders, new Set(expanded));

test('shows what is below folders that are open, wherever they are', () => {
  expect(shown().map(({ folder: { path } }) => path)).toEqual(['']);
  expect(shown('').map(({ folder: { path } }) => path)).toEqual(['', 'F20', 'M20', '_no']);
  expect(shown('', 'M20').map(({ folder: { path } }) => path)).toEqual(['', 'F20', 'M20', 'M20/3', '_no']);
  expect(shown('F20').map(({ folder: { path } }) => path)).toEqual(['']);
});

test('says of each row where it stands', () => {
  expect(
    shown('', 'F20').map(({ open, parent, position, setSize }) => [open, parent, position, setSize]),
  ).toEqual([
    [true, null, 1, 1],
    [true, 0, 1, 3],
    [null, 1, 1, 2],
    [null, 1, 2, 2],
    [false, 0, 2, 3],
    [null, 0, 3, 3],
  ]);
});
