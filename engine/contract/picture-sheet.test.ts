import { expect, test } from 'vitest';
import { packSheet, unpackSheet } from './picture-sheet.ts';

const one = Uint8Array.of(0xff, 0xd8, 1, 2, 3);
const large = new Uint8Array(70_000).fill(7);

test('pictures come back as they were, those that are missing as nothing', () => {
  expect(unpackSheet(packSheet([one, null, large]).buffer)).toEqual([one, null, large]);
  expect(unpackSheet(packSheet([]).buffer)).toEqual([]);
});

test('a sheet that was cut off gives what is whole', () => {
  const sheet = packSheet([one, large]).buffer;
  expect(unpackSheet(sheet.slice(0, 500))).toEqual([one, null]);
  expect(unpackSheet(sheet.slice(0, 11))).toEqual([one]);
});
