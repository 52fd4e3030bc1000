import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CandidateFacts, candidatesOf } from './review-candidates.ts';

const facts = (changes: Partial<CandidateFacts>): CandidateFacts => ({
  ...{
    readings: [],
    faces: [],
    guesses: [],
    likeness: new Map(),
    seen: [],
    taken: new Set(),
    completions: [],
  },
  ...{ listed: () => null, allowed: () => true, ...changes },
});
const read = (number: string, confidence: number, ...others: [string, number][]) => ({
  number,
  confidence,
  alternatives: others.map(([other, probability]) => ({ number: other, probability })),
});

it('what was read, the same face and the frame before add up, and others are what is left', () => {
  const [first, second] = candidatesOf(
    facts({
      readings: [read('349', 0.62, ['344', 0.31])],
      faces: [{ number: '349', photos: 14, likeness: 0.91, confidence: 0.9 }],
      seen: [{ number: '349', seconds: -0.4, confidence: 0.97 }],
      likeness: new Map([['344', 0.08]]),
    }),
  );
  expect(first).toMatchObject({
    number: '349',
    evidence: [
      { kind: 'read', number: '349', photos: 1, confidence: 0.62 },
      { kind: 'sameFace', photos: 14, similarity: 0.91 },
      { kind: 'seen', seconds: -0.4, confidence: 0.97 },
    ],
  });
  expect(first!.percent).toBeGreaterThan(90);
  expect(second).toMatchObject({
    number: '344',
    evidence: [
      { kind: 'mayRead', number: '344', digit: 2, probability: 0.31 },
      { kind: 'facesDiffer', similarity: 0.08 },
    ],
  });
  expect(second!.percent).toBeLessThan(10);
});

it('a number that nobody was given, or that somebody else wears here, comes after one that fits', () => {
  const listed = (number: string) => number === '349';
  const completions = [{ number: '349', reading: '34', of: 1 }];
  const rows = candidatesOf(facts({ readings: [read('34', 0.7)], completions, listed }));
  expect(rows.map(({ number }) => number)).toEqual(['349', '34']);
  expect(rows[1]!.evidence).toContainEqual({ kind: 'unlisted' });
  expect(rows[0]!.evidence).toEqual([{ kind: 'fragment', reading: '34', confidence: 0.7 }]);
  const taken = candidatesOf(facts({ readings: [read('349', 0.5, ['344', 0.45])], taken: new Set(['349']) }));
  expect(taken.map(({ number }) => number)).toEqual(['344', '349']);
});

it('percentages are whole and never sum to more than a hundred', () => {
  const number = fc.constantFrom('1', '12', '123', '9', '19');
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, share, number, share), { maxLength: 4 }),
      fc.array(fc.tuple(number, share), { maxLength: 3 }),
      fc.array(fc.tuple(number, share), { maxLength: 3 }),
      (readings, faces, seen) => {
        const rows = candidatesOf(
          facts({
            readings: readings.map(([a, p, b, q]) => read(a, p, [b, q])),
            faces: faces.map(([one, confidence]) => ({ number: one, photos: 2, likeness: 0.5, confidence })),
            seen: seen.map(([one, confidence]) => ({ number: one, seconds: 0.2, confidence })),
          }),
        );
        expect(rows.reduce((sum, { percent }) => sum + percent, 0)).toBeLessThanOrEqual(100);
        for (const { percent } of rows) expect(Number.isInteger(percent)).toBe(true);
        expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length);
      },
    ),
  );
});
