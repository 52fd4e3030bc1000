import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { expect, oneApplication, test } from './launch.ts';

const application = oneApplication();

/** A start list as a club sends it: names of its own for the columns, and rows to look at. */
const starters = [
  'Nr;Læufer;Klasse;Klub;Mail',
  '349;Maren Holt;F35;Harbour Harriers;maren@example.org',
  '1204;Jo Ek;M40;;jo@example.org',
  '1204;Ann Ek;F40;;ann@example.org',
  'A17;Kim Berg;F20;Sisu RC;kim@example.org',
].join('\n');

async function startList(home: string, name: string, text: string): Promise<string> {
  const file = path.join(home, name);
  await writeFile(file, text);
  return file;
}

const form = (page: Page) => page.getByRole('complementary');
const field = (page: Page, name: string) => form(page).getByRole('textbox', { name, exact: true });
const columnUse = (page: Page, column: string) =>
  form(page).getByRole('combobox', { name: `Use column ${column} as` });

async function choose(page: Page, column: string, use: string): Promise<void> {
  await columnUse(page, column).click();
  await page.getByRole('option', { name: use, exact: true }).click();
}

async function createEvent(page: Page, name: string): Promise<void> {
  await field(page, 'Name').fill(name);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: `Event: ${name}` })).toBeVisible();
}

test('makes an event from what a person says, with a start list whose columns they correct', {
  tag: '@browser',
}, async () => {
  const { home } = application;
  const { page, problems } = await application.open();
  // Comes first: only once are there no events.
  await expect(page.getByRole('heading', { name: 'Make your first event' })).toBeVisible();
  await inBothThemes(page, () => expectAccessible(page));
  await page.getByRole('button', { name: 'New event' }).click();
  await expect(field(page, 'Name')).toBeFocused();
  await field(page, 'Name').fill('Quayside 10K 2026');
  await form(page).getByLabel('Date').fill('2026-05-24');
  await field(page, 'Place').fill('Port Amsel');
  await form(page).getByRole('combobox', { name: 'Time zone of the cameras' }).fill('vienna');
  await page.getByRole('option', { name: 'Europe/Vienna' }).click();

  await form(page)
    .locator('input[type=file]')
    .setInputFiles(await startList(home, 'starters.csv', starters));
  await expect(form(page).getByText('4 rows · UTF-8 · semicolons')).toBeVisible();
  await choose(page, 'Nr', 'Bib');
  await choose(page, 'Læufer', 'Name');
  await choose(page, 'Mail', 'Do not import');
  await expect(columnUse(page, 'Klasse')).toHaveText('Category');
  await expect(form(page).getByText('4 ready')).toBeVisible();
  await expect(form(page).getByRole('listitem').filter({ hasText: '1204' })).toContainText('4');

  await form(page).getByRole('button', { name: 'Create event' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'created with 4 athletes' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Event: Quayside 10K 2026' })).toBeVisible();

  await page.keyboard.press('Escape');
  const card = page.getByRole('article').filter({ hasText: 'Quayside 10K 2026' });
  await expect(card).toContainText('Sun 24 May 2026 · Port Amsel');
  await expect(card).toContainText('0 / 4');
  expect(problems).toEqual([]);
});

test('says what is wrong where it can be put right, and makes nothing until it is', async () => {
  const { page } = await application.open();
  await form(page).getByRole('button', { name: 'Create event' }).click();
  await expect(
    form(page).getByText('An event needs a name, for instance the race and its year.'),
  ).toBeVisible();
  await expect(field(page, 'Name')).toBeFocused();
  await createEvent(page, 'City Mile');
  await page.keyboard.press('Escape');

  await field(page, 'Name').fill('CITY mile');
  await expect(form(page).getByText('There is an event “CITY mile” already.')).toBeVisible();
  await form(page).getByRole('checkbox', { name: 'I know what the bibs look like' }).check();
  await field(page, 'Numbers that were given out').fill('1-999, 12-');
  await expect(form(page).getByText('“12-” is not a range. Write ranges as 1-999')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(
    page.getByRole('list', { name: 'Events on this laptop' }).getByRole('heading', { name: /mile/i }),
  ).toHaveCount(1);
});

test('imports a start list again after showing what changes, and takes it back', async () => {
  const { home } = application;
  const { page } = await application.open();
  const first = 'bib,name\n1,Ada Moen\n2,Bo Lind\n3,Cy Dahl\n';
  await form(page)
    .locator('input[type=file]')
    .setInputFiles(await startList(home, 'first.csv', first));
  await expect(form(page).getByText('3 ready')).toBeVisible();
  await createEvent(page, 'Lakeside Relay');
  await page.keyboard.press('Escape');

  const card = page.getByRole('article').filter({ hasText: 'Lakeside Relay' });
  await card.getByRole('button', { name: 'More for Lakeside Relay' }).click();
  await page.getByRole('menuitem', { name: 'Import start list again' }).click();
  const second = 'bib,name\n1,Ada Moen\n2,Bo Lindgren\n4,Di Roth\n';
  await form(page)
    .locator('input[type=file]')
    .setInputFiles(await startList(home, 'second.csv', second));
  const changes = form(page).getByRole('list', { name: 'Changes' });
  await expect(changes.getByRole('listitem')).toHaveText([
    /3\s*Cy Dahl/,
    /2\s*Bo Lindgren\s*was Bo Lind/,
    /4\s*Di Roth/,
  ]);
  await expect(card).toContainText('0 / 3');

  await form(page).getByRole('radio', { name: 'Adds and changes' }).click();
  await expect(changes.getByRole('listitem')).toHaveText([/2\s*Bo Lindgren/, /4\s*Di Roth/]);
  await form(page).getByRole('button', { name: 'Import 2 changes' }).click();
  const toast = page
    .getByRole('status')
    .filter({ hasText: 'Start list imported: 1 added, 1 changed, 0 removed' });
  await expect(toast).toBeVisible();
  await expect(card).toContainText('0 / 4');
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toContainText('0 / 3');
  await page.getByRole('heading', { name: 'Events' }).click();
  await page.keyboard.press('Control+Shift+Z');
  await expect(card).toContainText('0 / 4');
  await page.keyboard.press('Control+Z');
  await expect(card).toContainText('0 / 3');
});

test('changes what is said of an event, and takes it back', async () => {
  const { page } = await application.open();
  await createEvent(page, 'Spring 10K');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More for Spring 10K' }).click();
  await page.getByRole('menuitem', { name: 'Change facts' }).click();
  await field(page, 'Name').fill('Spring 10K for Hospices');
  await field(page, 'Place').fill('Lowgate');
  await page.keyboard.press('Control+Enter');
  const card = page.getByRole('article');
  await expect(card.filter({ hasText: 'Spring 10K for Hospices' })).toContainText('Lowgate');
  const toast = page.getByRole('status').filter({ hasText: 'Spring 10K for Hospices changed' });
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'Spring 10K', exact: true })).toBeVisible();
});

