import { copyFile, cp, mkdir, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Event } from '../../engine/contract/event.ts';
import { generateRace } from '../fixtures/race/generate-race.ts';
import { expectAccessible } from './accessibility.ts';
import { importInPlace, latestRun } from './drive-import.ts';
import { askEngine } from './engine-call.ts';
import { engineProcess } from './engine-process.ts';
import { bringIndexedRace, smallRace } from './indexed-race.ts';
import { expect, test } from './launch.ts';

test.describe.configure({ timeout: 300_000 });

/** Notes from now on every state of the engine that the window is told. */
async function noteEngineStates(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const states: string[] = [];
    Object.assign(window, { states });
    window.host?.onEngineState((state) => states.push(state));
  });
  return () => page.evaluate(() => [...Reflect.get(window, 'states')]);
}

test('the engine is killed in the middle of an import: the window says so, keeps what was typed, and the import goes on', async ({
  desktop,
  home,
}) => {
  const race = await generateRace(smallRace);
  const photos = race.photos.slice(0, 8);
  const card = path.join(home, 'card');
  await mkdir(card);
  for (const { path: photo } of photos) await copyFile(photo, path.join(card, path.basename(photo)));
  const { app, page } = await desktop({ env: { ANALYSIS_WORKERS: '1' } });
  const event = await importInPlace(app, page, card, 'Quayside 10K');
  await expect.poll(async () => (await latestRun(page, event))?.searchable).toBeGreaterThan(1);
  const states = await noteEngineStates(page);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Harbour Half 2026');
  process.kill(await engineProcess(app), 'SIGKILL');
  const banner = page.getByText('It is starting again. Nothing is lost.');
  await expect(banner).toBeVisible();
  await expect(banner).toBeHidden();
  expect((await states()).slice(-2)).toEqual(['restarting', 'ready']);
  await expect(name).toHaveValue('Harbour Half 2026');
  // What was typed is still there, and the engine that came after takes it.
  await page.getByRole('button', { name: /^Create event/ }).click();
  await expect(page.getByRole('banner')).toContainText('Harbour Half 2026');
  await expect.poll(async () => (await latestRun(page, event))?.state, { timeout: 200_000 }).toBe('done');
  expect(await latestRun(page, event)).toMatchObject({ searchable: photos.length, problems: 0 });
});

test('an engine that stops again and again is left alone until a person starts it', async ({ desktop }) => {
  const { app, page } = await desktop();
  const states = await noteEngineStates(page);
  for (let crash = 1; crash <= 4; crash++) {
    await expect.poll(async () => (await states()).filter((state) => state === 'ready').length).toBe(crash);
    process.kill(await engineProcess(app), 'SIGKILL');
  }
  await expect.poll(async () => (await states()).at(-1)).toBe('failed');
  await page.getByRole('button', { name: 'Start it again' }).click();
  await expect.poll(async () => (await states()).slice(-2)).toEqual(['starting', 'ready']);
  await expect(page.getByText('Make your first event')).toBeVisible();
  expect(await askEngine(page, 'events.list', undefined)).toEqual({ status: 200, body: [] as Event[] });
});

test('a damaged file of the events is replaced by its backup, and kept', async ({ desktop, home }) => {
  const race = await bringIndexedRace(home);
  const file = path.join(home, 'catalog.sqlite');
  await mkdir(path.join(home, 'backups'));
  await cp(file, path.join(home, 'backups/catalog-v1-before.sqlite'));
  await truncate(file, 100_000);
  const { page } = await desktop();
  await expect(page.getByRole('heading', { name: 'The file with the events is damaged' })).toBeVisible();
  await expect(page.getByText(`the damaged file is kept: ${file}`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Restore the backup of/ }).click();
  await expect(page.getByRole('heading', { name: race.name })).toBeVisible();
  await expect(page.getByText(/The damaged file is kept as catalog-damaged-/)).toBeVisible();
});
