import { copyFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { generateRace } from '../fixtures/race/generate-race.ts';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { dropPaths } from './drop.ts';
import { expect, test } from './launch.ts';

let folder: string;

/** More photos than are read before the spec has paused, from a small race that is made once. */
test.beforeAll(async () => {
  test.setTimeout(600_000);
  const race = await generateRace({
    seed: 'e2e',
    event: 'city-half',
    photos: 12,
    width: 1280,
    height: 853,
    athletes: 6,
    kinds: { finisher: 4, half: 3, pair: 3 },
  });
  folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-second-shooter-'));
  const jpegs = race.photos.map((photo) => photo.path);
  for (const jpeg of jpegs) await copyFile(jpeg, path.join(folder, path.basename(jpeg)));
  // A copy with a comment behind its end is another file with the same picture.
  for (const again of [1, 2, 3]) {
    for (const jpeg of jpegs) {
      const bytes = Buffer.concat([await readFile(jpeg), Buffer.from(`again ${again}`)]);
      await writeFile(path.join(folder, `again-${again}-${path.basename(jpeg)}`), bytes);
    }
  }
  const whole = await readFile(jpegs[0] ?? '');
  await writeFile(path.join(folder, 'cut.jpg'), whole.subarray(0, whole.length / 3));
});

const run = (page: Page) => page.getByRole('region', { name: 'Import', exact: true });
const done = (page: Page) => run(page).getByRole('heading', { name: /is imported$/ });

async function createEvent(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('City Half 2026');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Event: City Half 2026' })).toBeVisible();
  await page.keyboard.press('Alt+1');
}

async function drop(app: ElectronApplication | null, page: Page, paths: readonly string[]): Promise<void> {
  if (app === null) throw new Error('Folders are dropped on the desktop alone.');
  await dropPaths(app, page, paths, { x: 700, y: 500 });
}

/** How many photos can be found already. */
async function searchable(page: Page): Promise<number> {
  const text = await run(page).getByRole('definition').nth(2).innerText();
  return Number(text.replaceAll(',', ''));
}

test('a folder that is dropped can be searched while it is read, paused, and gone on with', async ({
  open,
}) => {
  const { page, app, problems } = await open();
  await createEvent(page);
  await expect(run(page).getByText('Nothing is imported yet')).toBeVisible();
  await drop(app, page, [folder]);
  await expect(run(page).getByRole('heading', { name: /^(Importing|Listing)/ })).toBeVisible();
  const just = run(page).getByRole('region', { name: 'Just read' });
  await expect(just.getByRole('button', { name: /city-half/ }).first()).toBeVisible();

  await page.keyboard.press('Control+.');
  await expect(run(page).getByRole('heading', { name: /is paused$/ })).toBeVisible();
  const paused = await searchable(page);
  expect(paused).toBeGreaterThan(0);
  expect(paused).toBeLessThan(48);

  // What was read is found although the rest is not.
  const name = await just
    .getByRole('button', { name: /, \d{5}/ })
    .first()
    .getAttribute('aria-label');
  const number = /, (\d{5})/.exec(name ?? '')?.[1] ?? '';
  await page.keyboard.press('g');
  await page.keyboard.press('/');
  await page.keyboard.type(number);
  await expect(page.getByRole('listbox').getByRole('option').first()).toHaveAccessibleName(
    new RegExp(number),
  );

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
  await run(page).getByRole('button', { name: 'Go on' }).click();
  await expect(done(page)).toBeVisible({ timeout: 170_000 });
  expect(await searchable(page)).toBeGreaterThan(paused);
  expect(problems).toEqual([]);
});

test('a file that is cut off is named with its reason, and tried again when it is whole', async ({
  open,
  home,
}) => {
  const few = path.join(home, 'few');
  await mkdir(few);
  await copyFile(path.join(folder, 'cut.jpg'), path.join(few, 'cut.jpg'));
  await copyFile(path.join(folder, 'city-half-0002.jpg'), path.join(few, 'city-half-0002.jpg'));
  const { page, app } = await open();
  await createEvent(page);
  await drop(app, page, [few]);
  await expect(done(page)).toBeVisible({ timeout: 120_000 });
  const problem = page.getByTestId('problem').filter({ hasText: 'cut.jpg' });
  await expect(problem).toContainText(/ends|cut|whole|truncated/i);
  await copyFile(path.join(folder, 'city-half-0001.jpg'), path.join(few, 'cut.jpg'));
  await problem.getByRole('button', { name: 'Retry cut.jpg' }).click();
  await expect(problem).toHaveCount(0, { timeout: 120_000 });
  await expect(page.getByText('No file needs a look.')).toBeVisible();
});

test('an import that was under way goes on after the application was closed', async ({ open }) => {
  test.setTimeout(360_000);
  const first = await open();
  await createEvent(first.page);
  await drop(first.app, first.page, [folder]);
  const just = run(first.page).getByRole('region', { name: 'Just read' });
  await expect(just.getByRole('button', { name: /city-half/ }).first()).toBeVisible();
  const before = await searchable(first.page);
  await first.close();

  const second = await open();
  await second.page.getByRole('button', { name: 'City Half 2026', exact: true }).click();
  await second.page.keyboard.press('Alt+1');
  await expect(run(second.page).getByRole('heading', { name: /photofinish-second-shooter/ })).toBeVisible();
  await expect(done(second.page)).toBeVisible({ timeout: 170_000 });
  expect(await searchable(second.page)).toBeGreaterThanOrEqual(before);
});

test('has no serious barrier in either theme, before and after an import', async ({ open, home }) => {
  const few = path.join(home, 'few');
  await mkdir(few);
  for (const file of ['cut.jpg', 'city-half-0002.jpg']) {
    await copyFile(path.join(folder, file), path.join(few, file));
  }
  const { page, app } = await open();
  await createEvent(page);
  await expect(run(page).getByText('Nothing is imported yet')).toBeVisible();
  await inBothThemes(page, () => expectAccessible(page));
  await drop(app, page, [few]);
  await expect(done(page)).toBeVisible({ timeout: 120_000 });
  await expect(page.getByTestId('problem')).toBeVisible();
  await inBothThemes(page, () => expectAccessible(page));
});
