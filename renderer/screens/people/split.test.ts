import { expect, test } from 'vitest';
import type { PersonDetail } from '../../../engine/contract/people.ts';
import { somebody } from './somebody.ts';
import { chosenFaces, obstacleOf, toggleFace } from './split.ts';

const face = (id: string) => ({
  id,
  photoId: '0'.repeat(64),
  name: id,
  box: [0, 0, 0.1, 0.1] as [number, number, number, number],
  quality: 1,
  takenAt: null,
  likeness: 0.7,
});
const detail = (ids: string[], odd: string[]): PersonDetail => ({
  person: somebody({ faces: ids.length }),
  faces: ids.map(face),
  odd,
  oddAre: null,
});

test('the odd ones are chosen until somebody chooses', () => {
  const person = detail(['a', 'b', 'c'], ['c']);
  const split = { person: 'p', chosen: null };
  expect([...chosenFaces(split, person)]).toEqual(['c']);
  const more = toggleFace(split, person, 'a');
  expect([...chosenFaces(more, person)].sort()).toEqual(['a', 'c']);
  const less = toggleFace(more, person, 'c');
  expect([...chosenFaces(less, person)]).toEqual(['a']);
});

test('a face that left the person meanwhile is not taken out', () => {
  const split = toggleFace({ person: 'p', chosen: null }, detail(['a', 'b', 'c'], ['c']), 'a');
  expect([...chosenFaces(split, detail(['b', 'c'], []))]).toEqual(['c']);
});

test('none and all cannot be taken out', () => {
  const person = detail(['a', 'b'], []);
  expect(obstacleOf(new Set(), person)).toBe('nothing');
  expect(obstacleOf(new Set(['a', 'b']), person)).toBe('everything');
  expect(obstacleOf(new Set(['a']), person)).toBeNull();
});
