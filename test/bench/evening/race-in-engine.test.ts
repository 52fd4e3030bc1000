import { expect, test } from 'vitest';
import { largeRace } from '../../fixtures/large-race/large-race.ts';
import { listErrors } from './list-errors.ts';
import { measureSightings } from './measure-sightings.ts';
import { playReview } from './play-review.ts';
import { RaceInEngine } from './race-in-engine.ts';

test('faces and bursts find most of what bibs miss, and Review does the rest', async () => {
  const race = largeRace({ seed: 'spec', athletes: 40, photos: 320 });
  const opened = await RaceInEngine.open(race, () => undefined);
  try {
    const before = await measureSightings(opened);
    expect(before.legible).toBeGreaterThan(0.6);
    expect(before.legible).toBeLessThan(0.7);
    expect(before.bibs.precision).toBeGreaterThan(0.97);
    expect(before.recovered.share).toBeGreaterThan(0.5);
    expect(before.accepted.precision).toBeGreaterThanOrEqual(0.99);
    expect(before.persons.pairs.precision).toBeGreaterThan(0.97);
    const { wrong, missed } = before.accepted;
    expect(listErrors(opened)).toHaveLength(wrong + missed);

    const played = await playReview(opened, () => undefined);
    expect(played.before).toEqual(before.accepted);
    expect(played.after.f1).toBeGreaterThan(before.accepted.f1);
    expect(played.after.f1).toBeGreaterThan(0.98);
    // A fifth of the race: a fifth of what the large one may take.
    expect(played.answers).toBeLessThan(50);
    expect(played.sightings).toBeGreaterThan(played.answers);
  } finally {
    await opened.close();
  }
});
