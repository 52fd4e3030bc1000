import type { Page } from '@playwright/test';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { bringDoubtfulRace } from './doubtful-race.ts';
import { openInBrowse } from './indexed-race.ts';
import { expect, test } from './launch.ts';

const number = (page: Page) => page.getByTestId('review-number');
const questions = (page: Page) => page.getByRole('listbox', { name: 'Questions' }).getByRole('option');
const batch = (page: Page) => page.getByRole('listbox', { name: 'The batch' });
const left = (page: Page) => page.getByRole('button', { name: /^Review/ });

test('reviews a race with the keyboard alone: batch, one, none, skip, back, and undo', async ({
  open,
  home,
}) => {
  test.setTimeout(120_000);
  const { name, doubted } = await bringDoubtfulRace(home);
  const { page, problems } = await open();
  await openInBrowse(page, name);
  await page.keyboard.press('r');
  await expect(number(page)).toHaveText(doubted.bib);
  await expect(page.getByText(`On the start list: ${doubted.name}`)).toBeVisible();
  const first = (await questions(page).count()) - 1;
  await expect(left(page)).toContainText(`${first + 1} questions`);
  await expect(page.locator('.review-big img')).toHaveJSProperty('complete', true);

  await test.step('a batch with one left out', async () => {
    const members = batch(page).getByRole('option');
    const all = await members.count();
    expect(all).toBeGreaterThanOrEqual(doubted.photos);
    await batch(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(members.nth(1)).toHaveAttribute('aria-selected', 'false');
    await expect(page.getByRole('button', { name: `Set ${all - 1} to ${doubted.bib}` })).toBeVisible();

    // The same batch larger.
    await page.keyboard.press('l');
    const large = page.getByRole('dialog');
    await expect(large.getByRole('option')).toHaveCount(all);
    await expect(large.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'false');
    await page.keyboard.press('Escape');
    await expect(large).toHaveCount(0);

    await page.keyboard.press('Shift+Enter');
    await expect(page.getByText(`${doubted.bib} set on ${all - 1} photos`, { exact: true })).toBeVisible();
    await expect(page.getByText(/1 answer so far/)).toBeVisible();
    // Who was left out is asked about once more.
    await expect(questions(page).filter({ hasText: `${doubted.bib}?` })).toHaveCount(1);
  });

  await test.step('undo returns to the question that it changes', async () => {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+z');
    await expect(questions(page).first()).toHaveAttribute('aria-selected', 'true');
    await expect(number(page)).toHaveText(doubted.bib);
    await expect(page.getByText('no answers yet')).toBeVisible();
    await page.keyboard.press('Control+Shift+z');
    await expect(page.getByText(/1 answer so far/)).toBeVisible();
  });

  await test.step('a number is typed wherever the focus is, and a candidate is chosen', async () => {
    await page.keyboard.type('77');
    await expect(number(page)).toHaveText('77');
    await expect(page.getByText('Not on the start list. It is kept as you type it.')).toBeVisible();
    await page.keyboard.press('Backspace');
    await expect(number(page)).toHaveText('7');
    await page.keyboard.press('Escape');
    await expect(number(page)).not.toHaveText('7');
    const before = await number(page).textContent();
    await page.keyboard.press('ArrowDown');
    await expect(number(page)).not.toHaveText(before ?? '');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await expect(page.getByTestId('whole-photo')).toHaveCount(0);
    await page.keyboard.down('Space');
    await expect(page.getByTestId('whole-photo')).toBeVisible();
    await page.keyboard.up('Space');
    await expect(page.getByTestId('whole-photo')).toHaveCount(0);
  });

  await test.step('skip goes on, back comes back', async () => {
    const current = page.getByRole('listbox', { name: 'Questions' }).locator('[aria-selected=true]');
    const here = await current.textContent();
    await page.keyboard.press('ArrowRight');
    await expect(current).not.toHaveText(here ?? '');
    await page.keyboard.press('ArrowLeft');
    await expect(current).toHaveText(here ?? '');
  });

  await test.step('has no serious barrier in either theme, and none at the smallest window', async () => {
    await inBothThemes(page, () => expectAccessible(page));
    await page.setViewportSize({ width: 1024, height: 700 });
    await expect(number(page)).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('until nothing is left', async () => {
    for (let answers = 0; answers < 40 && (await questions(page).count()) > 0; answers++) {
      // Gone while the next question is fetched, and once nothing is left.
      const counts = async () => (await page.locator('.review-head__left').allTextContents())[0] ?? null;
      const said = await counts();
      await page.keyboard.press('n');
      await expect.poll(counts).not.toBe(said);
    }
    await expect(page.getByRole('heading', { name: 'Nothing left to review' })).toBeVisible();
    await expectAccessible(page);
  });
  expect(problems).toEqual([]);
});
