import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangesFrom, writeRanges } from './ranges.ts';

describe('ranges of numbers', () => {
  test.each([
    ['', []],
    [' 1-999 ', [{ from: 1, to: 999 }]],
    [
      '1 – 999; 2000—2450,\n3001',
      [
        { from: 1, to: 999 },
        { from: 2000, to: 2450 },
        { from: 3001, to: 3001 },
      ],
    ],
    ['5,,', [{ from: 5, to: 5 }]],
  ])('%j', (text, ranges) => {
    expect(rangesFrom(text)).toEqual({ ranges });
  });

  test.each([
    ['1-9, twelve', 'unreadable', 'twelve'],
    ['-5', 'unreadable', '-5'],
    ['1-2-3', 'unreadable', '1-2-3'],
    ['99999999999', 'unreadable', '99999999999'],
    ['1, 9-3', 'order', '9-3'],
  ])('%j is refused with its part', (text, problem, part) => {
    expect(rangesFrom(text)).toEqual({ problem, text: part });
  });

  test('are read as they are written', () => {
    const range = fc
      .tuple(fc.nat(999_999), fc.nat(999_999))
      .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), (ranges) => {
        expect(rangesFrom(writeRanges(ranges))).toEqual({ ranges });
      }),
    );
  });
});
