import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { dropPaths } from './drop.ts';
import { bringIndexedRace } from './indexed-race.ts';
import { expect, test } from './launch.ts';

// Making and reading the race takes its time, once.
test.describe.configure({ timeout: 300_000 });

test('imports a folder that is dropped where there are no photos yet', async ({ home, open }) => {
  const race = await bringIndexedRace(home);
  const folder = path.join(home, 'card');
  await mkdir(folder);
  const { file } = race.photos[0]!;
  await cp(path.join(race.folder, file), path.join(folder, path.basename(file)));

  const { app, page } = await open();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Half');
  await page.getByRole('button', { name: /^Create event/ }).click();
  await expect(page.getByRole('banner')).toContainText('Harbour Half');
  await page.keyboard.press('Alt+2');
  await expect(page.getByText('No photos yet')).toBeVisible();
  await dropPaths(app!, page, [folder], { x: 700, y: 500 });
  await expect(page.getByRole('heading', { name: /card is imported|Importing card/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Just read' }).getByRole('listitem')).toHaveCount(1);
  // The photo that was read last is one key away.
  await page.keyboard.press('e');
  await expect(page.getByTestId('stage')).toBeVisible();
});
