import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { chromiumPath } from '../../e2e/host-kind.ts';
import type { TraceEvent } from './main-thread.ts';

/** Browse with an event open, in a browser of its own. */
export interface BrowsePage {
  readonly browser: Browser;
  readonly page: Page;
  readonly devtools: CDPSession;
}

/** Opens the application at an address, and an event of it in Browse, until its first pictures are there. */
export async function openBrowse(url: string, event: string): Promise<BrowsePage> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page.getByRole('button', { name: 'Commands' }).click();
  await page.getByRole('dialog').getByRole('combobox').fill(event);
  await page.getByRole('option', { name: event }).first().click();
  await page.locator('.cell-picture.has-picture').first().waitFor();
  return { browser, page, devtools: await page.context().newCDPSession(page) };
}

/** Records a trace while something is done. */
export async function traced(devtools: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }) => events.push(...(value as TraceEvent[]));
  devtools.on('Tracing.dataCollected', collect);
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: [
        'devtools.timeline',
        'disabled-by-default-devtools.timeline',
        'disabled-by-default-devtools.timeline.frame',
        '__metadata',
      ],
      excludedCategories: ['*'],
    },
  });
  await act();
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await complete;
  devtools.off('Tracing.dataCollected', collect);
  return events;
}

/** Megabytes of the page's JavaScript heap after everything that is not needed was collected, and without. */
export async function heapOf(devtools: CDPSession): Promise<{ used: number; total: number }> {
  const { usedSize, totalSize } = await devtools.send('Runtime.getHeapUsage');
  return { used: usedSize / 1e6, total: totalSize / 1e6 };
}

/** Scrolls like a wheel that is turned steadily: so many CSS pixels in so many seconds. */
export async function turnWheel(devtools: CDPSession, seconds: number, pixelsASecond: number): Promise<void> {
  await devtools.send('Input.synthesizeScrollGesture', {
    x: 640,
    y: 600,
    yDistance: -seconds * pixelsASecond,
    speed: pixelsASecond,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
}

/** Drags the scroll bar from the first photo to the last, in so many seconds. */
export async function dragBar(page: Page, seconds: number): Promise<void> {
  await page.evaluate(
    (length) =>
      new Promise<void>((resolve) => {
        const scroller = document.querySelector('.grid-scroller');
        const start = performance.now();
        const step = () => {
          const share = Math.min(1, (performance.now() - start) / (length * 1000));
          if (scroller !== null) scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
          if (share < 1) requestAnimationFrame(step);
          else resolve();
        };
        requestAnimationFrame(step);
      }),
    seconds,
  );
}

/**
 * Types a bib and gives the milliseconds from its last key to the cells of its photos on the page, each
 * with its picture: every cell in view has a chip of that bib.
 */
export async function timeToCells(page: Page, bib: string): Promise<number> {
  const field = page.getByRole('combobox', { name: 'Search photos' });
  await field.fill('');
  await page.waitForFunction(() => document.querySelectorAll('.bib--hit').length === 0);
  await page.evaluate((searched) => {
    const shown = () => {
      const area = document.querySelector('.grid-scroller')?.getBoundingClientRect();
      if (area === undefined) return false;
      const cells = [...document.querySelectorAll('.cell')].filter((cell) => {
        const { top, bottom } = cell.getBoundingClientRect();
        return bottom > area.top && top < area.bottom;
      });
      return (
        cells.length > 0 &&
        cells.every(
          (cell) =>
            cell.querySelector('.has-picture') !== null &&
            [...cell.querySelectorAll('.bib--hit')].some((chip) => chip.textContent === searched),
        )
      );
    };
    const state = { last: 0, took: null as number | null };
    Object.assign(window, { timing: state });
    addEventListener(
      'keydown',
      () => {
        state.last = performance.now();
      },
      { capture: true },
    );
    const look = () => {
      if (shown()) state.took = performance.now() - state.last;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, bib);
  await field.focus();
  await page.keyboard.type(bib, { delay: 60 });
  const took = await page.waitForFunction(() => Reflect.get(window, 'timing')?.took ?? null);
  return Number(await took.jsonValue());
}
