import { describe, expect, test } from 'vitest';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { arrange, barOf, driveOf, lastPart } from './event-list.ts';

const counts = {
  photos: 0,
  analysed: 0,
  failed: 0,
  notRead: 0,
  waiting: 0,
  unreadableFiles: 0,
  faces: 0,
  bibReadings: 0,
  entries: 0,
  athletesFound: 0,
  toReview: 0,
};

const event = (
  name: string,
  changedAt: number,
  toReview = 0,
  place: string | null = null,
): EventWithCounts => ({
  id: name,
  createdAt: 0,
  name,
  date: null,
  place,
  timeZone: 'UTC',
  bibRules: null,
  faceSearch: true,
  pack: 'standard',
  photosFolder: null,
  thresholds: { accept: 0.9, review: 0.3 },
  counts: { ...counts, toReview },
  cover: null,
  changedAt,
  bytes: 0,
  reachable: true,
});

describe('the events of Start', () => {
  const events = [
    event('Run 10', 1, 5, 'Port Amsel'),
    event('Run 9', 3, 0, 'Lowgate'),
    event('alpine relay', 2, 9, 'Port Amsel'),
  ];
  const names = (...args: Parameters<typeof arrange>) => arrange(...args).map(({ name }) => name);

  test('come in the order that was chosen', () => {
    expect(names(events, '', 'recent', new Set())).toEqual(['Run 9', 'alpine relay', 'Run 10']);
    expect(names(events, '', 'name', new Set())).toEqual(['alpine relay', 'Run 9', 'Run 10']);
    expect(names(events, '', 'toReview', new Set())).toEqual(['alpine relay', 'Run 10', 'Run 9']);
  });

  test('begin with the one that is being imported', () => {
    expect(names(events, '', 'recent', new Set(['Run 10']))).toEqual(['Run 10', 'Run 9', 'alpine relay']);
  });

  test('are found by words of name and place', () => {
    expect(names(events, 'amsel RUN', 'recent', new Set())).toEqual(['Run 10']);
    expect(names(events, 'nowhere', 'recent', new Set())).toEqual([]);
  });

  test('show how far their start list is, or their photos where there is none', () => {
    const of = (change: Partial<typeof counts>) => barOf({ counts: { ...counts, ...change } });
    expect(of({})).toEqual({ kind: 'read', done: 0, toReview: 0 });
    expect(of({ photos: 200, analysed: 50, toReview: 20 })).toEqual({
      kind: 'read',
      done: 0.25,
      toReview: 0.1,
    });
    expect(of({ photos: 100, entries: 10, athletesFound: 9, toReview: 50 })).toEqual({
      kind: 'found',
      done: 0.9,
      toReview: expect.closeTo(0.1, 10),
    });
  });
});

test.each([
  ['/media/me/T7-2/Spring 10K', 'T7-2', 'Spring 10K'],
  ['/run/media/me/CARD/DCIM', 'CARD', 'DCIM'],
  ['/Volumes/T7 Shield/2026/Kestrel', 'T7 Shield', 'Kestrel'],
  ['e:\\Events\\HHM', 'E:', 'HHM'],
  ['/home/me/Events/', null, 'Events'],
])('%s is on %s', (folder, drive, last) => {
  expect(driveOf(folder)).toBe(drive);
  expect(lastPart(folder)).toBe(last);
});
