import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { RelativeBox } from '../../../engine/contract/decision.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import {
  driveOf,
  type Face,
  firstInQuestion,
  nextToReview,
  placeOf,
  rejectedOf,
  seenAt,
  seenInBurst,
  stepFrom,
  subjectsOf,
} from './subjects.ts';

function sighting(number: string, change: Partial<NamedSighting> = {}): NamedSighting {
  return {
    number,
    state: 'accepted',
    confidence: 0.95,
    box: [0.4, 0.5, 0.1, 0.1],
    faceId: null,
    readingId: null,
    alternatives: [],
    evidence: [],
    entries: [],
    ...change,
  };
}

function face(id: string, box: RelativeBox): Face {
  return { id, box, quality: 0.9, sharpness: 100, number: null };
}

const left = face('left', [0.1, 0.1, 0.05, 0.1]);
const middle = face('middle', [0.45, 0.1, 0.05, 0.1]);
const right = face('right', [0.8, 0.1, 0.2, 0.3]);

describe('who is in a photo', () => {
  const detail = {
    faces: [right, left, middle],
    sightings: [
      sighting('349', { state: 'review', faceId: 'middle' }),
      sighting('1733', { box: [0.1, 0.3, 0.1, 0.1], faceId: 'left' }),
      sighting('88', { box: null }),
      sighting('344', { state: 'rejected', faceId: 'right' }),
    ],
  };

  it('stands from left to right, bibs with their faces, faces alone, the whole photo last', () => {
    const subjects = subjectsOf(detail);
    expect(subjects.map(({ sighting: seen, face: its }) => [seen?.number, its?.id])).toEqual([
      ['1733', 'left'],
      ['349', 'middle'],
      [undefined, 'right'],
      ['88', undefined],
    ]);
    expect(rejectedOf(detail).map(({ number }) => number)).toEqual(['344']);
  });

  it('is decided at the bib, and looked at in the face', () => {
    const [first, , alone, whole] = subjectsOf(detail);
    expect(placeOf(first!)).toEqual([0.1, 0.3, 0.1, 0.1]);
    expect(seenAt(first!)).toEqual(left.box);
    expect(placeOf(alone!)).toEqual(right.box);
    expect(seenAt(whole!)).toBeNull();
  });

  it('keeps its key when the number is corrected or the boxes move by a hair', () => {
    const before = subjectsOf({ faces: [], sightings: [sighting('349')] })[0]!;
    const after = subjectsOf({
      faces: [],
      sightings: [sighting('344', { box: [0.4001, 0.5, 0.1002, 0.1] })],
    })[0]!;
    expect(after.key).toBe(before.key);
  });

  it('has a key of its own for each of two numbers at one place', () => {
    const two = subjectsOf({ faces: [], sightings: [sighting('349'), sighting('344')] });
    expect(new Set(two.map(({ key }) => key)).size).toBe(2);
  });
});

describe('who is in question', () => {
  const subjects = subjectsOf({
    faces: [left, middle, right],
    sightings: [
      sighting('1', { box: [0.05, 0.5, 0.02, 0.02] }),
      sighting('2', { state: 'review', box: [0.2, 0.5, 0.1, 0.1] }),
      sighting('3', { state: 'review', box: [0.3, 0.5, 0.1, 0.1] }),
      sighting('4', { box: [0.6, 0.5, 0.2, 0.2] }),
    ],
  });
  const number = (of: ReturnType<typeof firstInQuestion>) => of?.sighting?.number ?? of?.face?.id;

  it('is who is to review, first of all who was searched for', () => {
    expect(number(firstInQuestion(subjects, new Set()))).toBe('2');
    expect(number(firstInQuestion(subjects, new Set(['3', '4'])))).toBe('3');
    expect(number(firstInQuestion(subjects, new Set(['4'])))).toBe('2');
  });

  it('is who was searched for where nothing is to review, by number or by face', () => {
    const settled = subjects.filter(({ sighting: seen }) => seen?.state !== 'review');
    expect(number(firstInQuestion(settled, new Set(['1'])))).toBe('1');
    expect(number(firstInQuestion(settled, new Set(), 'left'))).toBe('left');
    expect(number(firstInQuestion(settled, new Set()))).toBe('4');
  });

  it('is the largest face where nobody has a number, and nobody in an empty street', () => {
    const faces = subjects.filter(({ sighting: seen }) => seen === null);
    expect(number(firstInQuestion(faces, new Set()))).toBe('right');
    expect(firstInQuestion([], new Set())).toBeNull();
  });

  it('goes around the ends with [ and ], and to the next to review with J', () => {
    const keys = subjects.map(({ key }) => key);
    expect(stepFrom(subjects, keys.at(-1)!, 1)?.key).toBe(keys[0]);
    expect(stepFrom(subjects, keys[0]!, -1)?.key).toBe(keys.at(-1));
    expect(stepFrom(subjects, null, 1)?.key).toBe(keys[0]);
    const two = firstInQuestion(subjects, new Set())!;
    const three = nextToReview(subjects, two.key, 1)!;
    expect(number(three)).toBe('3');
    expect(nextToReview(subjects, three.key, 1)).toBeNull();
    expect(number(nextToReview(subjects, three.key, -1))).toBe('2');
    expect(nextToReview(subjects, two.key, -1)).toBeNull();
  });
});

describe('the burst as evidence', () => {
  const cell = (id: string, takenAt: number | null, bibs: Cell['bibs'] = []): Cell => ({
    id,
    name: `HHM_${id}`,
    takenAt,
    aspect: 1.5,
    state: 'ready',
    reason: null,
    stars: 0,
    flag: null,
    label: null,
    focus: 'sharp',
    faces: 1,
    bibs,
    burst: { size: 4, position: 1 },
    similarity: null,
    matchedFace: null,
  });
  const accepted = (confidence: number): Cell['bibs'] => [
    { number: '349', state: 'accepted', confidence, hit: false },
  ];

  it('is the nearest other frame in which the number is accepted', () => {
    const here = cell('2', 10_000, accepted(0.99));
    const photos = [
      cell('0', 8_000, accepted(0.9)),
      cell('1', 9_600, accepted(0.97)),
      here,
      cell('3', 10_100, [{ number: '349', state: 'review', confidence: 0.5, hit: false }]),
      cell('4', 10_500, accepted(0.8)),
    ];
    const burst = { photos, sharpest: '1' };
    expect(seenInBurst({ cell: here, burst }, '349')).toEqual({
      id: '1',
      name: 'HHM_1',
      seconds: -0.4,
      confidence: 0.97,
    });
    expect(seenInBurst({ cell: here, burst }, '12')).toBeNull();
    expect(seenInBurst({ cell: here, burst: null }, '349')).toBeNull();
  });
});

describe('the drive of a folder', () => {
  it('is called as people know it', () => {
    expect(driveOf('/Volumes/T7-2/HHM/DCIM')).toBe('T7-2');
    expect(driveOf('/media/ana/Z8_FINISH_2/DCIM')).toBe('Z8_FINISH_2');
    expect(driveOf('/run/media/ana/T7/x')).toBe('T7');
    expect(driveOf('E:\\HHM-2026')).toBe('E:');
    expect(driveOf('\\\\studio\\photos\\2026')).toBe('studio\\photos');
    expect(driveOf('/home/ana/Events')).toBeNull();
  });
});
