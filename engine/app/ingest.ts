import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { CopyRecord, ProblemRecord } from '../catalog/ingest-records.ts';
import { AppError } from '../contract/app-error.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';
import { isThere } from './ingest-copier.ts';

export const ingest = {
  start: os.ingest.start.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    await context.sources.look();
    const source = await catalog.source(input.source);
    if (source) return context.runs.start(event, source, input.mode);
    throw new AppError(
      'SOURCE_NOT_FOUND',
      'This card or folder is not known. Rescan, or add the folder again.',
    );
  }),

  runs: os.ingest.runs.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    return Promise.all((await catalog.runs(event.id)).map((run) => context.runs.snapshot(run)));
  }),

  pause: os.ingest.pause.handler(({ input, context }) => context.runs.pause(input.run)),

  resume: os.ingest.resume.handler(({ input, context }) => context.runs.resume(input.run)),

  cancel: os.ingest.cancel.handler(({ input, context }) => context.runs.cancel(input.run)),

  problems: os.ingest.problems.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const sources = new Map((await catalog.eventSources(event.id)).map(({ id, name }) => [id, name]));
    return (await catalog.problems(event.id)).map(({ id, sourceId, path, level, error, retryable }) => {
      const folder = dirname(path);
      const name = sources.get(sourceId) ?? '';
      return {
        id,
        name: basename(path) || name,
        folder: folder === '.' ? name : [name, folder].filter(Boolean).join('/'),
        level,
        error,
        retryable,
      };
    });
  }),

  retry: os.ingest.retry.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const problems = (await catalog.problems(event.id)).filter(
      ({ id, retryable }) => retryable && (input.problem === undefined || id === input.problem),
    );
    await retry(context, catalog, event.id, problems);
    return { retried: problems.length };
  }),

  dismiss: os.ingest.dismiss.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const problem = (await catalog.problems(event.id)).find(({ id }) => id === input.problem);
    if (!problem) return;
    await catalog.dismissProblem(event.id, problem.id);
    await context.runs.problemsChanged(problem.run);
  }),
};

/** Forgets how these files failed, and works again at the imports that they are of. */
async function retry(
  context: AppContext,
  catalog: Catalog,
  eventId: string,
  problems: readonly ProblemRecord[],
): Promise<void> {
  await context.sources.look();
  for (const [run, ofRun] of Map.groupBy(problems, (problem) => problem.run)) {
    let copiesOnly = true;
    for (const { sourceId, path } of ofRun) {
      const source = await catalog.source(sourceId);
      const original = join(source?.path ?? '', ...path.split('/'));
      const copy = (await catalog.copies(eventId, sourceId, [path])).get(path);
      if (!copy || copy.run !== run || !(await isThere(copy)) || (await changed(original, copy))) {
        copiesOnly = false;
      }
      if (copy) await catalog.forgetFailure(eventId, copy.copy);
      await catalog.forgetFailure(eventId, original);
    }
    await context.runs.retry(run, { copiesOnly });
  }
}

/** Whether a file on its source is another one than was copied. One that is not connected counts as the same. */
async function changed(original: string, { size, modifiedMs }: CopyRecord): Promise<boolean> {
  const now = await stat(original).catch(() => null);
  return now !== null && (now.size !== size || now.mtimeMs !== modifiedMs);
}
