import { expect, test } from './launch.ts';

test('opens on the events, without a word of complaint', async ({ open }) => {
  const { page, problems } = await open();
  await expect(page.getByRole('banner')).toContainText('Photofinish');
  await expect(page.getByRole('contentinfo')).toContainText(/\d GB free/);
  expect(problems).toEqual([]);
});
