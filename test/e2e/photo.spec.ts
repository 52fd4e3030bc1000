import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { bringIndexedRace, type IndexedRace, openInBrowse } from './indexed-race.ts';
import { expect, oneApplication, test } from './launch.ts';

let race: IndexedRace;
const application = oneApplication(async (home) => {
  race = await bringIndexedRace(home);
});

/** The names of all cells that Browse shows, by the name of the photo. */
async function cellsOf(page: Page): Promise<Map<string, string>> {
  const names = await page.locator('.cell-said').allTextContents();
  return new Map(names.map((name) => [name.split(',')[0] ?? '', name]));
}

/** A photo, wider than high, with a face and with bibs that were all read with certainty. */
function sure(cells: ReadonlyMap<string, string>): string {
  const found = race.photos.find(({ file, width, height, faces }) => {
    const cell = cells.get(path.basename(file, path.extname(file))) ?? '';
    return width > height && faces.length > 0 && /, \d{2,}(, |$)/.test(cell) && !cell.includes('to review');
  });
  if (found === undefined)
    throw new Error(`No bib was read with certainty: ${[...cells.values()].join('; ')}`);
  return path.basename(found.file, path.extname(found.file));
}

const stage = (page: Page) => page.getByTestId('stage');
const inQuestion = (page: Page) => page.getByTestId('in-question');
const zoom = (page: Page) => page.getByRole('group', { name: 'Zoom', exact: true }).getByRole('status');
const toast = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

/** Opens a photo of Browse by its name, as a double click does. */
async function openPhoto(page: Page, photo: string): Promise<void> {
  await page.getByRole('option', { name: new RegExp(`^${photo},`) }).dblclick();
  await expect(page.getByRole('heading', { name: photo })).toBeVisible();
}

interface Shown {
  readonly photo: string;
  /** Of the athlete in question. */
  readonly number: string;
  /** Photos with that number. */
  readonly wearing: number;
}

/** Opens a photo in which everybody with a bib is known for certain. */
async function show(page: Page): Promise<Shown> {
  await openInBrowse(page, race.name);
  const cells = await cellsOf(page);
  const photo = sure(cells);
  await openPhoto(page, photo);
  const chip = inQuestion(page).getByRole('img', { name: /, accepted/ });
  const number = (await chip.innerText()).trim();
  const wearing = [...cells.values()].filter((name) => new RegExp(`, ${number}\\b`).test(name)).length;
  return { photo, number, wearing };
}

async function rectOf(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.getByTestId('picture').boundingBox();
  if (box === null) throw new Error('There is no picture.');
  return box;
}

test('zooms where the pointer is, to 100 % at the face, and back to the whole photo', async () => {
  const { page, problems } = await application.open();
  await show(page);
  const whole = await rectOf(page);
  const room = await stage(page).boundingBox();
  expect(whole.height).toBeCloseTo(room?.height ?? 0, 0);

  const at = { x: whole.x + whole.width * 0.3, y: whole.y + whole.height * 0.6 };
  await page.mouse.move(at.x, at.y);
  for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -100);
  await expect.poll(async () => (await rectOf(page)).width).toBeGreaterThan(whole.width * 2);
  const near = await rectOf(page);
  expect((at.x - near.x) / near.width).toBeCloseTo(0.3, 2);
  expect((at.y - near.y) / near.height).toBeCloseTo(0.6, 2);

  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await rectOf(page)).x).toBeCloseTo(near.x + 60, 0);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await rectOf(page)).x).toBeCloseTo(near.x + 140, 0);

  await page.keyboard.press('Control+0');
  await expect.poll(() => rectOf(page)).toEqual(whole);
  await page.keyboard.press('z');
  await expect(zoom(page)).toHaveText('100%');
  // The next photo is as near, and the one after that whole again.
  await page.keyboard.press('ArrowRight');
  await expect(zoom(page)).toHaveText('100%');
  await page.keyboard.press('z');
  await expect(page.getByRole('radio', { name: 'Fit' })).toBeChecked();
  await page.getByRole('radio', { name: '200%' }).click();
  await expect(zoom(page)).toHaveText('200%');
  expect(problems).toEqual([]);
});

