import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import filenamify from 'filenamify';
import { AppError } from '../contract/app-error.ts';
import type { Coverage } from '../contract/coverage.ts';
import { destinationError } from '../files/destination-error.ts';
import type { AppContext } from './context.ts';
import { coverageCsv } from './coverage-csv.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const coverage = {
  get: os.coverage.get.handler(
    async ({ input, context }) => (await coverageOf(context, input.event)).coverage,
  ),

  csv: os.coverage.csv.handler(async ({ input, context }) => {
    const { event, coverage } = await coverageOf(context, input.event);
    return {
      name: `${filenamify(event.name, { replacement: '-' })} coverage.csv`,
      csv: coverageCsv(coverage, event.timeZone),
    };
  }),

  saveCsv: os.coverage.saveCsv.handler(async ({ input, context }) => {
    const { event, coverage } = await coverageOf(context, input.event);
    await requireFolder(path.dirname(input.path));
    try {
      await writeFile(input.path, coverageCsv(coverage, event.timeZone));
    } catch (error) {
      throw destinationError(input.path, error);
    }
    return { athletes: coverage.athletes.length };
  }),
};

/** @throws AppError EVENT_NOT_FOUND */
async function coverageOf(
  context: AppContext,
  called: string,
): Promise<{ event: Awaited<ReturnType<typeof eventCalled>>; coverage: Coverage }> {
  const catalog = await context.catalog();
  const event = await eventCalled(catalog, called);
  return { event, coverage: await catalog.coverage(event.id) };
}

/** @throws AppError DESTINATION_UNWRITABLE where a folder is misspelt, which is no disk that went away. */
async function requireFolder(folder: string): Promise<void> {
  if (await stat(folder).catch(() => null)) return;
  throw new AppError(
    'DESTINATION_UNWRITABLE',
    `There is no folder ${folder}. Check how it is written, or make it first.`,
  );
}
