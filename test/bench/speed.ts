import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { workersOfMachine } from '../../engine/app/analysis-choice.ts';
import { openAnalysis } from '../../engine/app/analysis-pool.ts';
import type { AnalysisTask, WorkerSetup } from '../../engine/app/analysis-task.ts';
import { openEngine } from '../../engine/app/open-engine.ts';
import { programFolder } from '../../engine/app/program-folder.ts';
import { STANDARD_PACK } from '../../engine/app/standard-pack.ts';
import { writePreviews } from '../../engine/blobs/preview-files.ts';
import type { Timings } from '../../engine/contract/findings.ts';
import { ModelRegistry } from '../../engine/inference/model-registry.ts';
import { SupervisedPool } from '../../engine/inference/supervised-pool.ts';
import { forkWorker } from '../../engine/inference/worker-process.ts';
import { decodePhoto } from '../../engine/vision/decode-photo.ts';
import { speedSet } from '../fixtures/race/sets.ts';
import { watchMemory } from './process-memory.ts';
import { tableLines, writeReport } from './report.ts';
import { benchSearch, searchTable } from './search.ts';

/** Means of CPU deployments in this field, milliseconds, that users will compare with. */
const reference: Partial<Record<keyof Timings, number>> = {
  sharpness: 2,
  faces: 80,
  embed: 50,
  bibRegions: 40,
  bibText: 30,
};

const GIBIBYTE = 1024 ** 3;
const { workers, threads } = workersOfMachine();
const log = (line: string) => console.error(line);
const programModels = join(programFolder, 'models');

/** Until the networks of all workers have answered their warm-up, milliseconds. */
async function startUp(home: string): Promise<number> {
  const start = performance.now();
  const { pool } = await openAnalysis(
    await ModelRegistry.open({ home, programModels, log }),
    STANDARD_PACK,
    log,
  );
  await pool.started;
  const ready = performance.now() - start;
  await pool.close();
  return ready;
}

/** The program's whole way, from files on disk to committed findings. */
async function endToEnd(home: string, photos: string, count: number) {
  const engine = openEngine(home, log);
  const memory = watchMemory();
  const { client } = engine;
  await client.events.create({ name: 'speed' });
  const start = performance.now();
  const commits: number[] = [];
  const steps = await client.analysis.index({ event: 'speed', paths: [photos] });
  for await (const { failure } of steps) {
    if (failure) throw new Error(`${failure.file}: ${failure.error.message}`);
    commits.push(performance.now() - start);
  }
  if (commits.length !== count) throw new Error(`${commits.length} of ${count} photos were analysed.`);

  const sums = new Map<string, number>();
  for await (const { timings } of await client.readings.list({ event: 'speed' })) {
    for (const [step, time] of Object.entries(timings ?? {})) sums.set(step, (sums.get(step) ?? 0) + time);
  }
  memory.stop();
  await engine.close();
  const [first = 0] = commits;
  const last = commits.at(-1) ?? 0;
  return {
    firstMs: first,
    totalMs: last,
    // The first photo of each worker waits for its networks; from then on the pace is the program's own.
    photosPerSecond: ((count - workers) * 1000) / (last - (commits[workers - 1] ?? 0)),
    peakPssBytes: memory.peak(),
    steps: Object.fromEntries([...sums].map(([step, sum]) => [step, sum / count])),
  };
}

/** The networks alone, on tensors that are ready: as many workers and threads, the same sessions. */
async function modelsAlone(home: string, paths: readonly string[]): Promise<number> {
  const models = await (await ModelRegistry.open({ home, programModels, log })).prepare(
    STANDARD_PACK,
    threads,
  );
  const pool = new SupervisedPool<WorkerSetup, AnalysisTask, null, number>({
    spawn: () => forkWorker(new URL('./model-time-worker.ts', import.meta.url)),
    workers,
    setup: { models, threads },
    memoryLimit: 2 * GIBIBYTE,
    log,
  });
  const times = await Promise.all(
    paths.map((path) => pool.run({ path, embed: true, bibs: true, bibRules: null })),
  );
  await pool.close();
  return (workers * 1000 * times.length) / times.reduce((sum, time) => sum + time, 0);
}

