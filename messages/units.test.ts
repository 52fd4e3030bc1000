import { describe, expect, test } from 'vitest';
import {
  bytes,
  clock,
  confidence,
  count,
  day,
  duration,
  percent,
  rate,
  timeOfDay,
  timeOfShot,
} from './units.ts';

describe('numbers', () => {
  test('have separators and as many digits as mean something', () => {
    expect(count(1164)).toBe('1,164');
    expect(rate(18.64)).toBe('18.6/s');
    expect(confidence(0.6)).toBe('0.60');
    expect(percent(0.557)).toBe('56%');
  });

  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [41_800_000, '41.8 MB'],
    [612e9, '612 GB'],
    [1.1e12, '1.1 TB'],
    [999_600_000, '1.0 GB'],
    [99_960_000, '100 MB'],
  ])('%d bytes are %s', (n, said) => {
    expect(bytes(n)).toBe(said);
  });

  test.each([
    [0.4, '0 s'],
    [27.2, '27 s'],
    [59.6, '1 min'],
    [250, '4 min 10 s'],
    [720, '12 min'],
    [3599, '1 h'],
    [3900, '1 h 5 min'],
  ])('%d seconds are %s', (seconds, said) => {
    expect(duration(seconds)).toBe(said);
  });
});

describe('times', () => {
  const shot = Date.UTC(2026, 4, 17, 8, 31, 4, 380);

  test('are those of the event’s own clock', () => {
    expect(timeOfDay(shot, 'Europe/Vienna')).toBe('10:31:04');
    expect(timeOfShot(shot, 'Europe/Vienna')).toBe('10:31:04.38');
    expect(clock(shot, 'America/New_York')).toBe('04:31');
    expect(timeOfDay(Date.UTC(2026, 0, 1, 23, 0, 0), 'Europe/Vienna')).toBe('00:00:00');
  });

  test('a day is written with its weekday, whatever the zone of this machine', () => {
    expect(day('2026-05-17')).toBe('Sun 17 May 2026');
  });
});
