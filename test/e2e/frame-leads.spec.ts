import { bringIndexedRace, openInBrowse, wellSeen } from './indexed-race.ts';
import { expect, test } from './launch.ts';

// Making and reading the race takes its time, once.
test.describe.configure({ timeout: 300_000 });

test('shows the photos of an athlete who is called by name from another screen', async ({ home, open }) => {
  const race = await bringIndexedRace(home);
  const [athlete] = wellSeen(race);
  const { page, problems } = await open();
  await openInBrowse(page, race.name);
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('region', { name: 'Sources' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('combobox').fill(athlete!.name);
  await palette.getByRole('option', { name: athlete!.name }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search')).toContainText(athlete!.name);
  await expect(
    page
      .getByRole('listbox', { name: /photos?$/ })
      .getByRole('option')
      .first(),
  ).toBeVisible();
  expect(problems).toEqual([]);
});

test('says what Offline means', async ({ open }) => {
  const { page } = await open();
  await page.getByRole('button', { name: 'Offline' }).click();
  await expect(page.getByText('Everything is kept on this laptop, and nothing is lost.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Everything is kept on this laptop, and nothing is lost.')).toBeHidden();
});