/** What thumbnail and preview cost beside an analysis that has decoded the photo, on one thread; mean milliseconds. */
async function previewTime(home: string, paths: readonly string[]): Promise<number> {
  sharp.concurrency(1);
  let sum = 0;
  for (const [place, path] of paths.entries()) {
    const { image } = await decodePhoto(await readFile(path));
    const start = performance.now();
    await writePreviews(join(home, 'preview-time'), place.toString(16).padStart(64, '0'), image);
    sum += performance.now() - start;
  }
  return sum / paths.length;
}

/** In a process of its own: what making photos takes is not to be counted as the program's memory. */
function makePhotos(home: string): { folder: string; paths: string[] } {
  const { event, seed, photos, width, height } = speedSet(
    Number(process.env['PHOTOFINISH_BENCH_PHOTOS'] ?? 50),
  );
  const request = Object.entries({ event, seed, photos, width, height }).flatMap(([name, value]) => [
    `--${name}`,
    `${value}`,
  ]);
  const make = join(import.meta.dirname, '../fixtures/race/make.ts');
  execFileSync(process.execPath, [make, '--out', home, ...request], { stdio: 'inherit' });
  const folder = join(home, event);
  const names = readdirSync(folder).filter((name) => name.endsWith('.jpg'));
  return { folder, paths: names.map((name) => join(folder, name)) };
}

const home = await mkdtemp(join(tmpdir(), 'photofinish-speed-'));
try {
  const { folder, paths } = makePhotos(home);
  const count = paths.length;

  const startUpMs = await startUp(home);
  const whole = await endToEnd(home, folder, count);
  const modelRate = await modelsAlone(home, paths);
  const previewMs = await previewTime(home, paths.slice(0, 20));
  const ratio = whole.photosPerSecond / modelRate;
  const bibWallMs = ((whole.steps['bibRegions'] ?? 0) + (whole.steps['bibText'] ?? 0)) / workers;

  console.log(`${count} photos of 24 megapixels, ${workers} workers of ${threads} threads\n`);
  const rows = [
    ['end to end, photos a second', whole.photosPerSecond.toFixed(2)],
    ['networks alone, photos a second', modelRate.toFixed(2)],
    ['end to end of networks alone', `${(ratio * 100).toFixed(0)} %`],
    ['wall time of the bib steps, ms a photo', bibWallMs.toFixed(0)],
    ['thumbnail and preview, ms a photo', previewMs.toFixed(0)],
    ['models ready, s', (startUpMs / 1000).toFixed(2)],
    ['first findings committed, s', (whole.firstMs / 1000).toFixed(2)],
    ['last findings committed, s', (whole.totalMs / 1000).toFixed(1)],
    [
      'peak memory (summed PSS), GB',
      whole.peakPssBytes === null ? '–' : (whole.peakPssBytes / 1e9).toFixed(2),
    ],
  ];
  for (const line of tableLines(['figure', ''], rows)) console.log(line);
  const steps = Object.entries(whole.steps).map(([step, time]) => [
    step,
    time.toFixed(1),
    reference[step as keyof Timings]?.toString() ?? '–',
  ]);
  console.log();
  for (const line of tableLines(['step', 'mean ms', 'reference ms'], steps)) console.log(line);

  const search = [];
  for (const faces of [10_000, 100_000]) search.push(...(await benchSearch(faces)));
  console.log();
  for (const line of searchTable(search)) console.log(line);

  const figures = {
    photos: count,
    workers,
    threads,
    startUpMs,
    ...whole,
    modelRate,
    ratio,
    bibWallMs,
    previewMs,
    search,
  };
  console.log(`\n${await writeReport('speed', figures)}`);
} finally {
  await rm(home, { recursive: true, force: true });
}
