import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { bringIndexedRace, openInBrowse, wellSeen } from './indexed-race.ts';
import { expect, type Opened, test } from './launch.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Athletes' });

/** Saves the table as a person does, and gives what is in the file. */
async function saved({ app, page }: Opened, home: string): Promise<string> {
  const file = path.join(home, 'coverage.csv');
  if (app === null) {
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    await (await download).saveAs(file);
  } else {
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await page.keyboard.press('Control+s');
  }
  await expect(page.getByRole('status').filter({ hasText: 'Saved as a table' })).toBeVisible();
  return readFile(file, 'utf8');
}

test('coverage says who has photos, leads to them, and is saved as a table', { tag: '@browser' }, async ({
  home,
  open,
}) => {
  test.setTimeout(300_000);
  const race = await bringIndexedRace(home);
  const opened = await open();
  const { page, problems } = opened;
  await openInBrowse(page, race.name);
  await page.keyboard.press('Alt+6');
  const seen = wellSeen(race);
  const rows = table(page).getByRole('button', { name: /^(Show the photos of|\d+, .*no photos)/ });
  await expect(rows).toHaveCount(race.athletes.length);
  const [athlete] = seen;
  const row = table(page).getByRole('row').filter({ hasText: athlete!.name });
  const photos = Number(await row.getByRole('cell').nth(5).innerText());
  expect(photos).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole('img', { name: /photos a minute/ })).toBeVisible();
  await inBothThemes(page, () => expectAccessible(page));

  // The same as a table, each figure of which can be reached with the keyboard.
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const times = page.getByRole('region', { name: 'Photos over time' }).getByRole('table');
  const counted = await times.getByRole('row').locator('td:nth-of-type(1)').allInnerTexts();
  expect(counted.reduce((sum, text) => sum + Number(text), 0)).toBe(race.photos.length);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show as a plot' }).click();

  // From the most photos to the fewest; then only whom a word finds.
  await table(page).getByRole('button', { name: 'Photos', exact: true }).click();
  const most = await table(page).getByRole('row').locator('td:nth-of-type(6)').allInnerTexts();
  expect(most.map(Number)).toEqual([...most.map(Number)].sort((a, b) => b - a));
  await page.keyboard.press('/');
  await page.keyboard.type(athlete!.name);
  await expect(rows).toHaveCount(1);

  const csv = await saved(opened, home);
  const lines = csv.trimEnd().split('\r\n');
  expect(lines[0]).toContain('bib,name,category,team,wave,photos accepted');
  expect(lines.find((line) => line.startsWith(`${athlete!.bib},`))).toContain(`,${photos},`);

  // The photos of the athlete, found by the keyboard alone.
  await rows.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove ${athlete!.bib} ${athlete!.name}` })).toBeVisible();
  await expect(page.locator('.cell-said')).not.toHaveCount(race.photos.length);
  expect(problems).toEqual([]);
});
