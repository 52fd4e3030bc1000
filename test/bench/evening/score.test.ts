import { expect, test } from 'vitest';
import { scorePersons } from './score-persons.ts';
import { recovered, scorePairs, type Truth } from './score-sightings.ts';

const truth: Truth = {
  tellable: new Set(['a 1', 'a 2', 'b 1', 'c 3']),
  legible: new Set(['a 1']),
  open: new Set(['c 4']),
};

test('pairs that nobody can tell are neither right nor wrong', () => {
  const score = scorePairs(['a 1', 'a 1', 'b 1', 'b 9', 'c 4'], truth);
  expect(score).toMatchObject({ right: 2, wrong: 1, missed: 2, precision: 2 / 3, recall: 0.5 });
  expect(score.f1).toBeCloseTo(4 / 7);
});

test('what is recovered counts against what was missed alone', () => {
  expect(recovered(new Set(['a 1', 'a 2', 'b 9']), new Set(['a 1']), truth)).toEqual({
    missed: 3,
    found: 1,
    share: 1 / 3,
  });
});

test('persons by pairs and by faces: one split in two, one with a stranger', () => {
  const faces = [
    ...['x', 'x', 'y'].map((said) => ({ is: 'ada', said })),
    ...['z', 'z'].map((said) => ({ is: 'bo', said })),
    { is: 'cy', said: 'z' },
  ];
  const score = scorePersons(faces);
  expect([score.faces, score.are, score.said]).toEqual([6, 3, 3]);
  // Of four pairs that are one person two were put together, with two that are not.
  expect(score.pairs).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(score.bCubed.precision).toBeCloseTo((1 + 1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 6);
  expect(score.bCubed.recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6);
});

test('all right, and nothing at all', () => {
  expect(scorePersons([]).bCubed).toEqual({ precision: 1, recall: 1, f1: 1 });
  expect(scorePairs([], truth)).toMatchObject({ precision: 1, recall: 0, f1: 0 });
});
