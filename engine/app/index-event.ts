import type { AnalysisKey, Catalog } from '../catalog/catalog.ts';
import type { ErrorInfo } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { Progress } from '../contract/progress.ts';
import { analysisKey } from './analysis-key.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { inParallel } from './in-parallel.ts';
import { PhotoIndexer } from './photo-indexer.ts';
import { ProgressMeter } from './progress-meter.ts';
import { survey } from './survey.ts';

export interface IndexInput {
  readonly event: string;
  readonly paths: readonly string[];
  readonly retry: boolean;
}

export interface IndexStep {
  readonly progress: Progress;
  readonly failure: { readonly file: string; readonly error: ErrorInfo } | null;
}

/** Searches beside a long run see confidence by what the event knows at most so long ago. */
const SETTLE_EVERY_MS = 20_000;

/**
 * Brings an event up to date with folders. Work that is done is never done again: an unchanged file
 * is known by path, size and time, a copy by its content, and findings by content and key. Each
 * photo's findings are committed before its step is yielded, so that a run which ends at any moment
 * goes on from there.
 */
export async function* indexEvent(
  context: AppContext,
  { event: name, paths, retry }: IndexInput,
  signal: AbortSignal | undefined,
): AsyncGenerator<IndexStep, Progress, void> {
  const catalog = await context.catalog();
  const event = await eventCalled(catalog, name);
  const analysis = await context.analysis(event.pack);
  if (retry) await catalog.retryFailures(event.id);
  const key = analysisKey(event);
  const settler = await context.settler(event.id);
  const indexer = await PhotoIndexer.open(catalog, event, key, analysis, context.pictures.folder);

  const meter = new ProgressMeter();
  const ended = new AbortController();
  const counting = countWork(catalog, event, key, paths, ended.signal).then((count) => {
    if (count) meter.expect(count.total, count.work);
  });
  // Awaited at the end; until then a rejection has to count as handled.
  counting.catch(() => undefined);
  const files = inParallel(
    survey(catalog, event.id, key, paths),
    analysis.workers * 2,
    (surveyed) => indexer.bring(surveyed),
    signal,
  );
  let settleAt = performance.now() + SETTLE_EVERY_MS;
  try {
    for await (const { file, known, outcome, error } of files) {
      if (known) meter.countKnown(outcome);
      else meter.countAnalysed(outcome);
      yield { progress: meter.progress, failure: error && { file, error } };
      if (performance.now() < settleAt) continue;
      await settler.settle();
      settleAt = performance.now() + SETTLE_EVERY_MS;
    }
  } finally {
    ended.abort();
    await counting;
  }
  await settler.settle({ thorough: true });
  return meter.progress;
}

/** Counts beside the run, so that the first photo need not wait for the last name; null when cut short. */
async function countWork(
  catalog: Catalog,
  event: Event,
  key: AnalysisKey,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<{ total: number; work: number } | null> {
  let total = 0;
  let work = 0;
  for await (const { state } of survey(catalog, event.id, key, paths)) {
    if (signal.aborted) return null;
    total++;
    if (state !== 'known') work++;
  }
  return { total, work };
}
