import type { ElectronApplication, Page } from '@playwright/test';
import type { Event } from '../../engine/contract/event.ts';
import type { GrantedFolder, IngestRun, Source } from '../../engine/contract/ingest.ts';
import { type GeneratedRace, generateRace } from '../fixtures/race/generate-race.ts';
import { sampleEvent } from '../fixtures/race/sets.ts';
import { askEngine } from './engine-call.ts';
import { engineProcess } from './engine-process.ts';
import { expect, test } from './launch.ts';

// One after the other: the race takes a minute to draw where no earlier run has left it.
test.describe.configure({ mode: 'default', timeout: 900_000 });
let race: GeneratedRace;
test.beforeAll(async () => {
  test.setTimeout(900_000);
  race = await generateRace(sampleEvent);
});

/** Starts an import of this folder as a person does, but for the clicks; gives the event. */
async function startImport(app: ElectronApplication, page: Page, folder: string): Promise<Event> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  const granted = (await page.evaluate(() => window.host?.chooseFolder('photos'))) as GrantedFolder;
  const ask = async (procedure: string, input: unknown) => (await askEngine(page, procedure, input)).body;
  const event = (await ask('events.create', { name: 'Harbour Half 2026' })) as Event;
  const source = (await ask('sources.add', { event: event.id, folder: granted.id })) as Source;
  await ask('ingest.start', { event: event.id, source: source.id, mode: 'inPlace' });
  return event;
}

async function latestRun(page: Page, event: Event): Promise<IngestRun | undefined> {
  const { body } = await askEngine(page, 'ingest.runs', { event: event.id });
  return (body as IngestRun[])[0];
}

const keepsAwake = (app: ElectronApplication) =>
  app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3, 4].some((id) => powerSaveBlocker.isStarted(id)));

test('quitting in the middle of an import asks nothing and loses nothing: it goes on at the next start', async ({
  desktop,
}) => {
  const first = await desktop();
  const event = await startImport(first.app, first.page, race.folder);
  await expect
    .poll(async () => (await latestRun(first.page, event))?.searchable, { timeout: 300_000 })
    .toBeGreaterThan(1);
  expect(await keepsAwake(first.app)).toBe(true);
  const interrupted = await latestRun(first.page, event);
  expect(interrupted?.searchable).toBeLessThan(race.photos.length);
  expect(await first.quit()).toBe(0);

  const second = await desktop();
  await expect
    .poll(async () => (await latestRun(second.page, event))?.state, { timeout: 600_000 })
    .toBe('done');
  const run = await latestRun(second.page, event);
  expect(run?.id).toBe(interrupted?.id);
  expect(run).toMatchObject({ total: race.photos.length, searchable: race.photos.length, problems: 0 });
  await expect.poll(() => keepsAwake(second.app)).toBe(false);
});

test('an engine that is killed in the middle of an import goes on with it', async ({ desktop }) => {
  const { app, page } = await desktop();
  const event = await startImport(app, page, race.folder);
  await expect
    .poll(async () => (await latestRun(page, event))?.searchable, { timeout: 300_000 })
    .toBeGreaterThan(1);
  process.kill(await engineProcess(app), 'SIGKILL');
  await expect(page.getByText('It is starting again. Nothing is lost.')).toBeVisible();
  await expect.poll(async () => (await latestRun(page, event))?.state, { timeout: 600_000 }).toBe('done');
  expect(await latestRun(page, event)).toMatchObject({ searchable: race.photos.length, problems: 0 });
});
