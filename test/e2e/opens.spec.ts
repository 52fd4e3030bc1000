import { expect, test } from './launch.ts';

test('opens on the events, without a word of complaint', async ({ open }) => {
  const { page, problems } = await open();
  await expect(page.getByRole('banner')).toContainText('Photofinish');
  await expect(page.getByText('Make your first event')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText(/\d GB free/);
  expect(problems).toEqual([]);
});

test('an event that is made is there when the application is opened again', async ({ open }) => {
  const first = await open();
  await first.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Half 2026');
  await first.page.getByRole('button', { name: /^Create event/ }).click();
  await expect(first.page.getByRole('banner')).toContainText('Harbour Half 2026');
  await first.close();

  const second = await open();
  await expect(second.page.getByText('Harbour Half 2026').first()).toBeVisible();
});
