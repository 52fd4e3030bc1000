import { expect, test } from './launch.ts';

test('keeps the theme and the widths of panes for the next time', async ({ open }) => {
  const first = await open();
  const { page } = first;
  await page.getByRole('button', { name: 'Sunlight theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sunlight');
  const edge = page.getByRole('separator', { name: 'Width of New event' });
  await expect(edge).toHaveAttribute('aria-valuenow', '408');
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', '440');
  // Written a moment after the last change.
  await page.waitForTimeout(2000);
  await first.close();

  const second = await open();
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'sunlight');
  await expect(second.page.getByRole('separator', { name: 'Width of New event' })).toHaveAttribute(
    'aria-valuenow',
    '440',
  );
  expect((await second.page.getByRole('complementary').boundingBox())?.width).toBe(440);
});

test('goes from panel to panel with F6, and back', async ({ open }) => {
  const { page } = await open();
  const list = page.getByRole('region', { name: 'Events' });
  const form = page.getByRole('complementary');
  const inside = (panel: typeof list) =>
    panel.evaluate((element) => element.contains(document.activeElement));
  await expect(form).toBeVisible();
  await page.keyboard.press('F6');
  await expect.poll(() => inside(list)).toBe(true);
  await page.keyboard.press('F6');
  await expect.poll(() => inside(form)).toBe(true);
  await page.keyboard.press('Shift+F6');
  await expect.poll(() => inside(list)).toBe(true);
});

test('leaves nothing outside a window of half the size, as with text of twice the size', async ({ open }) => {
  const { page } = await open();
  await page.setViewportSize({ width: 720, height: 450 });
  await expect(page.getByRole('button', { name: 'Create event' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'New event' })).toBeInViewport({ ratio: 1 });
  const sizes = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(sizes[0]).toBe(sizes[1]);
});
