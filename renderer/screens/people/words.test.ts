import { expect, test } from 'vitest';
import type { MergeEvidence, Person } from '../../../engine/contract/people.ts';
import { say } from '../../../messages/format.ts';
import { evidenceLine } from './evidence-words.ts';
import { hintOf, likelyNumber, nameOf, numberAndName } from './person-words.ts';
import { somebody } from './somebody.ts';

const read = (number: string, photos: number, listed: boolean | null = true): Person['numbers'][number] => ({
  number,
  photos,
  confidence: 0.5,
  listed,
});
const entry = (bib: string, name: string | null) => ({ bib, name, category: null, team: null, wave: null });

test.each([
  ['No bib in 9 photos', { photos: 9 }],
  ['Bib seen once: 132', { numbers: [read('132', 1)] }],
  ['Bib seen 3 times: 132', { numbers: [read('132', 3)] }],
  ['Two numbers: 259, 250', { numbers: [read('259', 3), read('250', 1)] }],
  ['Not on the start list: 1513', { numbers: [read('1513', 2, false)] }],
  ['Bib seen 2 times: 1513', { numbers: [read('1513', 2, null)] }],
  ['Has no number', { noNumber: true, numbers: [read('1', 1)] }],
] as const)('a card says: %s', (hint, change) => {
  expect(hintOf(somebody(change as Partial<Person>))).toBe(hint);
});

test('a number that was given twice is both athletes’', () => {
  const entries = [entry('7', 'Ada Berg'), entry('7', 'Ole Lund')];
  expect(numberAndName('7', entries)).toBe('7, Ada Berg / Ole Lund');
  expect(numberAndName('8', [entry('8', null)])).toBe('8');
  expect(nameOf([entry('7', null)])).toBeNull();
});

test('naming begins with the likeliest number that is on the start list', () => {
  expect(likelyNumber(somebody({ numbers: [read('1513', 4, false), read('151', 1)] }))).toBe('151');
  expect(likelyNumber(somebody({ numbers: [read('1513', 4, false)] }))).toBe('1513');
  expect(likelyNumber(somebody({ number: '12', numbers: [read('13', 1)] }))).toBe('12');
  expect(likelyNumber(somebody())).toBe('');
});

test.each<[string, string, MergeEvidence]>([
  ['for', 'Never together in one photo', { kind: 'together', photos: 0 }],
  ['against', 'Together in 2 photos', { kind: 'together', photos: 2 }],
  [
    'for',
    'Bib 349 read with both, twice, best 0.44',
    { kind: 'sameNumber', number: '349', times: 2, confidence: 0.44 },
  ],
  [
    'for',
    'Bib fragment 34_ read once, best 0.40',
    { kind: 'fragment', reading: '34_', times: 1, confidence: 0.4 },
  ],
  [
    'against',
    'Bibs differ: 349 and 344, 0.90',
    { kind: 'differentNumbers', a: '349', b: '344', confidence: 0.9 },
  ],
  ['for', 'Both in 3 bursts', { kind: 'sameBurst', bursts: 3 }],
  ['neither', 'Seen 4 min apart', { kind: 'apart', milliseconds: 240_000 }],
])('evidence %s: %s', (side, sentence, evidence) => {
  const line = evidenceLine(evidence);
  expect(line.side).toBe(side);
  expect(say(line.id, line.values)).toBe(sentence);
});
