import path from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible, overlay } from './accessibility.ts';
import { bringIndexedRace, type IndexedRace, openInBrowse, wellSeen } from './indexed-race.ts';
import { expect, type Opened, oneApplication, test } from './launch.ts';

let race: IndexedRace;
const application = oneApplication(async (home) => {
  race = await bringIndexedRace(home);
});

/** The application with the race in Browse. */
async function browse(): Promise<Opened> {
  const opened = await application.open();
  await openInBrowse(opened.page, race.name);
  return opened;
}

const cells = (page: Page) => page.getByRole('listbox', { name: /photos?$/ }).getByRole('option');
const field = (page: Page) => page.getByRole('combobox', { name: 'Search photos' });
const hits = (page: Page) => page.locator('.bib--hit');

/** Numbers that are marked as found, of all cells that show. */
async function found(page: Page): Promise<Set<string>> {
  return new Set(await hits(page).allInnerTexts());
}

test('finds by bib with every key, by a beginning, a list and a range', async () => {
  const { page } = await browse();
  const [one, other] = wellSeen(race);
  await field(page).pressSequentially(one!.bib);
  await expect(hits(page).first()).toHaveText(one!.bib);
  expect(await found(page)).toEqual(new Set([one!.bib]));

  await field(page).fill(`${one!.bib.slice(0, 2)}*`);
  await expect(hits(page).first()).toContainText(new RegExp(`^${one!.bib.slice(0, 2)}`));

  await field(page).fill(`${one!.bib},${other!.bib},`);
  await expect(page.getByRole('button', { name: `Remove bib ${one!.bib}` })).toBeVisible();
  await expect.poll(async () => [...(await found(page))].sort()).toEqual([one!.bib, other!.bib].sort());
  await expect(page.getByRole('search')).toContainText('or');

  // Tokens go by the keyboard: back into the field's tokens, then away.
  await field(page).press('Backspace');
  await page.keyboard.press('Delete');
  await expect.poll(async () => [...(await found(page))]).toEqual([one!.bib]);
  await field(page).press('Escape');

  const number = Number(one!.bib);
  await field(page).fill(`${number - 3}-${number + 3},`);
  await expect.poll(async () => [...(await found(page))]).toContain(one!.bib);
});

test('finds athletes and teams of the start list by their names', async () => {
  const { page } = await browse();
  const seen = wellSeen(race);
  const athlete = seen[0]!;
  await field(page).fill(athlete.name.slice(0, athlete.name.indexOf(' ') + 3));
  await page.getByRole('option', { name: new RegExp(`${athlete.bib} ${athlete.name}`) }).click();
  await expect(page.getByRole('button', { name: `Remove ${athlete.bib} ${athlete.name}` })).toBeVisible();
  await expect.poll(() => found(page)).toEqual(new Set([athlete.bib]));
  await field(page).press('Backspace');
  await page.keyboard.press('Backspace');

  const team = seen.find((entry) => entry.team !== null && entry.team !== '')!.team!;
  await field(page).fill(team.slice(0, 5));
  await page.getByRole('option', { name: new RegExp(`^team ${team}`) }).click();
  await expect(page.getByRole('search').getByRole('button', { name: `Remove team ${team}` })).toBeVisible();
  // What found nothing before the team was known is not said of the team.
  await expect(page.getByRole('heading', { name: /^No photo has/ })).toBeHidden();
  const members = race.athletes.filter((entry) => entry.team === team).map(({ bib }) => bib);
  await expect(hits(page).first()).toBeVisible();
  for (const bib of await found(page)) expect(members).toContain(bib);
});

test('says why a word finds nothing, and lets it be typed anew', async () => {
  const { page } = await browse();
  await field(page).fill('xyzzy');
  await expect(page.getByText('“xyzzy” is no bib, athlete, team or category of this event.')).toBeVisible();
  await field(page).press('Enter');
  await expect(page.locator('.token--problem')).toHaveText('xyzzy');
  await expect(field(page)).toHaveValue('');
  await expect(cells(page)).not.toHaveCount(0);
  await page.locator('.token--problem .token__name').click();
  await expect(field(page)).toHaveValue('xyzzy');
});

