import { expect, test } from 'vitest';
import { offsetOf, zones } from './time-zones.ts';

const summer = Date.UTC(2026, 6, 1);
const winter = Date.UTC(2026, 0, 1);

test('offsets are those of the day of the race', () => {
  expect(offsetOf('Europe/Vienna', summer)).toBe('+02:00');
  expect(offsetOf('Europe/Vienna', winter)).toBe('+01:00');
  expect(offsetOf('Asia/Kolkata', winter)).toBe('+05:30');
  expect(offsetOf('UTC', winter)).toBe('+00:00');
});

test('every zone of this machine is listed once, UTC among them', () => {
  const names = zones(summer).map(({ value }) => value);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('UTC');
  expect(names).toContain('America/New_York');
});
