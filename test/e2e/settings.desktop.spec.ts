import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expectAccessible, inBothThemes } from './accessibility.ts';
import { bringIndexedRace, openInBrowse } from './indexed-race.ts';
import { expect, test } from './launch.ts';

// Making and reading the race takes its time, once.
test.describe.configure({ timeout: 300_000 });

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name });

/** What the native menu says: names of its menus, and the key of a command. */
const menu = (app: ElectronApplication) =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
const acceleratorOf = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, of) => Menu.getApplicationMenu()?.getMenuItemById(of)?.accelerator, id);

test('is set up once: language, keys, text, thresholds, and where data lies', async ({ home, open }) => {
  const race = await bringIndexedRace(home);
  const first = await open();
  const { page, problems } = first;
  const app = first.app!;
  const html = page.locator('html');
  await openInBrowse(page, race.name);

  await test.step('another language is spoken at once, by the native menu as well', async () => {
    await page.keyboard.press('Control+,');
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Deutsch', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
    await expect(html).toHaveAttribute('lang', /^de-/);
    await expect(page.getByRole('button', { name: 'Fotos' })).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText(/\d,\d GB frei/);
    await expect.poll(() => menu(app)).toContain('Bearbeiten');
    // German words are longer: they fit the smallest window as well.
    await page.setViewportSize({ width: 1024, height: 700 });
    await expectRoom(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Veranstaltungen', exact: true })).toBeVisible();
    await page.keyboard.press('Control+,');
    await page.getByRole('combobox', { name: 'Sprache' }).click();
    await page.getByRole('option', { name: 'English', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await expect.poll(() => menu(app)).toContain('Edit');
  });

  await test.step('every section is usable by everybody in both themes', async () => {
    await inBothThemes(page, async () => {
      for (const name of ['General', 'Analysis', 'Storage', 'Keys', 'This event', 'Sync', 'About']) {
        await section(page, name).click();
        await expect(page.getByRole('region', { name }).getByRole('heading', { name })).toBeVisible();
        await expectAccessible(page);
      }
    });
  });

  await test.step('models are told with their state', async () => {
    await section(page, 'Analysis').click();
    await expect(page.getByRole('row', { name: /Finds faces/ })).toContainText(/there|ready/);
    await expect(page.getByRole('row', { name: /Finds bibs/ })).toContainText('not needed');
  });

  await test.step('a key is changed by pressing another; one that is taken is refused by name', async () => {
    await section(page, 'Keys').click();
    await page.getByRole('textbox', { name: 'Find a command or a key' }).fill('Pick');
    await page.getByRole('button', { name: 'Pick: P, change' }).click();
    await page.keyboard.press('x');
    await expect(
      page.getByRole('alert').filter({ hasText: 'X is Reject on the same screen.' }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Pick: P, change' }).click();
    await page.keyboard.press('q');
    await expect(page.getByRole('button', { name: 'Pick: Q, change' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Find a command or a key' }).fill('Commands');
    await page.getByRole('button', { name: 'Commands: Ctrl K, change' }).click();
    await page.keyboard.press('Control+Shift+P');
    await expect(page.getByRole('banner').getByRole('button', { name: /Commands/ })).toContainText(
      'Ctrl Shift P',
    );
    await expect.poll(() => acceleratorOf(app, 'commands')).toBe('CmdOrCtrl+Shift+P');

    await page.keyboard.press('Control+Shift+P');
    await page.getByRole('dialog').getByRole('combobox').fill(race.name);
    await page.keyboard.press('Enter');
    await page.locator('.cell').first().click();
    await page.keyboard.press('p');
    await page.keyboard.press('q');
    await expect(page.getByText('1 photo picked')).toBeVisible();
    await page.keyboard.press('?');
    await expect(
      page.getByRole('dialog').locator('.key-sheet__row', { hasText: 'Pick' }).first(),
    ).toContainText('Q');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: 'Reset all' }).click();
    await expect(page.getByText('No key is changed')).toBeVisible();
    await expect.poll(() => acceleratorOf(app, 'commands')).toBe('CmdOrCtrl+K');
  });

  await test.step('text of twice the size fits, and nothing lies over anything', async () => {
    await section(page, 'General').click();
    await page.getByRole('combobox', { name: 'Text size' }).click();
    await page.getByRole('option', { name: '200%' }).click();
    await expect(html).toHaveCSS('font-size', '32px');
    expect(await overlaps(page)).toEqual([]);
    await expectRoom(page);
    await page.keyboard.press('Control+,');
    await page.getByRole('combobox', { name: 'Text size' }).click();
    await page.getByRole('option', { name: '100%' }).click();
  });

  await test.step('thresholds say what they would do, and can be taken back', async () => {
    await section(page, 'This event').click();
    const accept = page.getByRole('slider', { name: 'Accepted from' });
    const told = page.getByRole('status').filter({ hasText: 'accepted' });
    await expect(told).toBeVisible();
    const accepted = async () => Number(/(\d+) accepted/.exec((await told.textContent()) ?? '')?.[1]);
    const before = await accepted();
    await accept.focus();
    await page.keyboard.press('Home');
    await expect.poll(accepted).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Use these thresholds' }).click();
    await expect(page.getByText('Event changed').first()).toBeVisible();
    await expect(accept).toHaveValue('50');
    await page.keyboard.press('Control+z');
    await expect(accept).toHaveValue('90');
  });

  await test.step('no server is connected, and the badge leads to where that is said', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Offline' }).click();
    await expect(page.getByText('No server is connected')).toBeVisible();
    await expect(page.getByText('Everything is kept on this laptop, and nothing is lost.')).toBeVisible();
  });

  const disk = path.join(path.dirname(home), `${path.basename(home)}-disk`);
  await test.step('data moves to another folder, and the next start finds it there', async () => {
    await mkdir(disk);
    await section(page, 'Storage').click();
    await expect(page.getByText(home, { exact: true })).toBeVisible();
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, disk);
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    await page.getByRole('button', { name: 'Use the new folder' }).click();
    await expect(page.getByRole('button', { name: 'Restart now' })).toBeVisible();
    expect(problems).toEqual([]);
    await first.close();

    const { page: next } = await open();
    await openInBrowse(next, race.name);
    await next.keyboard.press('Control+,');
    await section(next, 'Storage').click();
    await expect(next.getByText(disk, { exact: true })).toBeVisible();
    await next.getByRole('button', { name: 'Delete the old copy' }).click();
    await next.getByRole('dialog').getByRole('button', { name: 'Delete the old copy' }).click();
    await expect(next.getByText('The old copy is deleted.')).toBeVisible();
  });
});

/** Every screen of an event has room for its buttons. */
async function expectRoom(page: Page): Promise<void> {
  for (const key of ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5']) {
    await page.keyboard.press(key);
    await expect.poll(() => overlaps(page), key).toEqual([]);
  }
}

/** Buttons that lie over one another or reach out of what holds them. */
function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = [...document.querySelectorAll('.button, .title__tab, .segment__option')].flatMap(
      (element) => {
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return box.width > 0 && box.height > 0 && style.visibility === 'visible' ? [{ element, box }] : [];
      },
    );
    const name = ({ element }: (typeof seen)[number]) =>
      (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
    const found: string[] = [];
    for (const [at, one] of seen.entries()) {
      for (const other of seen.slice(at + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const sameLayer =
          one.element.closest('[data-panel], header, footer') ===
          other.element.closest('[data-panel], header, footer');
        if (wide > 1 && high > 1 && sameLayer) found.push(`${name(one)} lies over ${name(other)}`);
      }
      const holder = one.element.closest('[data-panel], header, [role="dialog"]')?.getBoundingClientRect();
      const edge = Math.min(window.innerWidth, holder?.right ?? Number.POSITIVE_INFINITY);
      if (one.box.right > edge + 1) found.push(`${name(one)} reaches out of what holds it`);
    }
    return found;
  });
}
