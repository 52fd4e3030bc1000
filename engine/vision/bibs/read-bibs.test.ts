import { expect, it } from 'vitest';
import { needBibModels } from '../../../test/fixtures/bib-models.ts';
import { planRace } from '../../../test/fixtures/race/race-generator.ts';
import { defaultBibRules } from '../../contract/bib-rules.ts';
import { iou } from '../../contract/geometry.ts';
import { decodePhoto } from '../decode-photo.ts';
import { readBibs } from './read-bibs.ts';

const race = planRace({
  seed: 'read-bibs',
  event: 'grand-marathon',
  photos: 8,
  width: 1200,
  height: 800,
  difficulty: 'clean',
});

it('reads the bibs of generated photos, in their places, and little else', async (context) => {
  const models = await needBibModels(context);
  let sure = 0;
  let right = 0;
  let wrong = 0;
  for (let index = 0; index < race.photoCount; index++) {
    const { jpeg, truth } = await race.photo(index);
    const photo = await decodePhoto(jpeg);
    const { readings, timings } = await readBibs(photo, truth.faces, models, {
      rules: defaultBibRules,
      effort: 'normal',
    });
    expect(timings.bibRegions).toBeGreaterThan(0);
    const confident = readings.filter(({ confidence }) => confidence > 0.5);
    const labels = truth.bibs.filter(({ state }) => state === 'sure');
    sure += labels.length;
    for (const { number, box } of confident) {
      const label = labels.find((bib) => bib.number === number);
      // The reading's box is DBNet's, which leaves some paper round the ink.
      if (label && iou(label.box, box) > 0.4) right++;
      else if (!truth.bibs.some((bib) => bib.printed === number)) wrong++;
    }
  }
  expect(sure).toBeGreaterThanOrEqual(6);
  expect(right / sure).toBeGreaterThanOrEqual(0.8);
  expect(wrong).toBeLessThanOrEqual(1);
});

it('gives the same readings wherever a photo is scaled: boxes are pixels of the upright photo', async (context) => {
  const models = await needBibModels(context);
  const { jpeg, truth } = await race.photo(0);
  const options = { rules: defaultBibRules, effort: 'normal' } as const;
  const whole = await decodePhoto(jpeg);
  const shrunk = await decodePhoto(jpeg, { longestSide: 900 });
  const large = (await readBibs(whole, truth.faces, models, options)).readings.filter(
    (r) => r.confidence > 0.6,
  );
  const small = (await readBibs(shrunk, truth.faces, models, options)).readings;
  expect(large.length).toBeGreaterThan(0);
  for (const { number, box } of large) {
    const same = small.find((reading) => reading.number === number);
    expect(same && iou(same.box, box)).toBeGreaterThan(0.5);
  }
});

it('finds nothing on an even grey photo, in any effort', async (context) => {
  const models = await needBibModels(context);
  const image = { data: new Uint8Array(640 * 480 * 3).fill(128), width: 640, height: 480 };
  const photo = { image, width: 640, height: 480, scaleX: 1, scaleY: 1 };
  for (const effort of ['quick', 'normal', 'thorough'] as const) {
    const { readings } = await readBibs(photo, [], models, { rules: defaultBibRules, effort });
    expect(readings).toEqual([]);
  }
});
