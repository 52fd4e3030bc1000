import { expect, it } from 'vitest';
import type { BibEvidence } from '../../engine/contract/findings.ts';
import { confidenceTerms } from '../../engine/vision/bibs/confidence.ts';
import { Prng } from '../fixtures/race/prng.ts';
import { measureBibs } from './accuracy-bibs.ts';
import { fitPhotoConfidence } from './fit-bibs.ts';
import type { GatheredPhoto } from './gather-places.ts';

/** Evidence in which `support` alone tells right from wrong. */
function evidence(support: number, length: number): BibEvidence {
  const names =
    'agreement coverage weakest longer shorter rival other signsInside signsBeside marginLeft marginRight';
  const even = Object.fromEntries(
    [...names.split(' '), 'frameBelow', 'tilt', 'leadingZero'].map((name) => [name, 0.5]),
  );
  return {
    ...even,
    support,
    contrast: 200,
    boxScore: 0.8,
    textHeight: 30,
    frameBeside: 5,
    pitch: 0.5,
    stray: 0,
    length,
  };
}

/** A race in which every photo shows one sure bib, and a banner that is read as a number too. */
function race(event: string, photos: number): GatheredPhoto[] {
  const prng = new Prng(event);
  return Array.from({ length: photos }, (_, i) => {
    const number = String(1000 + i * 7);
    return {
      file: `${event}-${i}`,
      path: '',
      event,
      real: true,
      milliseconds: 1,
      width: 800,
      height: 600,
      sharpness: 100,
      faces: [],
      labels: [{ number, state: 'sure', box: [0, 0, 80, 20] }],
      places: [
        {
          box: [0, 0, 80, 20],
          sharpness: 1,
          candidates: [{ number, evidence: evidence(prng.between(0.8, 1), 4) }],
        },
        {
          box: [300, 0, 80, 20],
          sharpness: 1,
          candidates: [{ number: '2011', evidence: evidence(prng.between(0, 0.1), 4) }],
        },
      ],
    };
  });
}

it('judges each race by what the others taught, pools them, and counts right and wrong', () => {
  const photos = [...race('spring', 30), ...race('autumn', 30)];
  const measured = measureBibs(photos);
  expect(measured.map(({ level, event }) => `${level} ${event}`)).toEqual([
    'photo all',
    'photo spring',
    'photo autumn',
    'event all',
    'event spring',
    'event autumn',
  ]);
  const [pooled] = measured;
  expect(pooled!.counted).toMatchObject({ sure: 60, right: 60, false: 0, cut: 0 });
  expect(pooled!.missed).toEqual([]);
});

it('does not let a race teach its own judge', () => {
  // In this one everything is the other way round: only who was fitted on it could know.
  const contrary = race('contrary', 30).map((photo) => ({
    ...photo,
    places: photo.places.map((place, i) => ({
      ...place,
      candidates: place.candidates.map(({ number }) => ({
        number,
        evidence: evidence(i === 0 ? 0.1 : 0.9, 4),
      })),
    })),
  }));
  const figures = measureBibs([...race('spring', 30), ...contrary]);
  const judged = figures.find(({ level, event }) => level === 'photo' && event === 'contrary');
  expect(judged!.counted.right).toBe(0);
  expect(judged!.counted.false).toBeGreaterThan(20);
});

it('names every coefficient', () => {
  const { bias, weights } = fitPhotoConfidence(race('spring', 30));
  expect(Object.keys(weights)).toEqual(confidenceTerms);
  expect([bias, ...Object.values(weights)].every(Number.isFinite)).toBe(true);
  expect(weights.support).toBeGreaterThan(0);
});
