import { describe, expect, it } from 'vitest';
import { instantOf, isTimeZone, wallClockOf } from './camera-time.ts';

const iso = (local: string, zone: string) => {
  const instant = instantOf(local, zone);
  return instant === null ? null : new Date(instant).toISOString();
};

describe('instantOf', () => {
  it.each([
    ['summer', '2026-05-03T10:12:13.45', 'Europe/Vienna', '2026-05-03T08:12:13.450Z'],
    ['winter', '2026-01-03T10:12:13', 'Europe/Vienna', '2026-01-03T09:12:13.000Z'],
    ['half an hour', '2026-05-03T10:12:13', 'Asia/Kolkata', '2026-05-03T04:42:13.000Z'],
    ['west, over midnight', '2026-05-03T22:12:13', 'America/Los_Angeles', '2026-05-04T05:12:13.000Z'],
    ['the camera’s own offset', '2026-05-03T10:12:13+09:00', 'Europe/Vienna', '2026-05-03T01:12:13.000Z'],
    [
      'an hour that occurs twice: the first',
      '2026-10-25T02:30:00',
      'Europe/Vienna',
      '2026-10-25T00:30:00.000Z',
    ],
    ['an hour that is skipped', '2026-03-29T02:30:00', 'Europe/Vienna', '2026-03-29T01:30:00.000Z'],
    ['just after a change', '2026-03-29T03:00:00', 'Europe/Vienna', '2026-03-29T01:00:00.000Z'],
  ])('%s', (_, local, zone, expected) => {
    expect(iso(local, zone)).toBe(expected);
  });

  it.each(['2026-02-31T10:00:00', '2026-05-03T25:00:00', 'yesterday', '2026-05-03'])(
    'refuses %s',
    (local) => {
      expect(instantOf(local, 'UTC')).toBeNull();
    },
  );

  it('is undone by wallClockOf', () => {
    for (let hour = 0; hour < 24 * 400; hour += 7) {
      const instant = Date.UTC(2026, 0, 1, hour);
      const zone = 'America/New_York';
      const twice = wallClockOf(instant, zone) === wallClockOf(instant - 3_600_000, zone);
      expect(instantOf(wallClockOf(instant, zone), zone)).toBe(twice ? instant - 3_600_000 : instant);
    }
  });
});

it('knows time zones by name', () => {
  expect(isTimeZone('Europe/Vienna')).toBe(true);
  expect(isTimeZone('Europe/Atlantis')).toBe(false);
});
