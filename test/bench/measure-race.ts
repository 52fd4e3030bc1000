// `npm run measure:race -- --photos DIR`: measures on real photos, and for bursts on drawn ones, what the large
// race is drawn from, and writes it to test/fixtures/large-race/parameters.json: numbers alone. DIR is the folder
// of labelled photos (`bibs-real`, `faces-pairs`), `PHOTOFINISH_DATA` unless told.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { Box } from '../../engine/contract/geometry.ts';
import { judgePlaces } from '../../engine/vision/bibs/read-bibs.ts';
import { openBibModels, standardBibModels } from '../fixtures/bib-models.ts';
import { openFaceModels, standardFaceModels } from '../fixtures/face-models.ts';
import type { RaceParameters } from '../fixtures/large-race/parameters.ts';
import { fitPhotoConfidence } from './fit-bibs.ts';
import { gatherPlaces } from './gather-places.ts';
import { dataFolder, generatedEvents, realEvents } from './labelled-photos.ts';
import { fitVectors, widened } from './measure-race/fit-vectors.ts';
import { measureBursts } from './measure-race/measure-bursts.ts';
import { measureFaces } from './measure-race/measure-faces.ts';
import { measureReadings, mistakeIn, outcomesOf, type ReadPhoto } from './measure-race/measure-readings.ts';
import { measureWear } from './measure-race/measure-worn.ts';
import { gatherPictureRace } from './picture-race.ts';

const { values } = parseArgs({ options: { photos: { type: 'string', default: dataFolder } } });
sharp.concurrency(1);

const progress = (line: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
};
const path = (part: { path: string | null }) => part.path ?? '';
const models = {
  faces: await openFaceModels(path(standardFaceModels.detector), path(standardFaceModels.embedder)),
  bibs: await openBibModels(
    path(standardBibModels.detector),
    path(standardBibModels.recognizer),
    path(standardBibModels.characters),
  ),
};

const events = await realEvents(values.photos);
if (events.length === 0)
  throw new Error(`No labelled photos in ${values.photos}. Name their folder by --photos.`);
const generated = await gatherPlaces(await generatedEvents(12, progress), 'normal', models, progress);
const real = await gatherPlaces(events, 'normal', models, progress);
const { race, photos: drawn } = await gatherPictureRace('measured', models, progress);

/** Each race is read with coefficients that the others, and other drawings, were fitted on. */
const readings = [...Map.groupBy([...real, ...drawn], ({ event }) => event).values()].flatMap(
  (own): ReadPhoto[] => {
    const kind = own[0]!.real ? own[0]!.event : race.event;
    const model = fitPhotoConfidence([...real, ...generated].filter(({ event }) => event !== kind));
    return own.map((photo) => ({ photo, readings: judgePlaces(photo.places, model) }));
  },
);
const readReal = readings.filter(({ photo }) => photo.real);
const readDrawn = readings.filter(({ photo }) => !photo.real);

const faces = await measureFaces(join(values.photos, 'faces-pairs'), models.faces, progress);
const wear = measureWear(real, await publishedFaces());
const bursts = await measureBursts(race, readDrawn, progress);
const { same, different } = faces;
const parameters: RaceParameters = {
  faces: { ...faces, ...wear },
  readings: await measureReadings(readReal, progress),
  swaps: await countSwaps(readings),
  bursts,
  vectors: {
    pairs: fitVectors(widened(same), widened(different), bursts.cosine),
    worn: fitVectors(wear.worn.same, wear.worn.different, bursts.cosine),
  },
};
const file = join(import.meta.dirname, '../fixtures/large-race/parameters.json');
await writeFile(file, `${JSON.stringify(parameters, null, 2)}\n`);
progress('');
console.log(
  `Measured on ${real.length} labelled race photos, ${same.pairs + different.pairs} pairs of faces ` +
    `and ${drawn.length} drawn photos of ${race.athletes.length} athletes.\nWritten to ${file}`,
);

async function publishedFaces(): Promise<Map<string, Box[]>> {
  const labels = JSON.parse(
    await readFile(join(values.photos, 'bibs-real', 'labels.json'), 'utf8'),
  ) as Record<string, { faces?: Box[] }>;
  return new Map(Object.entries(labels).map(([name, { faces: boxes }]) => [name, boxes ?? []]));
}

/** Digits of legible bibs that were taken for others, by readings and by what else these may say. */
async function countSwaps(photos: readonly ReadPhoto[]): Promise<number[][]> {
  const swaps = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 0));
  for (const photo of photos) {
    for (const { label, outcome, reading } of await outcomesOf(photo)) {
      if (!reading || (outcome !== 'right' && outcome !== 'wrong')) continue;
      const others = reading.alternatives.map(({ number }) => number);
      for (const number of [reading.number, ...others]) {
        if (mistakeIn(label.number, number) !== 'swapped') continue;
        for (const [i, digit] of [...number].entries()) {
          const worn = label.number[i]!;
          if (digit !== worn && /\d/.test(digit + worn) && swaps[Number(worn)])
            swaps[Number(worn)]![Number(digit)]!++;
        }
      }
    }
  }
  return swaps;
}
