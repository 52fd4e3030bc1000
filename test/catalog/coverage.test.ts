import { expect, test } from 'vitest';
import { coverageCsv } from '../../engine/app/coverage-csv.ts';
import type { Coverage } from '../../engine/contract/coverage.ts';
import type { Entry } from '../../engine/contract/start-list.ts';
import {
  decide,
  eventFacts,
  eventWith,
  face,
  findings,
  key,
  maker,
  photo,
  reading,
  START,
  sha,
} from './samples.ts';
import { describeEveryStore } from './stores.ts';

const entry = (bib: string, name: string): Entry => ({ bib, name, category: 'W40', team: null, wave: '1' });
const sure = (number: string) => ({ bibs: [reading(number, 0.99)], faces: [face(null)] });
const unsure = (number: string) => ({ bibs: [reading(number, 0.6)] });

const figures = ({ athletes }: Coverage) =>
  Object.fromEntries(
    athletes.map(({ name, accepted, toReview, firstAt, lastAt }) => [
      name,
      [accepted, toReview, ...[firstAt, lastAt].map((at) => (at === null ? null : (at - START) / 1000))],
    ]),
  );

describeEveryStore('coverage', (under) => {
  test('says of every athlete how many photos there are, and when', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      sure('7'),
      sure('7'),
      unsure('7'),
      sure('12'),
      unsure('12'),
      unsure('a3'),
      sure('999'),
      {},
    ]);
    const entries = [
      entry('7', 'Ada'),
      entry('12', 'Bo'),
      entry('12', 'Cy'),
      entry('A3', 'Di'),
      entry('40', 'Eve'),
    ];
    await catalog.importStartList(event.id, maker, entries, 'replace');
    const coverage = await catalog.coverage(event.id);
    expect(figures(coverage)).toEqual({
      Ada: [2, 1, 0, 1],
      // Both have a bib that was given out twice.
      Bo: [1, 1, 3, 3],
      Cy: [1, 1, 3, 3],
      // Seen, but nobody is sure: no time is told.
      Di: [0, 1, null, null],
      Eve: [0, 0, null, null],
    });
    expect(coverage.athletes.map(({ wave }) => wave)).toEqual(['1', '1', '1', '1', '1']);
    expect(coverage.unlisted.map(({ number }) => number)).toEqual(['999']);
    // 999, which the start list lacks, is to review however surely it was read.
    expect(coverage).toMatchObject({ photos: 8, read: 8, accepted: 3, toReview: 4, nobody: 1 });
  });

  test('what somebody said counts at once, and a rejected photo does not count at all', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [sure('7'), sure('7'), {}]);
    await catalog.importStartList(event.id, maker, [entry('7', 'Ada'), entry('8', 'Bo')], 'replace');
    expect(figures(await catalog.coverage(event.id))).toEqual({ Ada: [2, 0, 0, 1], Bo: [0, 0, null, null] });
    const place = { photoId: sha(0), box: null };
    await decide(catalog, event, [
      { kind: 'flag', place, flag: 'reject' },
      { kind: 'bib', place: { photoId: sha(2), box: null }, number: '8', worn: true },
    ]);
    const after = await catalog.coverage(event.id);
    expect(figures(after)).toEqual({ Ada: [1, 0, 1, 1], Bo: [1, 0, 2, 2] });
    expect(after).toMatchObject({ photos: 2, read: 2, accepted: 2, nobody: 0 });
  });

  test('counts photos in time; those that were not read show nobody yet', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const minutes = [0, 0, 1, 3];
    await catalog.recordPhotos(event.id, [
      ...minutes.map((minute, n) => photo(n, { takenAt: START + minute * 60_000 })),
      photo(9, { takenAt: null }),
    ]);
    await catalog.recordFindings(event.id, sha(0), key, findings(sure('7')));
    await catalog.recordFindings(event.id, sha(2), key, findings());
    await catalog.recordFindings(event.id, sha(9), key, findings());
    const { timeline, ...counts } = await catalog.coverage(event.id);
    expect(timeline).toEqual({
      start: START,
      step: 60_000,
      photos: [2, 1, 0, 1],
      accepted: [1, 0, 0, 0],
      toReview: [0, 0, 0, 0],
      nobody: [0, 1, 0, 0],
    });
    expect(counts).toMatchObject({ photos: 5, read: 3, accepted: 1, nobody: 2, athletes: [] });
  });

  test('an event without photos has nothing to draw', async () => {
    const { id } = await under.catalog.createEvent(eventFacts);
    const { timeline, photos } = await under.catalog.coverage(id);
    expect(photos).toBe(0);
    expect(timeline).toMatchObject({ start: null, photos: [] });
  });
});

test('the table has a line an athlete by the clock of the event, and no formula', () => {
  const csv = coverageCsv(
    {
      ...{ revision: 1, photos: 2, read: 2, accepted: 2, toReview: 0, nobody: 0 },
      athletes: [
        { ...entry('7', '=cmd|"x"'), accepted: 2, toReview: 1, firstAt: START, lastAt: START + 61_000 },
        { ...entry('8', 'Bo, "the fast"'), accepted: 0, toReview: 0, firstAt: null, lastAt: null },
      ],
      unlisted: [{ number: '999', accepted: 1, toReview: 0, firstAt: START, lastAt: START }],
      timeline: { start: null, step: 60_000, photos: [], accepted: [], toReview: [], nobody: [] },
    },
    'Europe/Vienna',
  );
  expect(csv.split('\r\n')).toEqual([
    '\ufeffbib,name,category,team,wave,photos accepted,photos to review,first photo,last photo',
    `7,"'=cmd|""x""",W40,,1,2,1,2026-05-03 10:00:00,2026-05-03 10:01:01`,
    '8,"Bo, ""the fast""",W40,,1,0,0,,',
    '999,,,,,1,0,2026-05-03 10:00:00,2026-05-03 10:00:00',
    '',
  ]);
});
