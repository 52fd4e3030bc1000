import type { ElectronApplication, Page } from '@playwright/test';
import { generateRace } from '../fixtures/race/generate-race.ts';
import { importInPlace, latestRun } from './drive-import.ts';
import { smallRace } from './indexed-race.ts';
import { expect, test } from './launch.ts';

test.describe.configure({ timeout: 300_000 });

const run = (page: Page) => page.getByRole('region', { name: 'Import', exact: true });

/** How many photos can be found already. */
async function searchable(page: Page): Promise<number> {
  const text = await run(page).getByRole('definition').nth(2).innerText();
  return Number(text.replaceAll(',', ''));
}

const keepsAwake = (app: ElectronApplication) =>
  app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3, 4].some((id) => powerSaveBlocker.isStarted(id)));

test('an import is paused and gone on with; quitting in the middle asks nothing and loses nothing: it goes on at the next start', async ({
  desktop,
}) => {
  const race = await generateRace(smallRace);
  const total = race.photos.length;
  const env = { ANALYSIS_WORKERS: '1' };
  const first = await desktop({ env });
  const event = await importInPlace(first.app, first.page, race.folder, 'Harbour Half');
  const card = first.page.getByRole('article').filter({ hasText: 'Harbour Half' });
  await expect(card).toContainText('Importing now');
  await expect(card).toContainText(`of ${total} read`);
  await expect(card).not.toContainText('All read');
  await first.page.getByRole('button', { name: 'Harbour Half', exact: true }).click();
  await first.page.keyboard.press('Alt+1');
  await expect(run(first.page).getByRole('heading', { name: /^(Importing|Listing)/ })).toBeVisible();
  await expect.poll(() => searchable(first.page)).toBeGreaterThan(0);
  expect(await keepsAwake(first.app)).toBe(true);

  await first.page.keyboard.press('Control+.');
  await expect(run(first.page).getByRole('heading', { name: /is paused$/ })).toBeVisible();
  const paused = await searchable(first.page);
  expect(paused).toBeLessThan(total);
  await run(first.page).getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => searchable(first.page)).toBeGreaterThan(paused);
  const interrupted = await latestRun(first.page, event);
  expect(interrupted?.searchable).toBeLessThan(total);
  expect(await first.quit()).toBe(0);

  const second = await desktop();
  await second.page.getByRole('button', { name: 'Harbour Half', exact: true }).click();
  await second.page.keyboard.press('Alt+1');
  await expect(run(second.page).getByRole('heading', { name: /is imported$/ })).toBeVisible({
    timeout: 200_000,
  });
  const ended = await latestRun(second.page, event);
  expect(ended?.id).toBe(interrupted?.id);
  expect(ended).toMatchObject({ state: 'done', total, searchable: total, problems: 0 });
  await expect.poll(() => keepsAwake(second.app)).toBe(false);
});