test('two fingers zoom where they are, on a screen and on a trackpad', async () => {
  const { page } = await application.open();
  await show(page);
  const whole = await rectOf(page);
  const middle = { x: whole.x + whole.width * 0.4, y: whole.y + whole.height * 0.5 };
  const share = (rect: typeof whole) => (middle.x - rect.x) / rect.width;
  const session = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x: middle.x - apart, y: middle.y, id: 1 },
    { x: middle.x + apart, y: middle.y, id: 2 },
  ];
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: ReturnType<typeof fingers>) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', fingers(60));
  for (const apart of [80, 110, 150, 180]) await touch('touchMove', fingers(apart));
  await touch('touchEnd', []);
  await session.detach();
  await expect.poll(async () => (await rectOf(page)).width / whole.width).toBeGreaterThan(2);
  const near = await rectOf(page);
  expect(share(near)).toBeCloseTo(share(whole), 1);

  await page.keyboard.press('Control+0');
  await expect.poll(() => rectOf(page)).toEqual(whole);
  await page.mouse.move(middle.x, middle.y);
  await page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -40);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await rectOf(page)).width).toBeGreaterThan(whole.width * 1.2);
  expect(share(await rectOf(page))).toBeCloseTo(share(whole), 2);
});

test('shows the file in the file manager', async () => {
  const { page, app } = await application.open();
  await app?.evaluate(({ shell }) => {
    shell.showItemInFolder = (file) => void Object.assign(globalThis, { revealed: file });
  });
  const { photo } = await show(page);
  await page.getByRole('button', { name: 'More for this photo' }).click();
  await page.getByRole('menuitem', { name: 'Show the file in its folder' }).click();
  const file = race.photos.find((each) => path.parse(each.file).name === photo)?.path;
  await expect.poll(() => app?.evaluate(() => Reflect.get(globalThis, 'revealed'))).toBe(file);
});

test('a number that is corrected is found by it, and undone it is found as before', {
  tag: '@browser',
}, async () => {
  const { page } = await application.open();
  const { photo, number } = await show(page);
  await page.keyboard.press('b');
  const field = page.getByRole('combobox', { name: 'Correct the number' });
  await expect(field).toBeFocused();
  await field.fill('7777');
  await page.keyboard.press('Enter');
  await expect(toast(page, `Bib ${number} changed to 7777`)).toBeVisible();
  await expect(inQuestion(page)).toContainText('7777');

  await page.keyboard.press('g');
  await page.keyboard.press('/');
  await page.keyboard.type('7777');
  await expect(page.getByRole('option', { name: new RegExp(`^${photo},.*7777`) })).toBeVisible();
  await expect(page.getByRole('option', { name: /^grand-marathon/ })).toHaveCount(1);

  await toast(page, `changed to 7777`).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('option', { name: new RegExp(`^${photo},`) })).toHaveCount(0);
});

test('a reading that is rejected is listed as such, and comes back', async () => {
  const { page } = await application.open();
  const { number } = await show(page);
  await page.keyboard.press('Delete');
  const rejected = page.getByTestId('rejected').filter({ hasText: number });
  await expect(rejected).toContainText('rejected by me');
  await expect(page.getByRole('button', { name: `Bib ${number}` })).toHaveCount(0);

  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(`Bib ${number} rejected`);
  await page.getByRole('tab', { name: /^Athletes/ }).click();
  await rejected.getByRole('button', { name: 'Undo' }).click();
  await expect(rejected).toHaveCount(0);
  await expect(page.getByRole('button', { name: new RegExp(`^Bib ${number}`) })).toBeVisible();
});