test('works by keyboard alone', { tag: '@browser' }, async () => {
  const { page, app } = await application.open();
  const newEvent = app ? 'Control+n' : 'Alt+n';
  await expect(field(page, 'Name')).toBeVisible();
  for (const name of ['Alpine Relay', 'City Dash', 'Zugspitze Ridge']) {
    await page.keyboard.press(newEvent);
    await expect(field(page, 'Name')).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: `Event: ${name}` })).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('/');
  await page.keyboard.type('ridge');
  await expect(page.getByRole('article').filter({ hasText: 'City Dash' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('article').filter({ hasText: 'City Dash' })).toHaveCount(1);

  await page.getByRole('radio', { name: 'Name' }).click();
  await page.getByRole('button', { name: 'Alpine Relay', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'City Dash', exact: true })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: 'Zugspitze Ridge', exact: true })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Event: Alpine Relay' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('city');
  await expect(page.getByRole('option', { selected: true })).toContainText('City Dash');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Event: City Dash' })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('button', { name: 'Ingest' })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(sheet.getByText('Pause import, go on')).toBeVisible();
  // The keys of the screen below mean nothing while the sheet is open.
  await sheet.getByRole('button', { name: 'Change keys' }).press('g');
  await expect(page.getByRole('button', { name: 'Ingest', includeHidden: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
});

test('has no serious barrier in either theme, with an event, a start list and a mistake', async () => {
  const { home } = application;
  const { page } = await application.open();
  await createEvent(page, 'Harbour Half');
  await page.keyboard.press('Escape');
  await form(page)
    .locator('input[type=file]')
    .setInputFiles(await startList(home, 'starters.csv', starters));
  await form(page).getByRole('checkbox', { name: 'I know what the bibs look like' }).check();
  await field(page, 'Numbers that were given out').fill('12-');
  await expect(form(page).getByText('4 rows')).toBeVisible();
  await inBothThemes(page, () => expectAccessible(page));
  await page.getByRole('button', { name: 'More for Harbour Half' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Events' }).click();
  await page.keyboard.press('?');
  await expectAccessible(page);
});
