import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnUses, withUse } from './column-uses.ts';

test('a use that another column has moves', () => {
  expect(withUse(['bib', 'name', 'ignore'], 2, 'bib')).toEqual(['ignore', 'name', 'bib']);
});

test('a whole name and its parts exclude each other', () => {
  expect(withUse(['firstName', 'lastName', 'ignore'], 2, 'name')).toEqual(['ignore', 'ignore', 'name']);
  expect(withUse(['name', 'ignore', 'bib'], 1, 'lastName')).toEqual(['ignore', 'lastName', 'bib']);
  expect(withUse(['firstName', 'ignore', 'bib'], 1, 'lastName')).toEqual(['firstName', 'lastName', 'bib']);
});

test('each use is given once, whatever is chosen', () => {
  const choices = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(...columnUses)), { maxLength: 20 });
  fc.assert(
    fc.property(choices, (chosen) => {
      const uses = chosen.reduce(
        (now, [column, use]) => withUse(now, column, use),
        Array.from({ length: 6 }, () => 'ignore' as const) as ReturnType<typeof withUse>,
      );
      const given = uses.filter((use) => use !== 'ignore');
      expect(new Set(given).size).toBe(given.length);
    }),
  );
});
