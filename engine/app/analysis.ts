import type { AnalyzedPhoto } from '../contract/analyzed-photo.ts';
import { scanPhotos } from '../ingest/scan.ts';
import { analysisStatus } from './analysis-choice.ts';
import { analyzeFile } from './analyze-file.ts';
import { analyzedPhoto, failedPhoto } from './analyzed-photo.ts';
import { os } from './implementer.ts';
import { inParallel } from './in-parallel.ts';
import { indexEvent } from './index-event.ts';
import { keptPreferences } from './kept-preferences.ts';
import { ProgressMeter } from './progress-meter.ts';
import { STANDARD_PACK } from './standard-pack.ts';

export const analysis = {
  status: os.analysis.status.handler(async ({ context }) =>
    analysisStatus(await keptPreferences(await context.catalog()), context.analyses.started),
  ),

  restart: os.analysis.restart.handler(async ({ context }) => {
    await context.analyses.restart();
    return analysisStatus(await keptPreferences(await context.catalog()), context.analyses.started);
  }),

  analyze: os.analysis.analyze.handler(async function* ({ input, context, signal }) {
    const analysis = await context.analysis(STANDARD_PACK);
    const meter = new ProgressMeter();
    const counting = new AbortController();
    void countPhotos(input.paths, counting.signal).then((total) => meter.expect(total, total));
    const photos = inParallel(
      scanPhotos(input.paths),
      analysis.workers * 2,
      async ({ path, error }): Promise<AnalyzedPhoto> => {
        if (error) return failedPhoto(path, error.info);
        const task = { path, embed: input.embeddings, bibs: true, bibRules: null };
        const answer = await analyzeFile(analysis, task);
        return answer.error
          ? failedPhoto(path, answer.error)
          : analyzedPhoto(path, answer.identified.file.sha256, answer.findings, input.embeddings);
      },
      signal,
    );
    try {
      for await (const photo of photos) {
        meter.countAnalysed(photo.error ? 'failed' : 'done');
        yield { photo, progress: meter.progress };
      }
    } finally {
      counting.abort();
    }
  }),

  index: os.analysis.index.handler(({ input, context, signal }) => indexEvent(context, input, signal)),
};

async function countPhotos(paths: readonly string[], signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const _ of scanPhotos(paths)) {
    if (signal.aborted) break;
    count++;
  }
  return count;
}
