import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import sharp from 'sharp';
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
  (home) => ({
    ANALYSIS_WORKERS: '1',
    PHOTOFINISH_CARDS: path.join(home, 'reader'),
    XDG_PICTURES_DIR: path.join(home, 'pictures'),
  }),
);

const run = (page: Page) => page.getByRole('region', { name: 'Import', exact: true });
const alert = (page: Page) => run(page).getByRole('alert');
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

/** A card in the reader, with photos that take a moment to copy: what follows the end of a JPEG is no part of it. */
async function putIn(card: string, photos: number, megabytes: number): Promise<string> {
  const folder = path.join(application.home, 'reader', card);
  await mkdir(path.join(folder, 'DCIM/100NCZ_8'), { recursive: true });
  for (let n = 1; n <= photos; n++) {
    const picture = await sharp({
      create: { width: 96, height: 64, channels: 3, background: { r: n, g: 90, b: 90 } },
    })
      .jpeg()
      .toBuffer();
    const bytes = Buffer.concat([picture, Buffer.alloc(megabytes * 1024 ** 2, n)]);
    await writeFile(path.join(folder, `DCIM/100NCZ_8/DSC_${String(n).padStart(4, '0')}.JPG`), bytes);
  }
  return folder;
}

test('a card that is taken out is asked for by its name, and the import goes on when it is back', async () => {
  const { page, problems } = await application.open();
  // Large enough to be paused in its middle, however fast the disk is.
  const card = await putIn('Z8_FINISH', 6, 64);
  await createEvent(page, 'Quayside 10K');
  await page.keyboard.press('Alt+1');
  await page.getByTestId('source').getByRole('button', { name: 'Import Z8_FINISH' }).click();
  await expect(run(page).getByRole('heading', { name: /^(Importing|Listing)/ })).toBeVisible();
  await page.keyboard.press('Control+.');
  await expect(run(page).getByRole('heading', { name: /is paused$/ })).toBeVisible();
  const away = path.join(application.home, 'Z8_FINISH');
  await rename(card, away);
  await run(page).getByRole('button', { name: 'Go on' }).click();
  await expect(alert(page)).toContainText(/Card removed at photo \d+ of 6|Z8_FINISH was removed/);
  await expect(alert(page)).toContainText(/Put Z8_FINISH back and the import goes on from there/);
  await expectAccessible(page);
  await rename(away, card);
  await expect(done(page)).toBeVisible();
  await expect(page.getByText('Z8_FINISH is safe to remove')).toBeVisible();
  expect(problems).toEqual([]);
});

test('a full disk for copies is told with what is safe, and the import goes on when there is room', async () => {
  const disk = path.join(application.home, 'disk');
  await mkdir(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    test.skip(true, 'mounting is not permitted here');
  }
  try {
    const { page, app } = await application.open();
    await putIn('CARD_B', 4, 3);
    const holiday = path.join(disk, 'holiday.mp4');
    await writeFile(holiday, Buffer.alloc(12 * 1024 ** 2));
    const copies = path.join(disk, 'copies');
    await mkdir(copies);
    await app?.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, copies);
    await createEvent(page, 'Lakeside Mile');
    await page.keyboard.press('Alt+1');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(page.getByText(`Copies of the next import go to`)).toBeVisible();
    await page.getByTestId('source').getByRole('button', { name: 'Import CARD_B' }).click();
    await expect(alert(page)).toContainText('The destination is full');
    await expect(alert(page)).toContainText(
      /\d files? (is|are) copied and verified\. Free space in .*copies/,
    );
    await rm(holiday);
    await expect(done(page)).toBeVisible();
    await expect(page.getByText('CARD_B is safe to remove')).toBeVisible();
  } finally {
    execFileSync('umount', ['--lazy', disk]);
  }
});
