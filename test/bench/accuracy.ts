// `npm run bench:accuracy`: bibs and faces on generated photos and, where this machine has them, on the
// labelled real ones. `-- --photos 12` sets how many are generated for each of ten races, `-- --efforts`
// compares the settings of effort. Then sightings and persons of the two races whose truth is known, as
// `bench:evening` measures them.
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { BibEffort } from '../../engine/vision/bibs/find-candidates.ts';
import { openBibModels, standardBibModels } from '../fixtures/bib-models.ts';
import { openFaceModels, standardFaceModels } from '../fixtures/face-models.ts';
import { bibTable, measureBibs, reliabilityTable } from './accuracy-bibs.ts';
import { measureEvening } from './evening/measure-evening.ts';
import { facePairTable, measureFacePairs } from './face-pairs.ts';
import { type GatheredPhoto, gatherPlaces } from './gather-places.ts';
import { dataFolder, generatedEvents, realEvents } from './labelled-photos.ts';
import { tableLines, writeReport } from './report.ts';

const { values } = parseArgs({
  options: { photos: { type: 'string', default: '12' }, efforts: { type: 'boolean', default: false } },
});

// As in an analysis worker: one thread for pixels, one for networks.
sharp.concurrency(1);

const progress = (line: string) => process.stderr.write(`\r\x1b[K${line}`);
const path = (part: { path: string | null }) => part.path ?? '';
const models = {
  faces: await openFaceModels(path(standardFaceModels.detector), path(standardFaceModels.embedder)),
  bibs: await openBibModels(
    path(standardBibModels.detector),
    path(standardBibModels.recognizer),
    path(standardBibModels.characters),
  ),
};

const real = await realEvents();
const events = [...real, ...(await generatedEvents(Number(values.photos), progress))];
const efforts: BibEffort[] = values.efforts ? ['quick', 'normal', 'thorough'] : ['normal'];
const byEffort: { effort: BibEffort; photos: GatheredPhoto[] }[] = [];
for (const effort of efforts)
  byEffort.push({ effort, photos: await gatherPlaces(events, effort, models, progress) });
progress('');

const measured = byEffort.map(({ effort, photos }) => ({
  effort,
  real: measureBibs(photos),
  generated: measureBibs(photos.filter((photo) => !photo.real)),
  millisecondsAPhoto: photos.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / photos.length,
}));
const normal = measured.find(({ effort }) => effort === 'normal')!;
const print = (lines: readonly string[]) => console.log(`${lines.join('\n')}\n`);

if (real.length === 0) console.log(`No labelled photos in ${dataFolder}: generated ones alone.\n`);
else print(bibTable(normal.real));
for (const figures of normal.real.filter(({ event }) => event === 'all')) print(reliabilityTable(figures));
print(['Generated photos:', ...bibTable(normal.generated)]);
if (measured.length > 1) {
  print(
    tableLines(
      ['effort', 'ms a photo, one core', 'F1 by photo', 'F1 as event', 'recall ≥ 0.9', 'wrong ≥ 0.9'],
      measured.map(({ effort, real: figures, millisecondsAPhoto }) => {
        const [photo, event] = figures.filter((row) => row.event === 'all');
        return [
          effort,
          millisecondsAPhoto.toFixed(0),
          photo!.counted.f1.toFixed(3),
          event!.counted.f1.toFixed(3),
          event!.shown.recall.toFixed(3),
          event!.shown.wrongOfShown.toFixed(3),
        ];
      }),
    ),
  );
}
const faces = await measureFacePairs(dataFolder, models.faces);
print(facePairTable(faces));
const evening = await measureEvening(
  { races: ['pictures', 'findings'], seed: 'judged', review: false },
  progress,
);
evening.tables.forEach(print);
const report = { bibs: measured, faces, evening: evening.figures };
console.log(`Written to ${await writeReport('accuracy', report)}`);
