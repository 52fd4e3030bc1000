import { bringIndexedRace, openInBrowse } from './indexed-race.ts';
import { expect, test } from './launch.ts';

// Making and reading the race takes its time, once.
test.describe.configure({ timeout: 300_000 });

test('takes a picture with the camera, and says that nobody is in it', async ({ home, open }) => {
  const race = await bringIndexedRace(home);
  const { page, app } = await open();
  // A browser asks the person; the window decides by its own rules.
  if (app === null) await page.context().grantPermissions(['camera']);
  await openInBrowse(page, race.name);
  await page.getByRole('button', { name: 'Search by a face' }).click();
  await page.getByRole('menuitem', { name: 'Use the camera…' }).click();
  // Chromium's own camera of tests shows a disc that turns.
  const take = page.getByRole('dialog').getByRole('button', { name: 'Take' });
  await expect(take).toBeEnabled();
  await take.click();
  await expect(page.getByText('No face was found in this picture.')).toBeVisible();
  await page.getByRole('button', { name: 'Take again' }).click();
  await expect(take).toBeEnabled();
});
