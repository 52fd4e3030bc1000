import { bringIndexedRace, openInBrowse } from './indexed-race.ts';
import { expect, test } from './launch.ts';

// Making and reading the race takes its time, once.
test.describe.configure({ timeout: 300_000 });

test('in the smallest window every screen keeps its actions in view, and panes scroll, not the window', async ({
  home,
  open,
}) => {
  const race = await bringIndexedRace(home);
  const { page } = await open();
  await page.setViewportSize({ width: 1024, height: 700 });
  const expectWhole = async () => {
    const sizes = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight];
    });
    expect(sizes).toEqual([1024, 700]);
    await expect(page.getByRole('button', { name: 'Sunlight theme' })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: 'Offline' })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: 'Commands' })).toBeHidden();
  };

  await expect(page.getByRole('button', { name: /^Create event/ })).toBeInViewport({ ratio: 1 });
  await expectWhole();

  await openInBrowse(page, race.name);
  await expect(page.getByRole('combobox', { name: 'Search photos' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Save this search' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toHaveCSS('width', '272px');
  await expectWhole();

  await page
    .getByRole('listbox', { name: /photos?$/ })
    .getByRole('option')
    .first()
    .dblclick();
  await expect(page.getByTestId('stage')).toBeInViewport({ ratio: 1 });
  await expectWhole();

  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('region', { name: 'Sources' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('complementary')).toHaveCSS('width', '264px');
  await expectWhole();
});
