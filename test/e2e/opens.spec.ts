import { bringIndexedRace, openInBrowse } from './indexed-race.ts';
import { expect, test } from './launch.ts';

// Making and reading the race takes its time, once.
test.describe.configure({ timeout: 300_000 });

test('opens without a word of complaint, and again with all that was made, said and chosen', {
  tag: '@browser',
}, async ({ home, open }) => {
  const race = await bringIndexedRace(home);
  const first = await open();
  const { page } = first;
  await expect(page).toHaveTitle('Photofinish');
  await expect(page.getByRole('contentinfo')).toContainText(/\d GB free/);

  await page.getByRole('button', { name: 'Sunlight theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sunlight');
  const edge = page.getByRole('separator', { name: 'Width of New event' });
  await expect(edge).toHaveAttribute('aria-valuenow', '408');
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', '440');

  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Half 2026');
  await page.getByRole('button', { name: /^Create event/ }).click();
  await expect(page.getByRole('banner')).toContainText('Harbour Half 2026');

  await openInBrowse(page, race.name);
  const second = page
    .getByRole('listbox', { name: /photos?$/ })
    .getByRole('option')
    .nth(1);
  await second.click();
  await page.keyboard.press('5');
  await expect(page.getByRole('status').filter({ hasText: '5 stars' }).first()).toBeVisible();
  expect(first.problems).toEqual([]);
  await first.close();

  const again = await open();
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'sunlight');
  await expect(again.page.getByRole('separator', { name: 'Width of New event' })).toHaveAttribute(
    'aria-valuenow',
    '440',
  );
  expect((await again.page.getByRole('complementary').boundingBox())?.width).toBe(440);
  await expect(again.page.getByRole('heading', { name: 'Harbour Half 2026' })).toBeVisible();
  await openInBrowse(again.page, race.name);
  await expect(
    again.page
      .getByRole('listbox', { name: /photos?$/ })
      .getByRole('option')
      .nth(1),
  ).toHaveAccessibleName(/5 stars/);
  expect(again.problems).toEqual([]);
});
