import { execFile } from 'node:child_process';
import { cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { type GeneratedRace, generateRace } from '../fixtures/race/generate-race.ts';
import { sampleEvent } from '../fixtures/race/sets.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'test/.cache/e2e');

/** A small race and its event, read by the real engine. */
export interface IndexedRace extends GeneratedRace {
  readonly name: string;
}

/** Small, and drawn once for every spec that shows photos. */
export const smallRace = {
  ...sampleEvent,
  seed: 'e2e-browse',
  photos: 20,
  athletes: 5,
  width: 1350,
  height: 900,
} as const;

/**
 * Puts a catalog with one race, read and with its start list, into a data folder. The reading is done
 * once for the same photos and the same build, and copied from then on; two workers that start it at
 * once wait for whoever is first.
 */
export async function bringIndexedRace(home: string): Promise<IndexedRace> {
  const race = await generateRace(smallRace);
  const name = 'Grand Marathon';
  const made = path.join(cache, path.basename(race.folder));
  if (!(await exists(path.join(made, 'catalog.sqlite')))) await make(made, race, name);
  await cp(made, home, { recursive: true });
  return { ...race, name };
}

async function make(target: string, race: GeneratedRace, name: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const lock = `${target}.lock`;
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
  } catch {
    await expect
      .poll(() => exists(path.join(target, 'catalog.sqlite')), { timeout: 150_000, intervals: [500] })
      .toBe(true);
    return;
  }
  const working = `${target}.${process.pid}.tmp`;
  try {
    const args = [
      '--catalog',
      working,
      'index',
      race.folder,
      '--event',
      name,
      '--start-list',
      race.startList,
    ];
    await run(process.execPath, [path.join(root, 'engine/cli/main.ts'), ...args], {
      cwd: root,
      env: { ...process.env, USE_GPU: 'false', NODE_OPTIONS: '' },
      maxBuffer: 64 * 1024 * 1024,
    });
    await rm(target, { recursive: true, force: true });
    await rename(working, target);
  } finally {
    await rm(working, { recursive: true, force: true });
    await rm(lock, { force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Opens an event in Browse as a person does with the keyboard, and waits for its first picture. */
export async function openInBrowse(page: Page, event: string): Promise<void> {
  await expect(page.getByRole('contentinfo')).toContainText(/GB free/);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('combobox').fill(event);
  await palette.getByRole('option', { name: event }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect(page.locator('.cell-picture.has-picture').first()).toBeVisible();
}

/** Bibs that the generator made readable in at least so many photos, with the names of their athletes. */
export function wellSeen(
  race: GeneratedRace,
  photos = 2,
): { bib: string; name: string; team: string | null }[] {
  return race.athletes
    .filter(({ bib }) => {
      const seen = race.photos.filter(({ bibs }) =>
        bibs.some(({ number, state }) => number === bib && state === 'sure'),
      );
      return seen.length >= photos;
    })
    .map(({ bib, name, team }) => ({ bib, name, team }));
}
