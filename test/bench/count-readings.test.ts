import { describe, expect, it } from 'vitest';
import type { Box } from '../../engine/contract/geometry.ts';
import {
  type BibLabel,
  judgePhoto,
  judgeReading,
  reliability,
  score,
  sureNumbers,
} from './count-readings.ts';

const labels: BibLabel[] = [
  { number: '1234', state: 'sure', box: [0, 0, 40, 20] },
  { number: '365?', state: 'unsure', box: [100, 0, 40, 20] },
];

const on = (number: string, box: Box, confidence = 0.9) => ({ number, box, confidence });
const unsureBox: Box = [102, 2, 30, 16];

describe('judgeReading', () => {
  it('tells right, open, cut and false apart', () => {
    expect(judgeReading(labels, on('1234', [0, 0, 40, 20]))).toBe('right');
    expect(judgeReading(labels, on('3651', unsureBox))).toBe('open');
    expect(judgeReading(labels, on('365', unsureBox))).toBe('cut');
    expect(judgeReading(labels, on('234', [10, 0, 30, 20]))).toBe('false');
  });

  it('lets a centre be a little outside the labelled box, an eighth of it at each side', () => {
    expect(judgeReading(labels, on('9', [140, 5, 8, 8]))).toBe('cut');
    expect(judgeReading(labels, on('9', [146, 5, 8, 8]))).toBe('false');
  });
});

describe('counts', () => {
  const judged = judgePhoto(labels, [
    on('1234', [0, 0, 40, 20], 0.95),
    on('1234', [200, 0, 40, 20], 0.5),
    on('365', unsureBox, 0.92),
    on('77', [300, 0, 10, 10], 0.4),
  ]);

  it('counts each number once a photo', () => {
    expect(judged.map(({ number, verdict }) => `${number} ${verdict}`)).toEqual([
      '1234 right',
      '365 cut',
      '77 false',
    ]);
    expect(sureNumbers([...labels, labels[0]!])).toEqual(['1234']);
  });

  it('leaves cut readings out of F1 and counts them among what is shown wrong', () => {
    expect(score(judged, 2, 0.9)).toMatchObject({ right: 1, false: 0, cut: 1, precision: 1, recall: 0.5 });
    expect(score(judged, 2, 0.9).f1).toBeCloseTo(2 / 3);
    expect(score(judged, 2, 0.9).wrongOfShown).toBeCloseTo(1 / 2);
    expect(score(judged, 2, 0.3).precision).toBeCloseTo(1 / 2);
  });

  it('compares confidence with how often it was right', () => {
    const [low, high] = reliability(judged, [0, 0.5, 1]);
    expect(low).toMatchObject({ readings: 1, right: 0 });
    expect(high).toMatchObject({ readings: 2, right: 1 });
    expect(high!.meanConfidence).toBeCloseTo(0.935);
  });
});
