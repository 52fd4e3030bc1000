import type { ElectronApplication, Page } from '@playwright/test';
import type { Event } from '../../engine/contract/event.ts';
import type { GrantedFolder, IngestRun, Source } from '../../engine/contract/ingest.ts';
import { askEngine } from './engine-call.ts';

/** Starts an import of a folder, in place, as a person does but for the clicks; gives its event. */
export async function importInPlace(
  app: ElectronApplication,
  page: Page,
  folder: string,
  name: string,
): Promise<Event> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  const granted = (await page.evaluate(() => window.host?.chooseFolder('photos'))) as GrantedFolder;
  const ask = async (procedure: string, input: unknown) => (await askEngine(page, procedure, input)).body;
  const event = (await ask('events.create', { name })) as Event;
  const source = (await ask('sources.add', { event: event.id, folder: granted.id })) as Source;
  await ask('ingest.start', { event: event.id, source: source.id, mode: 'inPlace' });
  return event;
}

/** The import of an event that was started last. */
export async function latestRun(page: Page, event: Event): Promise<IngestRun | undefined> {
  const { body } = await askEngine(page, 'ingest.runs', { event: event.id });
  return (body as IngestRun[])[0];
}
