// Makes the sample event: a small race that nobody ran, drawn by the generator of the tests, with its
// start list. `npm start` does it beside the program at the first start; a package brings it along.
import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SampleFacts, sampleBeingMade, sampleFiles } from '../engine/contract/sample.ts';
import { startListOf } from '../test/fixtures/race/generate-race.ts';
import { planRace } from '../test/fixtures/race/race-generator.ts';
import { sampleEvent } from '../test/fixtures/race/sets.ts';

/** Where `npm start` keeps it; the engine looks there in a checkout. */
export const sampleFolder = path.resolve(import.meta.dirname, '../out/sample');
/** A folder in which nothing was made for so long was left by a process that ended, milliseconds. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/** Whether a whole sample is there. */
export async function sampleIsThere(folder: string): Promise<boolean> {
  try {
    SampleFacts.parse(JSON.parse(await readFile(path.join(folder, sampleFiles.facts), 'utf8')));
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes the sample, unless it is there. It takes its place when it is whole, so that nobody ever opens
 * half a race; of two that make it at once the first one done leaves its own.
 */
export async function makeSample(
  folder: string,
  progress: (done: number, of: number) => void = () => {},
): Promise<void> {
  await removeAbandoned(folder);
  if (await sampleIsThere(folder)) return;
  const working = workingFolder(folder);
  await mkdir(path.join(working, sampleFiles.photos), { recursive: true });
  try {
    await fill(working, progress);
    // Something else of that name, as an earlier version of the program left it.
    if (!(await sampleIsThere(folder))) await setAside(folder);
    await rename(working, folder);
  } catch (error) {
    if (!(await sampleIsThere(folder))) throw error;
  } finally {
    await rm(working, { recursive: true, force: true });
  }
}

const workingFolder = (folder: string): string => `${folder}${sampleBeingMade}${process.pid}`;

async function fill(folder: string, progress: (done: number, of: number) => void): Promise<void> {
  const race = planRace(sampleEvent);
  const facts: SampleFacts = {
    name: 'Sample race',
    date: '2026-05-10',
    place: 'A race that nobody ran',
    timeZone: 'Europe/Vienna',
    bibRules: null,
    photos: race.photoCount,
    athletes: race.athletes.length,
  };
  await writeFile(path.join(folder, sampleFiles.facts), JSON.stringify(facts));
  await writeFile(path.join(folder, sampleFiles.startList), startListOf(race.athletes));
  // Two at a time: one is drawn while libvips blurs and encodes the other.
  for (let index = 0; index < race.photoCount; index += 2) {
    const pair = [index, index + 1].filter((i) => i < race.photoCount).map(race.photo);
    for (const { jpeg, truth } of await Promise.all(pair)) {
      await writeFile(path.join(folder, sampleFiles.photos, truth.file), jpeg);
    }
    progress(Math.min(index + 2, race.photoCount), race.photoCount);
  }
}

async function setAside(folder: string): Promise<void> {
  try {
    await rename(folder, `${folder}-until-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  const beside = path.dirname(folder);
  const start = `${path.basename(folder)}${sampleBeingMade}`;
  for (const name of await readdir(beside).catch(() => [])) {
    if (!name.startsWith(start)) continue;
    const left = path.join(beside, name);
    const { mtimeMs } = await stat(path.join(left, sampleFiles.photos)).catch(() => ({ mtimeMs: 0 }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(left, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  // Whoever waits for nothing but a sample waits longer; the program beside it does not.
  os.setPriority(os.constants.priority.PRIORITY_LOW);
  const [folder = sampleFolder] = process.argv.slice(2);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      rmSync(workingFolder(folder), { recursive: true, force: true });
      process.exit(1);
    });
  }
  await makeSample(folder, (done, of) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[KSample race: ${done} of ${of} photos`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
