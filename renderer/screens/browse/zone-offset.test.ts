import { expect, it } from 'vitest';
import { zoneOffset } from './zone-offset.ts';

it('knows summer time and zones that are not whole hours off', () => {
  const hours = (iso: string, zone: string) => zoneOffset(Date.parse(iso), zone) / 3_600_000;
  expect(hours('2026-05-03T09:00:00Z', 'Europe/Vienna')).toBe(2);
  expect(hours('2026-01-03T09:00:00.4Z', 'Europe/Vienna')).toBe(1);
  expect(hours('2026-05-03T23:30:00Z', 'Asia/Kolkata')).toBe(5.5);
  expect(hours('2026-05-03T01:00:00Z', 'America/New_York')).toBe(-4);
});
