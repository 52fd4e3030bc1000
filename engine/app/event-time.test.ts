import { describe, expect, it } from 'vitest';
import { timeSpan } from './event-time.ts';

const vienna = { name: 'Marathon', date: '2026-05-03', timeZone: 'Europe/Vienna' };
const span = (from?: string, to?: string, event: Parameters<typeof timeSpan>[0] = vienna) => {
  const { takenFrom, takenBefore } = timeSpan(event, from, to);
  const iso = (instant: number | undefined) =>
    instant === undefined ? null : new Date(instant).toISOString();
  return [iso(takenFrom), iso(takenBefore)];
};

describe('timeSpan', () => {
  it.each([
    ['10:15', '10:15', '2026-05-03T08:15:00.000Z', '2026-05-03T08:16:00.000Z'],
    ['9:05:30', '9:05:30', '2026-05-03T07:05:30.000Z', '2026-05-03T07:05:31.000Z'],
    ['2026-05-02', '2026-05-02', '2026-05-01T22:00:00.000Z', '2026-05-02T22:00:00.000Z'],
    ['2026-05-02T23:30', '2026-05-03 00:30', '2026-05-02T21:30:00.000Z', '2026-05-02T22:31:00.000Z'],
  ])('from %s to %s', (from, to, start, end) => {
    expect(span(from, to)).toEqual([start, end]);
  });

  it('a whole day has 25 hours when summer time ends', () => {
    expect(span('2026-10-25', '2026-10-25')).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('leaves an open end open', () => {
    expect(span('10:15')).toEqual(['2026-05-03T08:15:00.000Z', null]);
    expect(span()).toEqual([null, null]);
  });

  it.each(['', 'noon', '10', '25:00', '2026-02-30', '10:15 pm'])('refuses "%s"', (text) => {
    expect(() => span(text)).toThrow(/time/);
  });

  it('asks for the day where the event has none', () => {
    expect(() => span('10:15', undefined, { ...vienna, date: null })).toThrow(/no date/);
  });
});
