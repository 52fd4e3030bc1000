import { expectAccessible, inBothThemes, overlay } from './accessibility.ts';
import { bringIndexedRace, type IndexedRace, openInBrowse, wellSeen } from './indexed-race.ts';
import { expect, oneApplication, test } from './launch.ts';

let race: IndexedRace;
const application = oneApplication(async (home) => {
  race = await bringIndexedRace(home);
});

test('goes from panel to panel with F6, and back', async () => {
  const { page } = await application.open();
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

test('leaves nothing outside a window of half the size, as with text of twice the size', async () => {
  const { page } = await application.open();
  await page.setViewportSize({ width: 720, height: 450 });
  await expect(page.getByRole('button', { name: 'Create event' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: race.name, exact: true })).toBeInViewport({ ratio: 1 });
  const sizes = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(sizes[0]).toBe(sizes[1]);
});

test('shows the photos of an athlete who is called by name from another screen', async () => {
  const [athlete] = wellSeen(race);
  const { page, problems } = await application.open();
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

test('says what Offline means', async () => {
  const { page } = await application.open();
  await page.getByRole('button', { name: 'Offline' }).click();
  await expect(page.getByText('Everything is kept on this laptop, and nothing is lost.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Everything is kept on this laptop, and nothing is lost.')).toBeHidden();
});

test('in the smallest window every screen keeps its actions in view, and panes scroll, not the window', async () => {
  const { page } = await application.open();
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

test('the palette, the key sheet and a question have no serious barrier in either theme', async () => {
  const { page } = await application.open();
  await openInBrowse(page, race.name);
  const [athlete] = wellSeen(race);
  const dialog = page.getByRole('dialog');
  await inBothThemes(page, async () => {
    // A dialog has the keyboard for itself: the theme is chosen before.
    await page.keyboard.press('Control+k');
    await dialog.getByRole('combobox').fill(athlete!.bib);
    await dialog.getByRole('option', { name: athlete!.name }).waitFor();
    await expectAccessible(page, overlay);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('?');
    await expect(dialog.getByRole('combobox', { name: 'Screen' })).toBeVisible();
    await expectAccessible(page, overlay);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
  await page.keyboard.press('Control+,');
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Storage' }).click();
  await inBothThemes(page, async () => {
    await page.getByRole('button', { name: 'Clear previews' }).click();
    await expect(dialog.getByRole('heading', { name: /of previews\?$/ })).toBeVisible();
    await expectAccessible(page, overlay);
    await dialog.getByRole('button', { name: 'Keep them' }).click();
    await expect(dialog).toHaveCount(0);
  });
});
