import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '../../engine/app/open-engine.ts';
import type { IngestMode, IngestRun } from '../../engine/contract/ingest.ts';
import { speedSet } from '../fixtures/race/sets.ts';
import { tableLines, writeReport } from './report.ts';

// `npm run bench:ingest`: how fast a card is copied and verified beside what the system's own tools take,
// and how soon after the start of an import its first bib can be found.

const log = (line: string) => console.error(line);
const folder = await mkdtemp(join(tmpdir(), 'photofinish-ingest-'));
const cards = join(folder, 'cards');
const card = join(cards, 'CARD');
process.env['PHOTOFINISH_CARDS'] = cards;

/** In a process of its own: what making photos takes is not the program's. */
async function makeCard(): Promise<number> {
  const { event, seed, photos, width, height } = speedSet(
    Number(process.env['PHOTOFINISH_BENCH_PHOTOS'] ?? 40),
  );
  const request = Object.entries({ event, seed, photos, width, height }).flatMap(([name, value]) => [
    `--${name}`,
    `${value}`,
  ]);
  const make = join(import.meta.dirname, '../fixtures/race/make.ts');
  execFileSync(process.execPath, [make, '--out', join(folder, 'race'), ...request], { stdio: 'inherit' });
  await mkdir(join(card, 'DCIM'), { recursive: true });
  execFileSync('sh', ['-c', `mv "${join(folder, 'race', event)}"/*.jpg "${join(card, 'DCIM')}"`]);
  let bytes = 0;
  for (const name of await readdir(join(card, 'DCIM'))) bytes += (await stat(join(card, 'DCIM', name))).size;
  return bytes;
}

/** `cp`, waiting for the disk, and `sha256sum` of both sides: what a careful person does by hand. Seconds. */
function byHand(): number {
  const start = performance.now();
  execFileSync('sh', [
    '-c',
    `cp -r "${card}/DCIM" "${folder}/by-hand" && sync && sha256sum "${card}"/DCIM/* "${folder}"/by-hand/* > /dev/null`,
  ]);
  return (performance.now() - start) / 1000;
}

interface Imported {
  readonly run: IngestRun;
  /** Until everything was copied and verified, until a bib could be found, until all was read; seconds. */
  readonly verified: number | null;
  readonly firstBib: number | null;
  readonly all: number;
}

async function importCard(name: string, mode: IngestMode, warm: boolean): Promise<Imported> {
  const engine = openEngine(join(folder, name), log);
  const { client } = engine;
  await mkdir(join(folder, `${name}-photos`));
  const { id: keepIn } = await client.folders.grant({ path: join(folder, `${name}-photos`) });
  const { id: event } = await client.events.create({ name, keepIn });
  const [source] = await client.sources.list({ event });
  // As on the screen: the networks load while somebody looks at the card.
  if (warm) await (await engine.contextFor('machine').analysis('standard')).pool.started();
  const start = performance.now();
  const since = () => (performance.now() - start) / 1000;
  const { id } = await client.ingest.start({ event, source: source!.id, mode });
  let verified: number | null = null;
  let firstBib: number | null = null;
  for (;;) {
    const run = (await client.ingest.runs({ event })).find((other) => other.id === id)!;
    if (verified === null && run.files !== null && run.steps.verify.done === run.files) verified = since();
    if (firstBib === null && run.bibsRead > 0) firstBib = since();
    if (run.state === 'done' || run.state === 'failed') {
      await engine.close();
      if (run.state === 'failed') throw new Error(run.reason?.message);
      return { run, verified, firstBib, all: since() };
    }
    await sleep(20);
  }
}

try {
  const bytes = await makeCard();
  const hand = byHand();
  const cold = await importCard('cold', 'copy', false);
  const copied = await importCard('warm', 'copy', true);
  const inPlace = await importCard('in-place', 'inPlace', true);
  const rate = (seconds: number | null) => (seconds === null ? null : bytes / 1e6 / seconds);
  const figures = {
    photos: copied.run.total,
    bytes,
    byHandSeconds: hand,
    copySeconds: copied.verified,
    copyRatio: copied.verified === null ? null : hand / copied.verified,
    firstBibColdSeconds: cold.firstBib,
    firstBibWarmSeconds: copied.firstBib,
    firstBibInPlaceSeconds: inPlace.firstBib,
    photosPerSecondCopied: (copied.run.total ?? 0) / copied.all,
    photosPerSecondInPlace: (inPlace.run.total ?? 0) / inPlace.all,
  };
  const text = (value: number | null, digits = 1) => value?.toFixed(digits) ?? '–';
  console.log(`${figures.photos} photos, ${(bytes / 1e6).toFixed(0)} MB\n`);
  const rows = [
    ['cp, sync and sha256sum of both sides, MB a second', text(rate(hand), 0)],
    ['copy and verify while photos are analysed, MB a second', text(rate(copied.verified), 0)],
    ['of cp and sha256sum', figures.copyRatio === null ? '–' : `${(figures.copyRatio * 100).toFixed(0)} %`],
    ['first bib after the start, nothing loaded, s', text(cold.firstBib)],
    ['first bib, networks loaded when the card was shown, s', text(copied.firstBib)],
    ['first bib in place, s', text(inPlace.firstBib)],
    ['photos a second, copied', text(figures.photosPerSecondCopied, 2)],
    ['photos a second, in place', text(figures.photosPerSecondInPlace, 2)],
  ];
  for (const line of tableLines(['figure', ''], rows)) console.log(line);
  console.log(`\n${await writeReport('ingest', figures)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
