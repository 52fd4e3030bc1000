import { expect, test } from 'vitest';
import type { Person } from '../../../engine/contract/people.ts';
import { type Found, isNumber, standingOf } from './naming.ts';
import { somebody } from './somebody.ts';

const person = somebody({ id: 'a' });
const asked = (typed: string, found: Partial<Found> | null, hasStartList = true) =>
  standingOf(typed, found && { number: typed.trim(), suggestions: [], persons: [], ...found }, {
    person,
    hasStartList,
  });
const athlete = (bib: string, name: string) =>
  ({ token: { kind: 'athlete', bib, name }, photos: 0, detail: null }) as const;
const other = (change: Partial<Person>) => somebody({ id: 'b', ...change });

test('says the name that the start list has for exactly this number', () => {
  const suggestions = [athlete('1095', 'Kit Larsen'), athlete('10951', 'Somebody Else')];
  expect(asked('1095', { suggestions })).toEqual({ kind: 'free', name: 'Kit Larsen', unlisted: false });
  expect(asked(' 1095 ', { suggestions })).toMatchObject({ name: 'Kit Larsen' });
  expect(asked('109', { suggestions })).toEqual({ kind: 'free', name: null, unlisted: true });
});

test('names both athletes of a number that was given out twice', () => {
  const suggestions = [athlete('7', 'Ada Berg'), athlete('7', 'Ole Lund')];
  expect(asked('7', { suggestions })).toMatchObject({ name: 'Ada Berg / Ole Lund' });
});

test('a number is not on the start list only where there is one', () => {
  expect(asked('1', {})).toEqual({ kind: 'free', name: null, unlisted: true });
  expect(asked('1', {}, false)).toEqual({ kind: 'free', name: null, unlisted: false });
});

test('warns of a number that somebody else has, and not of the person’s own', () => {
  const by = other({ number: 'A12' });
  expect(asked('a12', { persons: [by] })).toEqual({ kind: 'taken', by });
  expect(asked('12', { persons: [by] })).toMatchObject({ kind: 'free' });
  expect(asked('12', { persons: [somebody({ id: 'a', number: '12' })] })).toMatchObject({ kind: 'free' });
});

test('an answer about another number is none', () => {
  expect(asked('12', { number: '1' })).toEqual({ kind: 'asking' });
  expect(asked('12', null)).toEqual({ kind: 'asking' });
  expect(asked('', null)).toEqual({ kind: 'nothing' });
});

test('what the engine would not take as a number is odd', () => {
  expect(isNumber('a b')).toBe(false);
  expect(isNumber('1'.repeat(21))).toBe(false);
  expect(asked('1'.repeat(21), {})).toEqual({ kind: 'odd' });
});
