import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './launch.ts';

// Legacy mode: axe's own way opens a page of its own, which a desktop's window does not allow. There are no
// frames, for which that would make a difference.

/** Dialogs, for `expectAccessible`. */
export const overlay = '[role=dialog]';

/**
 * axe finds nothing serious or critical on the page as it is, and says where it did.
 * @param within A selector, for what lies over a page that was looked at: a look at all of it takes seconds.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  await atRest(page);
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ target, failureSummary }) => [target.join(' '), failureSummary]),
    }));
  expect(serious).toEqual([]);
}

/** Colours that change over a few frames, as after a change of theme, are what they will be. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What was changed just now begins to change its colours with the next frame.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const passing = document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime ?? Infinity),
      );
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

/** The page in one theme and then in the other, by its key. */
export async function inBothThemes(page: Page, look: () => Promise<void>): Promise<void> {
  const html = page.locator('html');
  for (const theme of ['sunlight', 'dark']) {
    await page.keyboard.press('Control+Shift+L');
    await expect(html).toHaveAttribute('data-theme', theme);
    await look();
  }
}
