import type { Page } from '@playwright/test';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { askEngine } from './engine-call.ts';
import { bringIndexedRace, openInBrowse, wellSeen } from './indexed-race.ts';
import { expect, test } from './launch.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'People' });
const cards = (page: Page) => grid(page).locator('[data-person]');
const card = (page: Page, text: string | RegExp) => cards(page).filter({ hasText: text });
const focused = (page: Page) => page.locator('[data-person]:focus');
const toast = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Messages' }).getByRole('status').filter({ hasText: text });
const suggestions = (page: Page) => page.getByRole('region', { name: 'Suggested merges' });

/** Persons in all, named, and without a number, as the toolbar says. */
async function counts(page: Page): Promise<{ all: number; named: number; unnamed: number }> {
  const [all, named, unnamed] = await Promise.all(
    [/^All/, /^Named/, /^No number/].map(async (name) =>
      Number(/\d+/.exec(await page.getByRole('radio', { name }).innerText())?.[0]),
    ),
  );
  return { all: all!, named: named!, unnamed: unnamed! };
}

/** Moves the focus to a card by arrows, as somebody without a pointer does. */
async function goTo(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Home');
  await expect(cards(page).first()).toBeFocused();
  for (let steps = 0; steps < 60; steps++) {
    if ((await focused(page).innerText()).includes(text)) return;
    const before = await focused(page).getAttribute('data-person');
    await page.keyboard.press('ArrowRight');
    await expect(focused(page)).not.toHaveAttribute('data-person', before ?? '');
  }
  throw new Error(`No card says ${text}.`);
}

/** Says of every photo with a bib that it is not worn there, so that whoever wears it has no number. */
async function takeNumberAway(page: Page, event: string, bib: string): Promise<void> {
  const tokens = [{ kind: 'bib', text: bib }];
  const { body } = await askEngine(page, 'browse.open', { event, tokens, cells: 100 });
  const { cells } = body as { cells: { id: string }[] };
  expect(cells.length).toBeGreaterThan(0);
  for (const { id } of cells) {
    const rejected = await askEngine(page, 'sightings.reject', {
      event,
      photoId: id,
      number: bib,
      box: null,
    });
    expect(rejected.status).toBe(200);
  }
}

test('people are named, merged, kept apart and split by keys alone, and everything is taken back', async ({
  home,
  open,
}) => {
  test.setTimeout(300_000);
  const race = await bringIndexedRace(home);
  const { page, problems } = await open();
  await openInBrowse(page, race.name);
  const [athlete, ...others] = wellSeen(race, 3);
  await takeNumberAway(page, race.name, others[0]!.bib);
  await page.keyboard.press('Alt+4');
  await expect(cards(page).first()).toBeFocused();
  await expect.poll(async () => (await counts(page)).unnamed).toBeGreaterThan(0);
  const before = await counts(page);
  expect(before.named).toBeGreaterThanOrEqual(others.length);
  const other = athlete!.name;
  await expect(card(page, other).first()).toBeVisible();

  // A number that is on no start list: the card says so, Enter saves it all the same.
  await goTo(page, 'no number');
  await page.keyboard.type('77777');
  const field = page.getByRole('textbox', { name: 'Bib of this person' });
  await expect(field).toHaveValue('77777');
  await expect(grid(page).getByText('Not on the start list')).toBeVisible();
  await inBothThemes(page, () => expectAccessible(page));
  await page.keyboard.press('Enter');
  await expect(toast(page, /77777/)).toBeVisible();
  await expect(card(page, '77777')).toBeVisible();
  expect(await counts(page)).toEqual({ ...before, named: before.named + 1, unnamed: before.unnamed - 1 });
  await expect(focused(page)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(card(page, '77777')).toBeHidden();
  await expect.poll(() => counts(page)).toEqual(before);

  // Digits that follow an arrow at once all arrive; Esc leaves the field with nothing said.
  await page.keyboard.press('Home');
  await page.keyboard.type('12');
  await expect(field).toHaveValue('12');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(focused(page)).toBeVisible();
  expect(await counts(page)).toEqual(before);

  // The number of somebody who is there already: Enter says that both are one.
  await page.keyboard.type(athlete!.bib);
  await expect(page.getByRole('button', { name: /^Same person/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => counts(page)).toMatchObject({ all: before.all - 1, unnamed: before.unnamed - 1 });
  await toast(page, athlete!.bib).getByRole('button', { name: /^Undo/ }).first().click();
  await expect.poll(() => counts(page)).toEqual(before);

  // Two who were selected are compared, and are not one.
  await goTo(page, other);
  await page.keyboard.press('Space');
  await expect(focused(page)).toHaveAttribute('aria-selected', 'true');
  await goTo(page, 'no number');
  await page.keyboard.press('Space');
  await page.keyboard.press('c');
  const comparison = page.getByRole('region', { name: 'Compare two' });
  await expect(comparison).toContainText(athlete!.name);
  await expect(comparison.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(suggestions(page)).toBeVisible();
  await expect(toast(page, /Undo/)).toBeVisible();
  expect(await counts(page)).toEqual(before);

  // A person is taken apart: one face becomes somebody new.
  await goTo(page, other);
  await page.keyboard.press('s');
  const faces = page.getByRole('listbox', { name: 'Faces to take out' });
  await expect(faces.getByRole('option').first()).toBeVisible();
  await expect(faces.locator('[data-face]:focus')).toBeVisible();
  for (const chosen of await faces.locator('[aria-selected=true]').all()) await chosen.click();
  await faces.getByRole('option').first().focus();
  await page.keyboard.press('Space');
  await expect(faces.locator('[aria-selected=true]')).toHaveCount(1);
  await inBothThemes(page, () => expectAccessible(page));
  await page.getByRole('button', { name: /^New person/ }).click();
  await expect(faces).toBeHidden();
  await expect.poll(async () => (await counts(page)).all).toBe(before.all + 1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => counts(page)).toEqual(before);

  // The photos of a person in Browse, the photo of a face, and back.
  await goTo(page, other);
  await page.keyboard.press('e');
  await expect(page.getByTestId('stage')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page, other).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove ${athlete!.bib} ${athlete!.name}` })).toBeVisible();

  // In the smallest window the answers stay in view, and the window does not scroll.
  await page.keyboard.press('Alt+4');
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(page.getByRole('complementary')).toHaveCSS('width', '332px');
  const size = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.scrollHeight,
  ]);
  expect(size).toEqual([1024, 700]);
  expect(problems).toEqual([]);
});
