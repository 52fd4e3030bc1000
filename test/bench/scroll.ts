// `npm run bench:scroll`: scrolls 100,000 photos in Chromium and types bibs into its search, against the
// HTTP host with a real catalog, and says how busy the page's main thread was. KEYS_ONLY=1 leaves the
// scrolling out, which takes two minutes.
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from '../../build/bundle.ts';
import { openCatalog } from '../catalog/open-catalog.ts';
import { startServing } from '../e2e/browser.ts';
import { linkPictures, makePictures } from './large-event/pictures.ts';
import { fillLargeEvent } from './large-event.ts';
import { tableLines, writeReport } from './report.ts';
import { dragBar, heapOf, openBrowse, timeToCells, traced, turnWheel } from './scroll/browse-page.ts';
import { mainThread } from './scroll/main-thread.ts';

const PHOTOS = Number(process.env['PHOTOS'] ?? 100_000);
const RUNS = 3;
const SECONDS = 10;
/** A wheel turned so that pictures can just be made out: three screens a second, CSS pixels. */
const WHEEL = 2_000;
/** Bibs that are typed, spread over the start list. */
const BIBS = Array.from({ length: 21 }, (_, at) => String(101 + at * 100));
/** Only the typing. */
const KEYS_ONLY = process.env['KEYS_ONLY'] === '1';

interface ScrollFigures {
  readonly what: string;
  readonly frames: number;
  /** Of the main thread's time a frame, milliseconds: its own, and by the clock. */
  readonly p50: number;
  readonly p95: number;
  readonly clock95: number;
  readonly longTasks: number;
  readonly heapUsed: number;
  readonly heapTotal: number;
}

/** The large event, made once and kept between runs. */
async function largeEvent(): Promise<{ home: string; name: string }> {
  const home = path.join(import.meta.dirname, '../.cache', `large-${PHOTOS}`);
  const pictures = await readdir(path.join(home, 'pictures')).catch(() => []);
  // Pictures of every size: one that is made while it is waited for would be measured with the others.
  if (!pictures.some((name) => name.endsWith('-small.jpg'))) {
    await rm(home, { recursive: true, force: true });
    console.log(`Making an event of ${PHOTOS.toLocaleString('en')} photos, once, in ${home} …`);
    const event = await fillLargeEvent(home, PHOTOS);
    await linkPictures(home, event.id, await makePictures(home, 240, () => {}));
  }
  const catalog = await openCatalog(home);
  const [event] = await catalog.events();
  await catalog.close();
  if (event === undefined) throw new Error(`There is no event in ${home}. Delete it, and it is made again.`);
  return { home, name: event.name };
}

async function scrolled(url: string, name: string, what: 'wheel' | 'bar'): Promise<ScrollFigures> {
  const { browser, page, devtools } = await openBrowse(url, name);
  try {
    const trace = await traced(devtools, async () => {
      if (what === 'wheel') await turnWheel(devtools, SECONDS, WHEEL);
      else await dragBar(page, SECONDS);
    });
    const { frames, longTasks } = mainThread(trace);
    const cpu = frames.map((frame) => frame.cpu);
    const heap = await heapOf(devtools);
    return {
      what,
      frames: frames.length,
      p50: percentile(cpu, 0.5),
      p95: percentile(cpu, 0.95),
      clock95: percentile(
        frames.map(({ clock }) => clock),
        0.95,
      ),
      longTasks: longTasks.length,
      heapUsed: heap.used,
      heapTotal: heap.total,
    };
  } finally {
    await browser.close();
  }
}

async function typed(url: string, name: string): Promise<number[]> {
  const { browser, page } = await openBrowse(url, name);
  try {
    const times: number[] = [];
    for (const bib of BIBS) times.push(await timeToCells(page, bib));
    return times;
  } finally {
    await browser.close();
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Of an odd number of runs the one in the middle, by what is asked of them. */
function median(runs: readonly ScrollFigures[]): ScrollFigures {
  const sorted = [...runs].sort((a, b) => a.p95 - b.p95);
  return sorted[Math.floor(sorted.length / 2)]!;
}

if (import.meta.main) {
  const { home, name } = await largeEvent();
  await bundle((line) => console.log(line));
  const served = await startServing(home);
  try {
    const scrolling: ScrollFigures[] = [];
    for (const what of KEYS_ONLY ? [] : (['wheel', 'bar'] as const)) {
      const runs: ScrollFigures[] = [];
      for (let run = 0; run < RUNS; run++) runs.push(await scrolled(served.url, name, what));
      scrolling.push(median(runs));
    }
    const rows = scrolling.map(({ what, frames, p50, p95, clock95, longTasks, heapUsed, heapTotal }) => [
      what === 'wheel' ? `wheel, ${WHEEL.toLocaleString('en')} px/s` : 'scroll bar, first to last',
      String(frames),
      p50.toFixed(1),
      p95.toFixed(1),
      clock95.toFixed(1),
      String(longTasks),
      heapUsed.toFixed(0),
      heapTotal.toFixed(0),
    ]);
    const header = [
      'scrolling 10 s',
      'frames',
      'p50 ms',
      'p95 ms',
      'p95 by the clock',
      'tasks > 50 ms',
      'heap MB',
      'of MB',
    ];
    if (rows.length > 0) for (const line of tableLines(header, rows)) console.log(line);
    const keys = await typed(served.url, name);
    const [p50, p95, most] = [percentile(keys, 0.5), percentile(keys, 0.95), Math.max(...keys)];
    console.log(`\nlast key of a bib to its cells with pictures, ${keys.length} bibs:`);
    console.log(`p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, slowest ${most.toFixed(0)} ms`);
    console.log(`\nWritten to ${await writeReport('scroll', { photos: PHOTOS, scrolling, keys })}`);
  } finally {
    await served.end();
  }
}
