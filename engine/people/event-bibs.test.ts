import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventBibs, type PhotoReading } from './event-bibs.ts';

function read(number: string, confidence: number, ...alternatives: [string, number][]): PhotoReading {
  return {
    number,
    confidence,
    alternatives: alternatives.map(([text, probability]) => ({ number: text, probability })),
  };
}

/** An event of forty clear five-digit bibs. */
function fiveDigits(): EventBibs {
  const event = new EventBibs();
  for (let i = 0; i < 40; i++) event.add(`p${i}`, [read(String(10_000 + i * 777), 0.95)]);
  return event;
}

describe('EventBibs', () => {
  it('doubts a number that is shorter than the bibs of this race', () => {
    const event = fiveDigits();
    event.add('short', [read('1187', 0.9)]);
    event.add('whole', [read('11187', 0.9)]);
    const [short] = event.settle('short');
    const [whole] = event.settle('whole');
    expect(short!.confidence).toBeLessThan(0.5);
    expect(whole!.confidence).toBeGreaterThan(0.9);
  });

  it('prefers an alternative that fits the race', () => {
    const event = fiveDigits();
    event.add('photo', [read('1517', 0.6, ['71517', 0.35])]);
    expect(event.settle('photo')[0]!.number).toBe('71517');
  });

  it('trusts a doubtful number more once another photo reads it too', () => {
    const event = fiveDigits();
    event.add('one', [read('20480', 0.6)]);
    const alone = event.settle('one')[0]!.confidence;
    event.add('two', [read('20480', 0.9)]);
    expect(event.settle('one')[0]!.confidence).toBeGreaterThan(alone);
  });

  it('leaves numbers of mixed lengths alone', () => {
    const event = new EventBibs();
    for (let i = 0; i < 30; i++) event.add(`p${i}`, [read(String(i % 2 ? 100 + i : 2000 + i), 0.95)]);
    event.add('three', [read('365', 0.95)]);
    event.add('four', [read('3651', 0.95)]);
    const [three] = event.settle('three');
    const [four] = event.settle('four');
    expect(three!.confidence).toBeGreaterThan(0.7);
    expect(four!.confidence).toBeGreaterThan(0.7);
  });

  it('says nothing of a photo that it does not know', () => {
    expect(fiveDigits().settle('elsewhere')).toEqual([]);
  });

  it('stays the same whatever the order in which photos came, went and came again', () => {
    const numbers = fc.stringMatching(/^[1-9][0-9]{1,4}$/);
    const reading = fc.record({
      number: numbers,
      confidence: fc.double({ min: 0.05, max: 1, noNaN: true }),
      alternatives: fc.array(
        fc.record({ number: numbers, probability: fc.double({ min: 0, max: 0.5, noNaN: true }) }),
        { maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(reading, { maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(11), { maxLength: 20 }),
        (photos, detours) => {
          const straight = new EventBibs();
          photos.forEach((readings, i) => {
            straight.add(`p${i}`, readings);
          });
          const winding = new EventBibs();
          for (const detour of detours) {
            winding.add(`p${detour}`, photos[detour] ?? []);
            if (detour % 3 === 0) winding.remove(`p${detour}`);
          }
          for (const photo of [...winding.photos]) winding.remove(photo);
          photos.toReversed().forEach((readings, i) => {
            winding.add(`p${photos.length - 1 - i}`, readings);
          });
          photos.forEach((_, i) => {
            const expected = straight.settle(`p${i}`);
            const actual = winding.settle(`p${i}`);
            expect(actual.map(({ number }) => number)).toEqual(expected.map(({ number }) => number));
            actual.forEach(({ confidence }, j) => {
              expect(confidence).toBeCloseTo(expected[j]!.confidence, 6);
            });
          });
        },
      ),
    );
  });
});
