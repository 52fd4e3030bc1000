import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { generateRace } from '../fixtures/race/generate-race.ts';
import { dropPaths } from './drop.ts';
import { smallRace } from './indexed-race.ts';
import { expect, test } from './launch.ts';

const cells = (page: Page) => page.getByRole('listbox').getByRole('option');
/** Whether it is there soon after a photo was opened. */
async function appears(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 4000 }).then(
    () => true,
    () => false,
  );
}

const toast = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text });

test('a photographer makes an event, brings the start list and the photos, finds an athlete by bib while the rest is read, by face, corrects a number and takes it back', async ({
  open,
}) => {
  test.setTimeout(600_000);
  const race = await generateRace(smallRace);
  // One worker, so that most of the photos are still to be read when the first can be found.
  const { page, app, problems } = await open({ ANALYSIS_WORKERS: '1' });
  if (app === null) throw new Error('Folders are dropped on the desktop alone.');

  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Half');
  await page.locator('input[type=file]').first().setInputFiles(race.startList);
  await expect(page.getByText(/^\d+ ready/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Event: Harbour Half' })).toBeVisible();

  await page.keyboard.press('Alt+1');
  await expect(page.getByText('Nothing is imported yet')).toBeVisible();
  await dropPaths(app, page, [path.dirname(race.photos[0]?.path ?? '')], { x: 700, y: 500 });

  // The first one whose bib is read is searched for at once, while the others are still being read.
  const run = page.getByRole('region', { name: 'Import', exact: true });
  const read = run.getByRole('region', { name: 'Just read' }).getByRole('button', { name: /, \d{4,5}(,|$)/ });
  const name = (await read.first().getAttribute('aria-label')) ?? '';
  const number = /, (\d{4,5})(?:,|$)/.exec(name)?.[1] ?? '';
  await page.keyboard.press('g');
  await page.keyboard.press('/');
  await page.keyboard.type(number);
  await expect(cells(page).first()).toHaveAccessibleName(new RegExp(number));
  const progress = page.getByRole('banner').getByRole('button', { name: /Reading \d+ of \d+/ });
  await expect(progress).toBeVisible();

  // When all is read, a face in a photo leads to the other photos of the same person.
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Backspace');
  await expect(cells(page)).toHaveCount(race.photos.length, { timeout: 300_000 });
  const face = page.getByRole('button', { name: /^Face of \d/ }).first();
  let photo = '';
  for (let at = 0; at < race.photos.length; at++) {
    await cells(page).nth(at).dblclick();
    photo = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
    if (await appears(face)) break;
    await page.keyboard.press('g');
    await expect(cells(page).first()).toBeVisible();
  }
  await face.click();
  await expect(page.getByText('same face', { exact: true }).first()).toBeVisible();
  const again = page.getByRole('option', { name: new RegExp(`^${photo},`) });
  await expect(again).toBeVisible();

  await again.dblclick();
  const inQuestion = page.getByTestId('in-question');
  const worn = /\d+/.exec(await inQuestion.innerText())?.[0] ?? '';
  await page.keyboard.press('b');
  await page.getByRole('combobox', { name: 'Correct the number' }).fill('7777');
  await page.keyboard.press('Enter');
  await expect(toast(page, new RegExp(`${worn} changed to 7777`))).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(inQuestion).toContainText(worn);
  expect(problems).toEqual([]);
});
