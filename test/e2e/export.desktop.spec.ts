import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import sharp from 'sharp';
import { openEngine } from '../../engine/app/open-engine.ts';
import { delivered } from '../export/files-below.ts';
import { fillEvent, type Shot } from '../export/fill-event.ts';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { expect, test } from './launch.ts';

const EVENT = 'Harbour Half Marathon 2026';
const athletes = [
  ['344', 'Lena Fisk', 'F35–39'],
  ['349', 'Maren Holt', 'F35–39'],
  ['362', 'Ana Prieto', 'F20–24'],
  ['1518', 'Ewa Nowak/Zielińska 🏃', 'M30–34'],
] as const;

let originals: string;
test.beforeEach(async () => {
  originals = await mkdtemp(join(tmpdir(), 'photofinish-originals-'));
});
test.afterEach(() => rm(originals, { recursive: true, force: true }));

/** Twenty-four photos of four athletes, one with two of them, three that nobody has looked at yet. */
async function bringEvent(home: string): Promise<void> {
  const engine = openEngine(home, () => undefined);
  const { id: event } = await engine.client.events.create({
    ...{ name: EVENT, date: '2026-05-03', timeZone: 'UTC' },
  });
  const lines = athletes.map(([bib, name, category]) => `${bib},${name},${category}`);
  await writeFile(join(originals, 'entries.csv'), ['bib,name,category', ...lines].join('\n'));
  await engine.client.startList.importFile({ event, path: join(originals, 'entries.csv') });
  await engine.close();
  const shots: Shot[] = [];
  for (let n = 0; n < 24; n++) {
    const background = { r: 40 + n * 8, g: 90, b: 200 - n * 6 };
    const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const bib = athletes[n % 4]![0];
    const who = n < 20 ? { bibs: n === 5 ? [bib, '344'] : [bib] } : n < 23 ? { doubtful: bib } : {};
    shots.push({ name: `HHM_${4100 + n}.JPG`, bytes, ...who });
  }
  await fillEvent({ home, event, originals }, shots);
}

async function answerDialogs(app: ElectronApplication | null, folder: string): Promise<void> {
  if (app === null) throw new Error('Folders are chosen on the desktop alone.');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
}

const totals = (page: Page) =>
  page.getByRole('region', { name: 'Plan', exact: true }).getByRole('definition');
const tree = (page: Page) => page.getByRole('tree', { name: 'Folders' });
const files = (page: Page) => page.getByRole('grid', { name: /^Files in/ });
const options = (page: Page) => page.getByRole('region', { name: 'Options of the export' });
const toast = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

test('photos are planned, the plan is changed, exported for real, and exported again without writing', async ({
  open,
  home,
}) => {
  await bringEvent(home);
  const out = join(originals, '..', `${originals.split('/').at(-1)}-out`);
  await mkdir(out, { recursive: true });
  const { page, app, problems } = await open();
  await answerDialogs(app, out);
  await page.getByText(EVENT).first().click();
  await page.keyboard.press('Control+e');

  // The plan is there before a place is chosen, and says what is left out.
  await expect(totals(page).first()).toHaveText('21');
  await expect(page.getByText('Nothing has been written yet')).toBeVisible();
  await expect(options(page).getByText('3 photos have a bib still to review.')).toBeVisible();
  await expect(tree(page).getByRole('treeitem')).toHaveCount(5);

  // Options change it: folders by category, photos with nobody as well.
  const folders = options(page).getByRole('textbox', { name: 'Folders' });
  await folders.fill('{category}/{bib:4}_{name}');
  await expect(tree(page).getByRole('treeitem', { name: /^F35–39 11 files/ })).toBeVisible();
  await options(page)
    .getByRole('checkbox', { name: /^Also photos with nobody/ })
    .check();
  await expect(totals(page).first()).toHaveText('22');

  // By keys alone: into the tree, to a folder, over to its files, one left out and back.
  await tree(page).getByRole('treeitem', { selected: true }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(tree(page).getByRole('treeitem', { name: /^F20–24/, expanded: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tree(page).getByRole('treeitem', { name: '0362_Ana-Prieto 5 files' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  const row = files(page).getByRole('row', { name: /^HHM_4102, will be written as/ });
  await expect(row).toBeFocused();
  await page.keyboard.press('Space');
  await expect(totals(page).first()).toHaveText('21');
  await expect(row).toHaveAccessibleName(/left out$/);
  await page.keyboard.press('Space');
  await expect(totals(page).first()).toHaveText('22');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await expect(totals(page).first()).toHaveText('17');
  await page.keyboard.press('Space');
  await expect(totals(page).first()).toHaveText('22');

  // Another file has a name: it is kept, and the plan says so.
  await mkdir(join(out, 'F20–24', '0362_Ana-Prieto'), { recursive: true });
  await writeFile(join(out, 'F20–24', '0362_Ana-Prieto', 'HHM26_0362_103102.jpg'), 'a holiday');
  await page.keyboard.press('Control+Enter');
  await expect(options(page).getByRole('button', { name: `Change the folder: ${out}` })).toBeVisible();
  await expect(files(page).getByText('name taken, add -2')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('1 name taken');
  await inBothThemes(page, async () => {
    await expectAccessible(page);
  });

  await page.getByRole('button', { name: 'Export 22 files' }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /^22 files exported to .*, read back and the same\./)).toBeVisible();
  const there = await delivered(out);
  expect([...there.keys()].filter((path) => path.endsWith('.jpg'))).toHaveLength(23);
  expect(there.get('F20–24/0362_Ana-Prieto/HHM26_0362_103102.jpg')!.toString()).toBe('a holiday');
  const original = await delivered(originals);
  const copy = there.get('F35–39/0349_Maren-Holt/HHM26_0349_103101.jpg')!;
  expect(copy.equals(original.get('HHM_4101.JPG')!)).toBe(true);
  expect([...there.keys()]).toContain('M30–34/1518_Ewa-Nowak-Zielińska-🏃/HHM26_1518_103103.jpg');
  expect(there.get('photos.csv')!.toString()).toContain(
    'F35–39/0349_Maren-Holt/HHM26_0349_103105.jpg,349,Maren Holt',
  );

  // Again nothing is to be written, and the screen says so.
  await expect(page.getByText('Everything of this plan is there already.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nothing to export' })).toBeDisabled();

  // Options that leave nothing name the one that does, and change it back.
  await options(page).getByRole('combobox', { name: 'Photos' }).click();
  await page.getByRole('option', { name: 'Picks', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No photo fits the options' })).toBeVisible();
  await page.getByRole('button', { name: 'Take all photos' }).click();
  await expect(tree(page)).toBeVisible();

  // In the smallest window the numbers and the button stay.
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(page.getByRole('button', { name: 'Nothing to export' })).toBeInViewport({ ratio: 1 });
  await expect(totals(page).first()).toBeInViewport({ ratio: 1 });
  expect(problems).toEqual([]);
  await rm(out, { recursive: true, force: true });
});
