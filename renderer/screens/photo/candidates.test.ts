import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../../engine/contract/browse.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { candidatesFor, type Neighbour, neighboursOf, rowOf } from './candidates.ts';

const sighting: NamedSighting = {
  number: '349',
  state: 'review',
  confidence: 0.62,
  box: [0.4, 0.5, 0.1, 0.1],
  faceId: null,
  readingId: '1',
  alternatives: [
    { number: '344', probability: 0.2 },
    { number: '841', probability: 0.1 },
    { number: '3491', probability: 0.0004 },
  ],
  evidence: [],
  entries: [],
};

const seen = (number: string, seconds: number, state: 'accepted' | 'review' = 'accepted'): Neighbour => ({
  bib: { number, state, confidence: 0.97, hit: false },
  seconds,
});

const listed = (bib: string, name: string, photos: number): Suggestion => ({
  token: { kind: 'athlete', bib, name },
  photos,
  detail: null,
});

const numbers = (...found: Parameters<typeof candidatesFor>) =>
  candidatesFor(...found).map(({ number }) => number);

describe('candidates for a number', () => {
  it('are, before anything is typed, who was near and what else the reading may say', () => {
    expect(numbers('', sighting, [seen('88', 2), seen('341', -0.4), seen('7', 0.1, 'review')], [])).toEqual([
      '341',
      '88',
      '344',
      '841',
    ]);
  });

  it('narrow down as somebody types, and bring the names of the start list', () => {
    const found = candidatesFor(
      '34',
      sighting,
      [seen('341', -0.4), seen('88', 1)],
      [listed('349', 'Maren Holt', 14), listed('344', 'Lena Fisk', 3), listed('340', 'Owen Pratt', 0)],
    );
    expect(found.map(({ number, name }) => [number, name])).toEqual([
      ['34', null],
      ['341', null],
      ['344', 'Lena Fisk'],
      ['340', 'Owen Pratt'],
    ]);
    expect(found[1]!.why).toEqual({ kind: 'seen', seconds: -0.4 });
    expect(found[2]!.why).toEqual({ kind: 'read', probability: 0.2 });
  });

  it('find an athlete by name, and offer no name as a number', () => {
    const found = candidatesFor('holt', null, [], [listed('349', 'Maren Holt', 14)]);
    expect(found.map(({ number }) => number)).toEqual(['349']);
  });

  it('offer a number that nobody knows, since somebody may run without an entry', () => {
    expect(candidatesFor('9001', sighting, [], [])).toEqual([
      { number: '9001', name: null, why: { kind: 'typed' } },
    ]);
    expect(numbers('349', sighting, [], [])).toEqual([]);
    expect(numbers('12 13', sighting, [], [])).toEqual([]);
  });

  it('take with Enter the number that was typed, else the first', () => {
    const found = candidatesFor('34', sighting, [], [listed('344', 'Lena Fisk', 3)]);
    expect(found[rowOf(found, '34')]!.number).toBe('34');
    const byName = candidatesFor('fisk', sighting, [], [listed('344', 'Lena Fisk', 3)]);
    expect(byName[rowOf(byName, 'fisk')]!.number).toBe('344');
    expect(rowOf(found, ' ')).toBe(-1);
    expect(rowOf([], 'x')).toBe(-1);
  });
});

describe('neighbours in a burst', () => {
  it('are counted in time from this photo', () => {
    const bib = seen('349', 0).bib;
    const frames = [
      { id: 'a', takenAt: 1_000, bibs: [bib] },
      { id: 'b', takenAt: 1_400, bibs: [bib] },
      { id: 'c', takenAt: null, bibs: [bib] },
    ];
    expect(neighboursOf(frames, 'b')).toEqual([{ bib, seconds: -0.4 }]);
    expect(neighboursOf(frames, 'c')).toEqual([]);
    expect(neighboursOf(frames, 'elsewhere')).toEqual([]);
  });
});
