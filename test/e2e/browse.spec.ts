import type { Page } from '@playwright/test';
import { expectAccessible, inBothThemes, overlay } from './accessibility.ts';
import { bringIndexedRace, type IndexedRace, openInBrowse, wellSeen } from './indexed-race.ts';
import { expect, type Opened, oneApplication, test } from './launch.ts';

let race: IndexedRace;
const application = oneApplication(async (home) => {
  race = await bringIndexedRace(home);
});

const cells = (page: Page) => page.getByRole('listbox', { name: /photos?$/ }).getByRole('option');
const field = (page: Page) => page.getByRole('combobox', { name: 'Search photos' });
const status = (page: Page) => page.getByRole('contentinfo');
const toast = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text }).first();

/** The application with the race in Browse. */
async function browse(): Promise<Opened> {
  const opened = await application.open();
  const { page } = opened;
  await openInBrowse(page, race.name);
  await expect(status(page)).toContainText(`${race.photos.length} of ${race.photos.length} photos`);
  return opened;
}

test('shows every photo by time, and what is known of the focused one', async () => {
  const { page, problems } = await browse();
  const [first] = [...race.photos].sort((a, b) => a.capturedAt.localeCompare(b.capturedAt));
  await expect(cells(page).first()).toHaveAttribute('aria-setsize', String(race.photos.length));
  await cells(page).first().click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText(first!.file.replace(/\.jpe?g$/i, ''));
  await expect(inspector).toContainText(first!.capturedAt.slice(11, 19));
  await expect(inspector).toContainText(`1 of ${race.photos.length}`);
  expect(problems).toEqual([]);
});

test('rates, flags and labels by keys, and takes it back', async () => {
  const { page } = await browse();
  await cells(page).nth(2).click();
  await page.keyboard.press('4');
  await expect(cells(page).nth(2)).toHaveAccessibleName(/4 stars/);
  await expect(toast(page, /4 stars for 1 photo/)).toBeVisible();

  // The range of the whole row below, with one key and one undo.
  await cells(page).nth(3).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(status(page)).toContainText('3 selected');
  await page.keyboard.press('x');
  await expect(toast(page, /3 photos rejected/)).toBeVisible();
  // Rejected photos are left out unless somebody asks for them.
  await expect(status(page)).toContainText(`${race.photos.length - 3} of ${race.photos.length} photos`);
  await page.keyboard.press('Control+z');
  await expect(status(page)).toContainText(`${race.photos.length} of ${race.photos.length} photos`);
  await expect(cells(page).nth(2)).toHaveAccessibleName(/4 stars/);
  await page.keyboard.press('Control+z');
  await expect(cells(page).nth(2)).toHaveAccessibleName(/not rated/);

  await cells(page).nth(0).click();
  await page.keyboard.press('p');
  await page.keyboard.press('6');
  await expect(cells(page).nth(0)).toHaveAccessibleName(/picked, label red/);
});

test('selects all by a key and acts on all of them', async () => {
  const { page } = await browse();
  await cells(page).first().click();
  await page.keyboard.press('Control+a');
  await expect(status(page)).toContainText(`${race.photos.length} selected`);
  await cells(page)
    .nth(4)
    .click({ modifiers: ['Control'] });
  await expect(status(page)).toContainText(`${race.photos.length - 1} selected`);
  await page.keyboard.press('3');
  await expect(toast(page, new RegExp(`3 stars for ${race.photos.length - 1} photos`))).toBeVisible();
  await expect(cells(page).nth(4)).toHaveAccessibleName(/not rated/);
  await expect(cells(page).nth(5)).toHaveAccessibleName(/3 stars/);
  await page.keyboard.press('Control+d');
  await expect(status(page)).not.toContainText('selected');
});

test('filters by rating and collection, with counts, and names what excludes all', async () => {
  const { page } = await browse();
  await cells(page).nth(0).click();
  await page.keyboard.press('2');
  await expect(toast(page, /2 stars/)).toBeVisible();
  await page.getByRole('button', { name: 'Any rating' }).click();
  await expect(page.getByRole('menuitem', { name: /2 stars and more/ })).toContainText('1');
  await page.getByRole('menuitem', { name: /2 stars and more/ }).click();
  await expect(status(page)).toContainText(`1 of ${race.photos.length} photos`);

  const rail = page.getByRole('region', { name: 'Collections' });
  await rail.getByRole('button', { name: /^Picks/ }).click();
  await expect(page.getByRole('heading', { name: 'No photo has Picks' })).toBeVisible();
  await page.getByRole('button', { name: /Remove Picks/ }).click();
  await expect(status(page)).toContainText(`${race.photos.length} of ${race.photos.length} photos`);

  const [athlete] = wellSeen(race);
  await field(page).fill(athlete!.bib);
  await expect(page.locator('.bib--hit').first()).toBeVisible();
  await field(page).press('Enter');
  await page.getByRole('button', { name: 'Any rating' }).click();
  await page.getByRole('menuitem', { name: /5 stars/ }).click();
  await expect(
    page.getByRole('heading', { name: `No photo has bib ${athlete!.bib} and 5 stars` }),
  ).toBeVisible();
  await expect(page.getByText(/None of them fits 5 stars|It does not fit 5 stars/)).toBeVisible();
  await field(page).press('Backspace');
  await expect(page.locator('.bib--hit').first()).toBeVisible();
});

