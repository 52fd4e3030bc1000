import { expectAccessible, inBothThemes } from './accessibility.ts';
import { bringIndexedRace, openInBrowse, wellSeen } from './indexed-race.ts';
import { expect, test } from './launch.ts';

// Making and reading the race takes its time, once.
test.describe.configure({ timeout: 300_000 });

test('the palette finds what is named, and the history takes back what was done', async ({ home, open }) => {
  const race = await bringIndexedRace(home);
  const { page, problems } = await open();
  await openInBrowse(page, race.name);
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const field = palette.getByRole('combobox');
  const rows = (group: string) => palette.getByRole('group', { name: group }).getByRole('option');
  const ask = async (text: string) => {
    await page.keyboard.press('Control+k');
    await field.fill(text);
  };

  await test.step('an athlete by a part of the bib or the name, a photo by its name', async () => {
    const [athlete] = wellSeen(race);
    await ask(athlete!.name);
    await expect(rows('Athletes').first()).toContainText(athlete!.bib);
    await page.keyboard.press('Enter');
    await expect(page.locator('.token').filter({ hasText: athlete!.name })).toBeVisible();

    await ask('0013');
    await expect(rows('Photos').first()).toContainText('grand-marathon-0013');
    await expect(rows('Photos').first()).toContainText(/\d\d:\d\d:\d\d/);
    await expectAccessible(page);
    await rows('Photos').first().click();
    await expect(page.getByRole('heading', { name: 'grand-marathon-0013' })).toBeVisible();
    await page.keyboard.press('Escape');

    await ask('');
    await expect(rows('Recent').first()).toContainText('grand-marathon-0013');
    await expect(rows('Recent').nth(1)).toContainText(athlete!.name);
    await page.keyboard.press('Escape');
  });

  await test.step('bibs by how they begin, and commands alone behind >', async () => {
    await ask('4');
    await rows('Photos').filter({ hasText: 'Search bibs that start with 4' }).click();
    await expect(page.locator('.token').filter({ hasText: '4*' })).toBeVisible();
    await ask('>sett');
    await expect(palette.getByRole('option')).toHaveCount(1);
    await expect(palette.getByRole('option')).toContainText('Ctrl ,');
    await page.keyboard.press('Escape');
  });

  await test.step('history lists what was done, takes any of it back, and does it again', async () => {
    await page.locator('.cell').first().click();
    await page.keyboard.press('3');
    await expect(page.getByText('3 stars for 1 photo').first()).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByText('1 photo picked').first()).toBeVisible();
    await page.keyboard.press('Alt+h');
    const panel = page.getByRole('dialog', { name: 'History' });
    const deeds = panel.getByRole('listitem');
    await expect(deeds.first()).toContainText('1 photo picked');
    await expect(deeds.nth(1)).toContainText('3 stars for 1 photo');
    await panel.getByRole('button', { name: 'Undo: 3 stars for 1 photo' }).click();
    await expect(deeds.nth(1)).toContainText('undone');
    await expectAccessible(page);
    await panel.getByRole('button', { name: 'Do again: 3 stars for 1 photo' }).click();
    await expect(deeds.nth(1)).not.toContainText('undone');
    // Keys act here as well, and what they do is seen.
    await page.keyboard.press('Control+z');
    await expect(deeds.first()).toContainText('undone');
    await panel.getByRole('button', { name: 'Open the photo: 3 stars for 1 photo' }).click();
    await expect(page.getByTestId('stage')).toBeVisible();
    await expect(panel).toBeHidden();
  });

  await test.step('both are usable by everybody in both themes, and with forced colours', async () => {
    await inBothThemes(page, async () => {
      await ask('4');
      await expect(palette.getByRole('option').first()).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Alt+h');
      await expect(page.getByRole('dialog', { name: 'History' }).getByRole('listitem').first()).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
    });
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await ask('4');
    // What is chosen is told by a line, not by its colour alone.
    await expect(palette.getByRole('option').first()).toHaveCSS('outline-style', 'solid');
    await page.keyboard.press('Escape');
    const moving = await page.evaluate(
      () =>
        document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0)
          .length,
    );
    expect(moving).toBe(0);
  });
  expect(problems).toEqual([]);
});
