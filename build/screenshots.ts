// `npm run screenshots`: every screen with the sample event, at two sizes and in both themes, into a folder.
// Needs Chromium (`CHROMIUM` names it, else /usr/bin/chromium); docs/screens holds the ones that are shown.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { startServing } from '../test/e2e/browser.ts';
import { bundle } from './bundle.ts';
import { makeSample, sampleFolder } from './make-sample.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'out/screens' },
    /** A data folder to keep: where it has the sample event already, nothing is read again. */
    home: { type: 'string' },
  },
});
const sizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1024', width: 1024, height: 700 },
];

await bundle((line) => console.log(line));
await makeSample(sampleFolder);
await mkdir(values.out, { recursive: true });
const home = values.home ?? (await mkdtemp(path.join(tmpdir(), 'photofinish-screens-')));
const served = await startServing(home, { PHOTOFINISH_SAMPLE: sampleFolder });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(served.url);
  // Where the data folder has it already, the sample event is a card like others.
  await page
    .getByRole('button', { name: 'Open sample' })
    .or(page.getByRole('button', { name: /^Sample race/ }))
    .first()
    .click();
  await page.getByRole('button', { name: 'Event: Sample race' }).waitFor();
  await page.keyboard.press('Alt+1');
  const imported = page.getByRole('heading', { name: /is imported$/ });
  const justRead = page.getByRole('region', { name: 'Just read' }).getByRole('button').nth(5);
  await justRead.or(imported).first().waitFor({ timeout: 600_000 });
  await everyLook(page, 'ingest');
  await imported.waitFor({ timeout: 1_800_000 });

  await page.keyboard.press('Alt+2');
  await page.getByRole('option').nth(3).click();
  await everyLook(page, 'browse');
  await page.keyboard.press('/');
  await page.keyboard.type('1*');
  await page.getByRole('option').first().waitFor();
  await everyLook(page, 'search');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Backspace');
  await page.getByRole('option').nth(3).dblclick();
  await page.getByTestId('picture').waitFor();
  await everyLook(page, 'photo');

  await page.keyboard.press('Alt+3');
  await page
    .getByTestId('review-number')
    .or(page.getByRole('heading', { name: 'Nothing left to review' }))
    .waitFor();
  await everyLook(page, 'review');
  await page.keyboard.press('Alt+4');
  await page.getByRole('gridcell').nth(8).waitFor();
  await everyLook(page, 'people');
  await page.keyboard.press('Alt+5');
  await everyLook(page, 'export');
  await page.keyboard.press('Alt+6');
  await page.getByRole('table', { name: 'Athletes' }).waitFor();
  await everyLook(page, 'coverage');
  await byPalette(page, 'settings');
  await everyLook(page, 'settings');
  await byPalette(page, 'history');
  await everyLook(page, 'history');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sett');
  await everyLook(page, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await everyLook(page, 'keys');
  await page.keyboard.press('Escape');
  await byPalette(page, 'events');
  await everyLook(page, 'start');
} finally {
  await browser.close();
  await served.end();
  if (values.home === undefined) await rm(home, { recursive: true, force: true });
}

/** Goes where a command of the palette leads. */
async function byPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

/** One picture for each size and theme. */
async function everyLook(page: Page, screen: string): Promise<void> {
  for (const theme of ['dark', 'sunlight']) {
    for (const { name, width, height } of sizes) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(1500);
      await page.screenshot({ path: path.join(values.out, `${screen}-${name}-${theme}.png`) });
    }
    await page.keyboard.press('Control+Shift+L');
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  console.log(`${screen} is drawn`);
}
