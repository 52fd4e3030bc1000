// `npm run bench:desktop`: how long a photographer waits for the window, and for the first bib of a folder
// that was dropped on it. Measured in the real application: Electron where its binary is, else its stand-in.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Desktop, startDesktop } from '../e2e/desktop.ts';
import { dropPaths } from '../e2e/drop.ts';
import prepare from '../e2e/global-setup.ts';
import { generateRace } from '../fixtures/race/generate-race.ts';
import { machine, tableLines, writeReport } from './report.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);

const finish = await prepare();
const race = await generateRace({
  ...{ seed: 'journey', event: 'grand-marathon', photos: 16, athletes: 4, width: 1350, height: 900 },
  kinds: { finisher: 1 },
});
const photos = path.dirname(race.photos[0]!.path);

const windowMs: number[] = [];
const bibMs: number[] = [];
let host = '';
for (let run = 0; run < runs; run++) {
  const home = await mkdtemp(path.join(tmpdir(), 'photofinish-bench-'));
  const desktop = await startDesktop(home);
  host = desktop.host.description;
  try {
    windowMs.push(await untilUsable(desktop));
    bibMs.push(await untilFirstBib(desktop));
  } finally {
    await desktop.quit();
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const { cores, cpu } = machine();
console.log(`${host}; ${cores} cores (${cpu}); ${runs} runs, an empty catalog each`);
for (const line of tableLines(
  ['', 'median', 'worst', 'target'],
  [
    [
      'from the first statement of main to a usable window',
      seconds(median(windowMs)),
      seconds(max(windowMs)),
      '2 s',
    ],
    ['from dropping a folder to the first bib on screen', seconds(median(bibMs)), seconds(max(bibMs)), '5 s'],
  ],
)) {
  console.log(line);
}
await finish();
console.log(`written to ${await writeReport('desktop', { host, windowMs, bibMs })}`);

/** From the start of the main process, which is before its first statement, until a key would be heard. */
async function untilUsable({ app, page }: Desktop): Promise<number> {
  await page
    .getByRole('button', { name: /new event/i })
    .first()
    .waitFor();
  const usable = await page.evaluate(() => Date.now());
  return usable - (await app.evaluate(() => performance.timeOrigin));
}

async function untilFirstBib({ app, page }: Desktop): Promise<number> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Benchmark');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Event: Benchmark' }).waitFor();
  await page.keyboard.press('Alt+1');
  await page.getByText('Nothing is imported yet').waitFor();
  const dropped = Date.now();
  await dropPaths(app, page, [photos], { x: 700, y: 500 });
  const read = page.getByRole('region', { name: 'Just read' }).getByRole('button', { name: /, \d{4,5}/ });
  await read.first().waitFor();
  return Date.now() - dropped;
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!;
}

function max(figures: readonly number[]): number {
  return Math.max(...figures);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