test('finds a person by a picture from a file, and lets the similarity be set', {
  tag: '@browser',
}, async () => {
  const { page } = await browse();
  // The largest face that was drawn, cut out of its photo: a portrait.
  const faces = race.photos.flatMap((photo) => photo.faces.map((face) => ({ photo, face })));
  const [best] = faces.sort((a, b) => b.face.box[2] * b.face.visible - a.face.box[2] * a.face.visible);
  const { photo, face } = best!;
  const [x, y, width, height] = face.box;
  const left = Math.max(0, Math.round(x - width));
  const top = Math.max(0, Math.round(y - height));
  const upright = await sharp(photo.path).rotate().toBuffer();
  const portrait = await sharp(upright)
    .extract({
      left,
      top,
      width: Math.min(photo.width - left, Math.round(width * 3)),
      height: Math.min(photo.height - top, Math.round(height * 3)),
    })
    .resize({ width: 480 })
    .jpeg()
    .toBuffer();
  await page
    .getByTestId('face-file')
    .setInputFiles({ name: 'selfie.jpg', mimeType: 'image/jpeg', buffer: portrait });
  // A picture with one face needs no answer; of several the first one is the largest.
  const choice = page.getByRole('button', { name: /^Face 1 of/ });
  const token = page.getByRole('button', { name: 'Remove face from a picture' });
  await expect(choice.or(token).first()).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await expect(token).toBeVisible();
  await expect(page.locator('.cell-similarity:visible').first()).toContainText(/0\.\d\d/);
  const shown = (await page.locator('.cell-said').allInnerTexts()).join('\n');
  expect(shown).toContain(path.parse(photo.file).name);

  await page.getByRole('button', { name: /^face from a picture/ }).click();
  await page.getByRole('slider', { name: 'Similarity' }).fill('0.9');
  await expect
    .poll(async () => {
      const alike = await page.locator('.cell-similarity:visible').allInnerTexts();
      return alike.every((cosine) => Number(cosine) >= 0.9);
    })
    .toBe(true);
  await expect(page.locator('.cell-similarity:visible').first()).toBeVisible();
});

test('takes a picture that is dropped or pasted, and refuses what is none', { tag: '@browser' }, async () => {
  const { page } = await browse();
  const blank = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  const bytes = [...blank];
  await page.evaluate((data) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(data)], 'grey.png', { type: 'image/png' }));
    document
      .querySelector('.browse')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(page.getByText(/No face was found in/)).toBeVisible();
  await expectAccessible(page, overlay);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.evaluate((data) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(data)], 'grey.png', { type: 'image/png' }));
    document.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
    );
  }, bytes);
  await expect(page.getByText(/No face was found in/)).toBeVisible();
});

test('saves a search, finds it again, removes it and takes that back', async () => {
  const { page } = await browse();
  const [athlete] = wellSeen(race);
  await field(page).fill(`${athlete!.bib},`);
  await expect(hits(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save this search' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect(name).toHaveValue(`bib ${athlete!.bib}`);
  await name.fill('The winner');
  await page.keyboard.press('Enter');
  const rail = page.getByRole('region', { name: 'Collections' });
  const saved = rail.getByRole('button', { name: /^The winner/ });
  await expect(saved).toHaveAttribute('aria-current', 'true');
  await rail.getByRole('button', { name: /^All photos/ }).click();
  await expect(hits(page)).toHaveCount(0);
  await saved.click();
  await expect(hits(page).first()).toHaveText(athlete!.bib);
  await rail.getByRole('button', { name: 'Remove The winner' }).click();
  await expect(saved).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(saved).toBeVisible();
});

test('takes a picture with the camera, and says that nobody is in it', { tag: '@browser' }, async () => {
  const { page, app } = await browse();
  // A browser asks the person; the window decides by its own rules.
  if (app === null) await page.context().grantPermissions(['camera']);
  await page.getByRole('button', { name: 'Search by a face' }).click();
  await page.getByRole('menuitem', { name: 'Use the camera…' }).click();
  // Chromium's own camera of tests shows a disc that turns.
  const take = page.getByRole('dialog').getByRole('button', { name: 'Take' });
  await expect(take).toBeEnabled();
  await expectAccessible(page, overlay);
  await take.click();
  await expect(page.getByText('No face was found in this picture.')).toBeVisible();
  await page.getByRole('button', { name: 'Take again' }).click();
  await expect(take).toBeEnabled();
});
