import { describe, expect, test } from 'vitest';
import type { AthleteCoverage, Coverage } from '../../../engine/contract/coverage.ts';
import {
  athleteRows,
  distributionOf,
  figuresOf,
  groupsOf,
  shownRows,
  sortBy,
  type View,
  wholeView,
} from './coverage-view.ts';

const athlete = (bib: string, accepted: number, change: Partial<AthleteCoverage> = {}): AthleteCoverage => ({
  ...{ bib, name: `Name ${bib}`, category: null, team: null, wave: null },
  ...{ accepted, toReview: 0, firstAt: null, lastAt: null },
  ...change,
});

const race = (athletes: AthleteCoverage[]): Coverage => ({
  ...{ revision: 1, photos: 0, read: 0, accepted: 0, toReview: 0, nobody: 0, athletes },
  unlisted: [{ number: '999', accepted: 2, toReview: 0, firstAt: null, lastAt: null }],
  timeline: { start: null, step: 60_000, photos: [], accepted: [], toReview: [], nobody: [] },
});

const shown = (coverage: Coverage, view: Partial<View>) =>
  shownRows(coverage, { ...wholeView, ...view }).map(({ bib }) => bib);

describe('lines', () => {
  const coverage = race([
    athlete('9', 0, { toReview: 1, category: 'F40', name: 'Ærø' }),
    athlete('10', 4, { category: 'F40', team: 'Harbour', firstAt: 20 }),
    athlete('11', 0, { wave: 'B', firstAt: 10 }),
    athlete('100', 60, { category: 'M30', name: 'zoe' }),
  ]);

  test('those without a photo have none that is accepted', () => {
    expect(shown(coverage, { filter: 'without' })).toEqual(['9', '11']);
    expect(shown(coverage, { filter: 'unlisted' })).toEqual(['999']);
  });

  test('every word that is searched for has to be there', () => {
    expect(shown(coverage, { text: 'f40 harb' })).toEqual(['10']);
    expect(shown(coverage, { text: '10' })).toEqual(['10', '100']);
    expect(shown(coverage, { text: 'f40 b' })).toEqual(['10']);
  });

  test('a group has those of its name, or those without one', () => {
    expect(shown(coverage, { group: { by: 'category', name: 'F40' } })).toEqual(['9', '10']);
    expect(shown(coverage, { group: { by: 'category', name: null } })).toEqual(['11']);
  });

  test('a bar of the distribution has those with as many photos', () => {
    expect(shown(coverage, { photos: { from: 3, to: 5 } })).toEqual(['10']);
    expect(shown(coverage, { photos: { from: 51, to: Infinity } })).toEqual(['100']);
  });

  test('are in order of bibs, figures and names; what is not known comes last', () => {
    expect(shown(coverage, { sort: { by: 'bib', descending: true } })).toEqual(['100', '11', '10', '9']);
    expect(shown(coverage, { sort: { by: 'accepted', descending: true } })).toEqual(['100', '10', '9', '11']);
    expect(shown(coverage, { sort: { by: 'firstAt', descending: false } })).toEqual(['11', '10', '9', '100']);
    expect(shown(coverage, { sort: { by: 'firstAt', descending: true } })).toEqual(['10', '11', '9', '100']);
    expect(shown(coverage, { sort: { by: 'name', descending: false } })).toEqual(['9', '10', '11', '100']);
  });

  test('figures are ordered from the most first, and turned by asking again', () => {
    expect(sortBy(wholeView.sort, 'accepted')).toEqual({ by: 'accepted', descending: true });
    expect(sortBy({ by: 'accepted', descending: true }, 'accepted').descending).toBe(false);
    expect(sortBy(wholeView.sort, 'name')).toEqual({ by: 'name', descending: false });
  });
});

test('figures: who has photos, who would have them after a review, and the median', () => {
  expect(
    figuresOf(race([athlete('1', 0, { toReview: 2 }), athlete('2', 0), athlete('3', 5), athlete('4', 8)])),
  ).toEqual({
    athletes: 4,
    found: 2,
    without: 2,
    onlyToReview: 1,
    median: 2.5,
  });
  expect(figuresOf(race([])).median).toBeNull();
});

test('the distribution counts everybody once, and ends with the most', () => {
  const rows = athleteRows(race([0, 0, 1, 2, 3, 5, 6, 20].map((photos, at) => athlete(`${at}`, photos))));
  const counted = distributionOf(rows);
  expect(counted.map(({ athletes }) => athletes)).toEqual([2, 1, 1, 2, 1, 1]);
  expect(counted.at(-1)).toMatchObject({ from: 11, to: 20 });
  expect(distributionOf([])).toEqual([{ from: 0, to: 0, athletes: 0 }]);
});

test('groups count their athletes and those with photos; an empty name is none', () => {
  const coverage = race([
    athlete('1', 1, { wave: '10' }),
    athlete('2', 0, { wave: '2' }),
    athlete('3', 0, { wave: '2' }),
    athlete('4', 3, { wave: '' }),
  ]);
  expect(groupsOf(coverage, 'wave')).toEqual([
    { name: '2', athletes: 2, found: 0 },
    { name: '10', athletes: 1, found: 1 },
    { name: null, athletes: 1, found: 1 },
  ]);
});
