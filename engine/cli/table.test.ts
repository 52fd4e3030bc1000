import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { type Column, table } from './table.ts';

interface Row {
  path: string;
  name: string;
  photos: number;
}
const columns: Column<Row>[] = [
  { title: 'photo', cell: ({ path }) => path, gives: 'path' },
  { title: 'name', cell: ({ name }) => name, gives: 'text' },
  { title: 'photos', cell: ({ photos }) => String(photos), align: 'right' },
];
const rows = [
  {
    path: '/home/someone/Photos/marathon/IMG_0001.JPG',
    name: 'Ada Byron of the Analytical Engine Club',
    photos: 7,
  },
  { path: 'a.jpg', name: '田中 花子', photos: 1234 },
];

it('lines columns up, names in wide characters too', () => {
  const [header, , second] = table(columns, rows);
  expect(stringWidth(header ?? '')).toBe(stringWidth(second ?? ''));
  expect(second).toMatch(/^a\.jpg .*田中 花子 +1234$/);
});

it.each([100, 60, 40, 30])('fits into %d columns by cutting what says least', (width) => {
  const lines = table(columns, rows, width);
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  expect(lines[1]).toMatch(/\.JPG/);
  expect(lines[1]).toMatch(/7$/);
});

it('cuts nothing where there is no terminal', () => {
  expect(table(columns, rows).join('\n')).toContain(rows[0]?.path);
});

it('lets no control character of a file name through', () => {
  expect(table(columns, [{ path: 'a\x1b[2J\n.jpg', name: '', photos: 0 }]).join('\n')).not.toContain('\x1b');
});