test('somebody whom the machine missed is drawn in a box, or tagged in the whole photo', async () => {
  const { page } = await application.open();
  await show(page);
  await page.getByRole('button', { name: 'More for this photo' }).click();
  await page.getByRole('menuitem', { name: 'Draw a box' }).click();
  await expect(page.getByTestId('new-box')).toBeVisible();
  const picture = await rectOf(page);
  const corner = { x: picture.x + picture.width * 0.05, y: picture.y + picture.height * 0.7 };
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.mouse.move(corner.x + 90, corner.y + 60, { steps: 5 });
  await page.mouse.up();
  const field = page.getByRole('combobox', { name: 'Who is in the box?' });
  await expect(field).toBeFocused();
  await page.keyboard.type('4242');
  await page.keyboard.press('Enter');
  await expect(toast(page, '4242 set on 1 photo')).toBeVisible();
  const box = page.getByRole('button', { name: /^Bib 4242, accepted/ });
  await expect(box).toBeVisible();
  const drawn = await box.boundingBox();
  expect(drawn?.x).toBeCloseTo(corner.x, -1);
  expect(drawn?.width).toBeCloseTo(90, -1);

  // The same at the keyboard: the box is moved, made larger and named.
  await page.keyboard.press('d');
  await expect(page.getByTestId('new-box')).toBeFocused();
  const before = await page.getByTestId('new-box').boundingBox();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowRight');
  await expect
    .poll(async () => (await page.getByTestId('new-box').boundingBox())?.x)
    .toBeLessThan(before?.x ?? 0);
  expect((await page.getByTestId('new-box').boundingBox())?.width).toBeGreaterThan(before?.width ?? 0);
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.type('4343');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Bib 4343, accepted/ })).toBeVisible();

  await page.keyboard.press('t');
  await expect(page.getByRole('combobox', { name: 'Who is in this photo?' })).toBeFocused();
  await page.keyboard.type('51, 52');
  await page.keyboard.press('Enter');
  await expect(toast(page, '51, 52')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Look at 52/ })).toContainText('Somewhere in the photo');
});

test('a click on a bib finds every photo of it, and on a face every photo of the person', async () => {
  const { page } = await application.open();
  const { photo, number, wearing } = await show(page);
  await page.getByRole('button', { name: new RegExp(`^Bib ${number},`) }).click();
  await expect(page.getByRole('button', { name: 'Browse', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  const cells = page.getByRole('option', { name: /^grand-marathon/ });
  await expect(cells).toHaveCount(wearing);

  await openPhoto(page, photo);
  await page
    .getByRole('button', { name: /^Face of/ })
    .first()
    .click();
  await expect(page.getByText('same face', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('option', { name: new RegExp(`^${photo},`) })).toBeVisible();
});

test('works by keyboard alone', async () => {
  const { page } = await application.open();
  await openInBrowse(page, race.name);
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText('1 of 20')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('2 of 20')).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByText('20 of 20')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(page.getByText('1 of 20')).toBeVisible();

  await page.keyboard.press('4');
  await expect(page.getByRole('button', { name: '4 stars' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Pick' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+z');
  // The pick and not the stars, which were asked for first, however quickly it came.
  await expect(toast(page, 'Undone: 1 photo picked')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pick' })).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('o');
  await expect(page.getByRole('group', { name: 'People in the photo' }).getByRole('button')).toHaveCount(0);
  await page.keyboard.press('o');
  await page.keyboard.press('i');
  await expect(inQuestion(page)).toHaveCount(0);
  await page.keyboard.press('i');
  await expect(page.getByRole('complementary')).toBeVisible();

  await page.keyboard.press('Escape');
  const grid = page.getByRole('option', { name: /4 stars/ });
  await expect(grid).toBeVisible();
});

test('has no serious barrier in either theme', async () => {
  const { page } = await application.open();
  await show(page);
  await inBothThemes(page, () => expectAccessible(page));
  for (const name of ['Photo', 'History']) {
    await page.getByRole('tab', { name, exact: true }).click();
    await expectAccessible(page);
  }
  await page.getByRole('tab', { name: /^Athletes/ }).click();
  await page.keyboard.press('d');
  await expect(page.getByTestId('new-box')).toBeFocused();
  await inBothThemes(page, () => expectAccessible(page));
});
