// `npm run fit:bib-confidence`: fits the coefficients that ship, on generated photos and on every
// labelled real one. Published figures come from `bench:accuracy`, which leaves the judged race out.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { openBibModels, standardBibModels } from '../fixtures/bib-models.ts';
import { openFaceModels, standardFaceModels } from '../fixtures/face-models.ts';
import { fitBibModels } from './fit-bibs.ts';
import { gatherPlaces } from './gather-places.ts';
import { dataFolder, generatedEvents, realEvents } from './labelled-photos.ts';

const { values } = parseArgs({ options: { photos: { type: 'string', default: '20' } } });

sharp.concurrency(1);

const engine = join(import.meta.dirname, '../../engine');
const progress = (line: string) => process.stderr.write(`\r\x1b[K${line}`);
const path = (part: { path: string | null }) => part.path ?? '';
const real = await realEvents();
if (real.length === 0) throw new Error(`No labelled photos in ${dataFolder}: set PHOTOFINISH_DATA.`);
const events = [...real, ...(await generatedEvents(Number(values.photos), progress))];
const models = {
  faces: await openFaceModels(path(standardFaceModels.detector), path(standardFaceModels.embedder)),
  bibs: await openBibModels(
    path(standardBibModels.detector),
    path(standardBibModels.recognizer),
    path(standardBibModels.characters),
  ),
};
const photos = await gatherPlaces(events, 'normal', models, progress);
const { photo, event } = fitBibModels(photos);
await writeFile(join(engine, 'vision/bibs/bib-confidence.json'), `${JSON.stringify(photo, null, 2)}\n`);
await writeFile(join(engine, 'people/event-bib-confidence.json'), `${JSON.stringify(event, null, 2)}\n`);
progress('');
console.log(`Fitted on ${photos.length} photos of ${events.length} races.`);
