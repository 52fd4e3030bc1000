import { expect, it } from 'vitest';
import type { BibReading } from '../../contract/findings.ts';
import type { Box } from '../../contract/geometry.ts';
import { mergeReadings } from './merge-readings.ts';

function reading(number: string, confidence: number, box: Box): BibReading {
  return { number, confidence, box, sharpness: 100, alternatives: [], evidence: {} };
}

it('keeps the most confident of readings on one print, the others as alternatives', () => {
  const merged = mergeReadings([
    reading('1187', 0.6, [20, 0, 60, 20]),
    reading('11187', 0.8, [0, 0, 80, 20]),
    reading('42', 0.7, [200, 0, 40, 20]),
  ]);
  expect(merged.map(({ number }) => number)).toEqual(['11187', '42']);
  expect(merged[0]!.alternatives).toEqual([{ number: '1187', probability: 0.6 }]);
});

it('counts a number once, where it is clearest', () => {
  const merged = mergeReadings([reading('7', 0.5, [0, 0, 10, 10]), reading('7', 0.9, [90, 0, 10, 10])]);
  expect(merged).toEqual([reading('7', 0.9, [90, 0, 10, 10])]);
});

it('keeps neighbours that merely touch', () => {
  const merged = mergeReadings([reading('12', 0.9, [0, 0, 40, 20]), reading('34', 0.8, [35, 0, 40, 20])]);
  expect(merged).toHaveLength(2);
});
