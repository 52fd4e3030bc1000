import { expectAccessible, inBothThemes } from './accessibility.ts';
import { expect, test } from './launch.ts';

test('in a browser folders are hidden, with the reason and what to do instead', async ({ open }) => {
  const { page } = await open();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('City Half 2026');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Event: City Half 2026' })).toBeVisible();
  await page.keyboard.press('Alt+1');
  const sources = page.getByRole('region', { name: 'Sources' });
  await expect(sources).toContainText('Folders need the desktop application');
  await expect(sources).toContainText('npm run photofinish -- index FOLDER --event "City Half 2026"');
  await expect(page.getByText('Drop a card or folder here')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toHaveCount(0);
  await inBothThemes(page, () => expectAccessible(page));
});
