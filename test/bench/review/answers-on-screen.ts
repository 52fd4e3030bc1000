import type { Page } from '@playwright/test';
import { bundle } from '../../../build/bundle.ts';
import { startServing } from '../../e2e/browser.ts';
import { openBrowse } from '../scroll/browse-page.ts';

/** Milliseconds between two answers: whoever is quick looks for a moment. */
const LOOK_MS = 700;

/**
 * Milliseconds from each Shift+Enter to the frame in which its answer is on screen as saved and the next question is
 * there with its pictures, in a real page.
 */
export async function answersOnScreen(home: string, name: string, answers: number): Promise<number[]> {
  await bundle(() => {});
  const served = await startServing(home);
  try {
    const { browser, page } = await openBrowse(served.url, name);
    try {
      await page.keyboard.press('r');
      await page.locator('.review-big img').waitFor({ timeout: 60_000 });
      await page.waitForTimeout(5000);
      await watch(page);
      const times: number[] = [];
      for (let i = 0; i < answers; i++) {
        await page.waitForTimeout(LOOK_MS);
        // Where nothing is likely, somebody types.
        if ((await page.getByTestId('review-number').textContent()) === '') await page.keyboard.press('1');
        await page.keyboard.press(i % 2 === 0 ? 'Shift+Enter' : 'Enter');
        const took = await page.waitForFunction(() => Reflect.get(window, 'answered')?.took ?? null);
        times.push(Number(await took.jsonValue()));
      }
      return times;
    } finally {
      await browser.close();
    }
  } finally {
    await served.end();
  }
}

/** Has the page itself take the time: from the key to the paint after which everything stands. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const said = () => document.querySelector('.review-screen > [role=status]')?.textContent ?? '';
    const shown = () => document.querySelector<HTMLImageElement>('.review-big img');
    const state: { took: number | null } = { took: null };
    Object.assign(window, { answered: state });
    addEventListener(
      'keydown',
      ({ key }) => {
        if (key !== 'Enter') return;
        const start = performance.now();
        state.took = null;
        const before = { said: said(), counts: document.querySelector('.review-head__left')?.textContent };
        const look = () => {
          const picture = shown();
          const counts = document.querySelector('.review-head__left')?.textContent;
          const saved = said() !== before.said || counts !== before.counts;
          if (saved && picture?.complete && picture.naturalWidth > 0) state.took = performance.now() - start;
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
}
