import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './launch.ts';

// Legacy mode: axe's own way opens a page of its own, which a desktop's window does not allow. There are no
// frames, for which that would make a difference.

/** axe finds nothing serious or critical on the page as it is, and says where it did. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ target, failureSummary }) => [target.join(' '), failureSummary]),
    }));
  expect(serious).toEqual([]);
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
