import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const position = fc.array(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  { maxLength: 3 },
);

test('gives back the position, to the last bit, and only to its query', () => {
  fc.assert(
    fc.property(position, fc.string(), fc.string(), (at, query, other) => {
      const cursor = encodeCursor(query, at);
      expect(decodeCursor(query, cursor)).toEqual(at);
      if (other !== query) expect(() => decodeCursor(other, cursor)).toThrow(AppError);
    }),
  );
});

test('every changed, missing or added character is noticed', () => {
  const cursor = encodeCursor('query', [0.5, 1777800000000, 42]);
  for (let i = 0; i < cursor.length; i++) {
    const changed = `${cursor.slice(0, i)}${cursor[i] === 'A' ? 'B' : 'A'}${cursor.slice(i + 1)}`;
    expect(() => decodeCursor('query', changed)).toThrow(/Start again/);
    expect(() => decodeCursor('query', cursor.slice(0, i))).toThrow(/Start again/);
  }
  expect(() => decodeCursor('query', `${cursor}AAAA`)).toThrow(/Start again/);
});
