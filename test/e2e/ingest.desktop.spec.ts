import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { type GeneratedRace, generateRace } from '../fixtures/race/generate-race.ts';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { dropPaths } from './drop.ts';
import { smallRace } from './indexed-race.ts';
import { expect, oneApplication, test } from './launch.ts';

let race: GeneratedRace;
const application = oneApplication(
  async () => {
    race = await generateRace(smallRace);
  },
  // One after the other, so that what is read while a test looks is few of many.
  { ANALYSIS_WORKERS: '1' },
);

const run = (page: Page) => page.getByRole('region', { name: 'Import', exact: true });
const done = (page: Page) => run(page).getByRole('heading', { name: /is imported$/ });

/** A folder of so many photos of the race, and one that is cut off. */
async function folderOf(home: string, name: string, photos: number): Promise<string> {
  const folder = path.join(home, name);
  await mkdir(folder);
  for (const { path: photo } of race.photos.slice(0, photos)) {
    await copyFile(photo, path.join(folder, path.basename(photo)));
  }
  return folder;
}

async function createEvent(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: `Event: ${name}` })).toBeVisible();
}

async function drop(app: ElectronApplication | null, page: Page, paths: readonly string[]): Promise<void> {
  if (app === null) throw new Error('Folders are dropped on the desktop alone.');
  await dropPaths(app, page, paths, { x: 700, y: 500 });
}

test('a file that is cut off is named with its reason, and tried again when it is whole; without a barrier in either theme', async () => {
  const { page, app, problems } = await application.open();
  const few = await folderOf(application.home, 'few', 1);
  const whole = await readFile(race.photos[1]!.path);
  await writeFile(path.join(few, 'cut.jpg'), whole.subarray(0, whole.length / 3));
  await createEvent(page, 'City Half');
  await page.keyboard.press('Alt+1');
  await expect(run(page).getByText('Nothing is imported yet')).toBeVisible();
  await inBothThemes(page, () => expectAccessible(page));

  await drop(app, page, [few]);
  await expect(done(page)).toBeVisible();
  const problem = page.getByTestId('problem').filter({ hasText: 'cut.jpg' });
  await expect(problem).toContainText(/ends|cut|whole|truncated/i);
  await inBothThemes(page, () => expectAccessible(page));

  await writeFile(path.join(few, 'cut.jpg'), whole);
  await problem.getByRole('button', { name: 'Retry cut.jpg' }).click();
  await expect(problem).toHaveCount(0);
  await expect(page.getByText('No file needs a look.')).toBeVisible();
  expect(problems).toEqual([]);
});

test('a folder that is dropped on Browse, where there are no photos yet, is imported', async () => {
  const { app, page } = await application.open();
  const folder = await folderOf(application.home, 'card', 1);
  await createEvent(page, 'Harbour Half');
  await page.keyboard.press('Alt+2');
  await expect(page.getByText('No photos yet')).toBeVisible();
  await drop(app, page, [folder]);
  await expect(page.getByRole('heading', { name: /card is imported|Importing card/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Just read' }).getByRole('listitem')).toHaveCount(1);
  // The photo that was read last is one key away.
  await page.keyboard.press('e');
  await expect(page.getByTestId('stage')).toBeVisible();
});