test('narrows the time by dragging on the timeline, and by keys alone', async () => {
  const { page } = await browse();
  const track = page.locator('.timeline-track');
  const start = page.getByRole('slider', { name: 'Start of the time range' });
  await expect(start).toBeVisible();
  const box = (await track.boundingBox())!;
  await page.mouse.move(box.x + 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 3, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(status(page)).not.toContainText(`${race.photos.length} of ${race.photos.length} photos`);
  await start.focus();
  await page.keyboard.press('Delete');
  await expect(status(page)).toContainText(`${race.photos.length} of ${race.photos.length} photos`);
  await page.keyboard.press('ArrowRight');
  await expect(status(page)).not.toContainText(`${race.photos.length} of ${race.photos.length} photos`);
  await page.keyboard.press('t');
  await expect(track).toBeHidden();
});

test('works by the keyboard alone: search, walk, loupe, photo and back', { tag: '@browser' }, async () => {
  const { page } = await browse();
  const [athlete] = wellSeen(race);
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(athlete!.bib);
  await expect(page.locator('.bib--hit').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove bib ${athlete!.bib}` })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(cells(page).first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(cells(page).nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: /^Loupe/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: /^Loupe/ })).toBeHidden();
  const name = (await cells(page).nth(1).locator('.cell-said').innerText()).split(',')[0]!;
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText(name);
  await page.keyboard.press('g');
  await expect(cells(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(status(page)).toContainText(`${race.photos.length} of ${race.photos.length} photos`);
});

test('accepts, types and rejects bibs, copies them, and takes it back', async () => {
  const { page } = await browse();
  await cells(page).first().click();
  await page.keyboard.press('b');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Bib' }).fill('777');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(cells(page).first()).toHaveAccessibleName(/777/);
  await page.keyboard.press('Control+z');
  await expect(cells(page).first()).not.toHaveAccessibleName(/777/);
});

test('compares photos side by side: zoomed as one, rated and flagged by keys', async () => {
  const { page, problems } = await browse();
  await cells(page).nth(2).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('c');
  const compare = page.getByRole('dialog', { name: 'Compare 2 photos' });
  const photos = compare.getByRole('button', { name: /^grand-marathon/ });
  await expect(photos).toHaveCount(2);
  await expect(photos.first()).toBeFocused();
  const scale = (at: number) =>
    photos
      .nth(at)
      .locator('img')
      .evaluate((image) => new DOMMatrix(getComputedStyle(image).transform).a);
  expect(await scale(1)).toBe(1);
  await page.keyboard.press('+');
  await expect.poll(() => scale(0)).toBeCloseTo(1.4, 1);
  expect(await scale(1)).toBeCloseTo(1.4, 1);
  await photos.first().hover();
  await page.mouse.wheel(0, -200);
  await expect.poll(() => scale(1)).toBeGreaterThan(1.5);
  await page.keyboard.press('Space');
  await expect.poll(() => scale(0)).toBe(1);

  await page.keyboard.press('ArrowRight');
  await expect(photos.nth(1)).toBeFocused();
  await page.keyboard.press('4');
  // Not by its role: what lies behind a dialog has none.
  await expect(page.getByText('4 stars for 1 photo')).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText('1 photo picked')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(compare).toBeHidden();
  await expect(cells(page).nth(3)).toHaveAccessibleName(/picked.*4 stars|4 stars.*picked/);
  await expect(cells(page).nth(2)).toHaveAccessibleName(/not rated/);
  expect(problems).toEqual([]);
});

test('copies the bibs of a photo onto others', async () => {
  const { page } = await browse();
  const [one] = wellSeen(race);
  const bib = one!.bib;
  const names = await page.locator('.cell-said').allTextContents();
  const withBib = names.findIndex((name) => new RegExp(`, ${bib}(,|$)`).test(name));
  const without = names.flatMap((name, at) => (name.includes(bib) ? [] : [at])).slice(0, 2);
  expect(withBib).toBeGreaterThanOrEqual(0);
  await cells(page).nth(without[0]!).click();
  await page.keyboard.press('Control+v');
  await expect(toast(page, /No bibs were copied/)).toBeVisible();
  await cells(page).nth(withBib).click();
  await page.keyboard.press('Control+c');
  await expect(toast(page, new RegExp(`${bib}.* copied`))).toBeVisible();
  await cells(page).nth(without[0]!).click();
  await cells(page)
    .nth(without[1]!)
    .click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+v');
  await expect(toast(page, new RegExp(`${bib}.* set on 2 photos`))).toBeVisible();
  for (const at of without) await expect(cells(page).nth(at)).toHaveAccessibleName(new RegExp(bib));
  await page.keyboard.press('Control+z');
  for (const at of without) await expect(cells(page).nth(at)).not.toHaveAccessibleName(new RegExp(bib));
});

test('has no serious barrier in either theme', async () => {
  const { page } = await browse();
  const [athlete] = wellSeen(race);
  await field(page).fill(`${athlete!.bib},`);
  await expect(page.locator('.bib--hit').first()).toBeVisible();
  await cells(page).first().click();
  await expect(page.getByRole('button', { name: /Accept|Change/ }).first()).toBeVisible();
  await inBothThemes(page, () => expectAccessible(page));

  const dialog = page.getByRole('dialog');
  await inBothThemes(page, async () => {
    // A dialog has the keyboard for itself: the theme is chosen before.
    await page.keyboard.press('b');
    await expect(dialog.getByRole('textbox', { name: 'Bib' })).toBeVisible();
    await expectAccessible(page, overlay);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page
      .getByRole('region', { name: 'Collections' })
      .getByRole('button', { name: /^Athletes \d/ })
      .click();
    await expect(dialog.getByText(/^\d+ athletes$/)).toBeVisible();
    await expectAccessible(page, overlay);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await cells(page).first().click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('c');
    await expect(dialog.getByRole('button', { name: /^grand-marathon/ })).toHaveCount(2);
    await expectAccessible(page, overlay);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
});
