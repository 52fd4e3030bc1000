// `npm start`, until the desktop exists: makes a small race, indexes it and searches it, each step by
// the command that a person would type, and shows that command.
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { styleText } from 'node:util';
import { type GeneratedRace, generateRace } from '../test/fixtures/race/generate-race.ts';
import { sampleEvent } from '../test/fixtures/race/sets.ts';
import { runOn } from './pinned-node.mjs';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const folder = path.join('out', 'sample');
const photos = path.join(folder, 'photos');
const startList = path.join(folder, 'start-list.csv');
const event = 'Sample race';

say(
  'Photofinish finds athletes in race photos, by bib and by face. Here it does so on a race made up for you.',
);
const race = await makePhotos();
const athlete = bestSeenAthlete(race);

const steps: [title: string, ...args: string[]][] = [
  [
    'Find faces and read bibs, and keep what was found:',
    'index',
    photos,
    '--event',
    event,
    '--start-list',
    startList,
  ],
  ['What it found:', 'search', '--event', event],
  [`All photos of bib ${athlete.bib}:`, 'search', '--event', event, '--bib', athlete.bib],
  [
    'All photos of the person in one of them:',
    'search',
    '--event',
    event,
    '--face',
    athlete.portrait,
    '--min-similarity',
    '0.4',
  ],
];
for (const [title, ...args] of steps) {
  say(title);
  console.log(styleText('dim', `$ ${typed(args)}`));
  if (!(await runOn(process.execPath, 'build/photofinish.mjs', ['--catalog', folder, ...args])))
    process.exit();
}

say('Try next:');
for (const args of [
  ['search', '--event', event, '--bib', `${athlete.bib[0]}*`],
  ['readings', '--event', event],
  ['doctor'],
]) {
  console.log(`  ${typed(args)}`);
}
console.log('  npm run --silent photofinish -- index <your photos> --event "My race"');

function say(text: string): void {
  console.log(`\n${styleText('bold', text)}`);
}

/** The command line as it is typed in this folder. */
function typed(args: readonly string[]): string {
  const quoted = ['--catalog', folder, ...args].map((arg) => (/[\s*]/.test(arg) ? `"${arg}"` : arg));
  return `npm run --silent photofinish -- ${quoted.join(' ')}`;
}

async function makePhotos(): Promise<GeneratedRace> {
  const made = await generateRace(sampleEvent, (done, total) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[KMaking photos: ${done} of ${total}`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  await mkdir(photos, { recursive: true });
  await copyFile(made.startList, startList);
  for (const { file, path: source } of made.photos) await copyFile(source, path.join(photos, file));
  console.log(`${made.photos.length} photos are in ${photos}, their start list is ${startList}.`);
  return made;
}

/** Who has the most photos with a legible bib, and the photo in which that one's face is largest of all faces. */
function bestSeenAthlete({ athletes, photos: taken }: GeneratedRace): { bib: string; portrait: string } {
  const size = ({ box }: { box: readonly number[] }) => (box[2] ?? 0) * (box[3] ?? 0);
  const candidates = athletes.flatMap(({ id, bib }) => {
    const withBib = taken.filter(({ bibs }) =>
      bibs.some(({ number, state }) => number === bib && state === 'sure'),
    );
    const portraits = withBib
      .map(({ file, faces }) => ({ file, face: faces.toSorted((a, b) => size(b) - size(a))[0] }))
      .filter(({ face }) => face?.person === id)
      .toSorted((a, b) => size(b.face ?? { box: [] }) - size(a.face ?? { box: [] }));
    const portrait = portraits[0]?.file;
    return portrait === undefined
      ? []
      : [{ bib, portrait: path.join(photos, portrait), photos: withBib.length }];
  });
  const [best] = candidates.toSorted((a, b) => b.photos - a.photos);
  if (best === undefined) throw new Error('The sample race shows nobody with a face and a legible bib.');
  return best;
}
