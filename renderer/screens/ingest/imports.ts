import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { GrantedFolder, IngestRun, Source } from '../../../engine/contract/ingest.ts';
import { t } from '../../../messages/format.ts';
import { engine } from '../../engine/connect.ts';
import { useEvents } from '../../stores/events.ts';
import { useRuns } from '../../stores/runs.ts';
import { useSources } from '../../stores/sources.ts';
import { say, sayError } from '../../stores/toasts.ts';
import { useModes } from './modes.ts';

/** Does something with the engine; a failure is said in a toast. Gives null then. */
async function attempt<Result>(act: () => Promise<Result>): Promise<Result | null> {
  try {
    return await act();
  } catch (error) {
    sayError(error);
    return null;
  }
}

/** Imports a source as its kind is imported; the run, or null where it could not begin. */
export async function startImport(event: string, source: Source): Promise<IngestRun | null> {
  const mode = useModes.getState()[source.kind];
  const run = await attempt(() => engine.ingest.start({ event, source: source.id, mode }));
  if (run !== null) useRuns.getState().take(run);
  return run;
}

/** Adds folders that were chosen or dropped and imports them at once: nobody drops a card to look at it. */
export async function importFolders(
  event: string,
  folders: readonly GrantedFolder[],
): Promise<IngestRun | null> {
  let first: IngestRun | null = null;
  for (const { id } of folders) {
    const source = await attempt(() => engine.sources.add({ event, folder: id }));
    if (source === null) continue;
    first ??= await startImport(event, source);
  }
  if (folders.length > 0) await loadSources(event);
  return first;
}

/** What was dropped on the window: folders, cards, or files, whose folders count. */
export async function importDropped(event: string, files: readonly File[]): Promise<IngestRun | null> {
  const { host } = window;
  if (host === undefined) return null;
  const folders = await attempt(() => host.grantDropped(files));
  if (folders === null) return null;
  if (folders.length === 0) say({ kind: 'warn', text: t('ingest.drop.nothing') });
  return importFolders(event, folders);
}

export async function importChosen(event: string): Promise<IngestRun | null> {
  const { host } = window;
  if (host === undefined) return null;
  const folder = await attempt(() => host.chooseFolder('photos'));
  return folder === null ? null : importFolders(event, [folder]);
}

export async function loadSources(event: string): Promise<void> {
  const sources = await attempt(() => engine.sources.list({ event }));
  if (sources !== null) useSources.getState().take(event, sources);
}

export async function rescan(event: string): Promise<void> {
  const sources = await attempt(() => engine.sources.rescan({ event }));
  if (sources !== null) useSources.getState().take(event, sources);
}

export async function forget(event: string, source: Source): Promise<void> {
  const done = await attempt(async () => {
    await engine.sources.forget({ event, source: source.id });
    return true;
  });
  if (done === null) return;
  say({ kind: 'info', text: t('ingest.source.forgotten', { name: source.name }) });
  await loadSources(event);
}

export async function setRun(run: IngestRun, how: 'pause' | 'resume' | 'cancel'): Promise<void> {
  const now = await attempt(() => engine.ingest[how]({ run: run.id }));
  if (now === null) return;
  useRuns.getState().take(now);
  if (how === 'cancel') say({ kind: 'info', text: t('ingest.cancelled', { source: run.source.name }) });
}

/** Chooses where copies of the next imports go. */
export async function chooseDestination(event: EventWithCounts): Promise<void> {
  const { host } = window;
  if (host === undefined) return;
  const folder = await attempt(() => host.chooseFolder('destination'));
  if (folder === null) return;
  const changed = await attempt(() => engine.events.update({ event: event.id, keepIn: folder.id }));
  if (changed === null) return;
  say({ kind: 'ok', text: t('ingest.destination.changed', { folder: folder.path }) });
  await useEvents.getState().load();
}

export async function retryProblem(event: string, problem?: string): Promise<void> {
  const answer = await attempt(() =>
    engine.ingest.retry({ event, ...(problem === undefined ? {} : { problem }) }),
  );
  if (answer !== null) say({ kind: 'info', text: t('ingest.problems.retried', answer) });
}

export async function dismissProblem(event: string, problem: string): Promise<void> {
  await attempt(() => engine.ingest.dismiss({ event, problem }));
}
