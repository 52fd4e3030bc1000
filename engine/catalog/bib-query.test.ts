import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import { bibIntervals, parseBibQuery } from './bib-query.ts';

/** Whether the term means this bib, told by its intervals as a store reads them. */
function means(query: string, bib: string): boolean {
  return parseBibQuery(query)
    .flatMap(bibIntervals)
    .some(
      ({ low, high, digits }) =>
        low <= bib && bib <= high && (digits === null || (bib.length === digits && /^\d+$/.test(bib))),
    );
}

const bib = fc.stringMatching(/^[0-9A-Z]{1,6}$/);
const number = fc.integer({ min: 0, max: 99_999 });

describe('parseBibQuery', () => {
  test('reads lists, ranges and beginnings, however they are spaced', () => {
    expect(parseBibQuery(' 7, a12;300 – 340  12* ')).toEqual([
      { kind: 'exact', number: '7' },
      { kind: 'exact', number: 'A12' },
      { kind: 'range', from: 300, to: 340 },
      { kind: 'prefix', prefix: '12' },
    ]);
    expect(parseBibQuery('A-12')).toEqual([{ kind: 'exact', number: 'A-12' }]);
  });

  test.each([
    ['', /empty/],
    [' , ;', /empty/],
    ['340-300', /Write 300-340/],
    ['1*2', /"1\*2"/],
    ['**', /"\*\*"/],
    ['1'.repeat(21), /no bib search/],
    [Array.from({ length: 1001 }, (_, i) => i).join(','), /1001 bibs/],
  ])('refuses %j in a sentence', (text, sentence) => {
    expect(() => parseBibQuery(text)).toThrow(sentence);
  });

  test('any text gives terms or a sentence, never another error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        try {
          parseBibQuery(text).flatMap(bibIntervals);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});

describe('bibIntervals', () => {
  test('an exact bib is that bib and no other', () => {
    fc.assert(fc.property(bib, bib, (a, b) => means(a, b) === (a === b)));
  });

  test('a beginning is what starts with it', () => {
    fc.assert(fc.property(bib, bib, (a, b) => means(`${a}*`, b) === b.startsWith(a)));
    fc.assert(fc.property(bib, fc.string({ maxLength: 3 }), (a, rest) => means(`${a}*`, a + rest)));
    expect(means('*', '7')).toBe(true);
  });

  test('a range is what lies in it as a number, written without zeros in front', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, n) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        return means(`${from}-${to}`, String(n)) === (from <= n && n <= to);
      }),
    );
    expect(means('300-340', '0300')).toBe(false);
    expect(means('300-340', '30A')).toBe(false);
    expect(means('0-9999999999', '9999999999')).toBe(true);
  });
});
