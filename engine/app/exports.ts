import * as z from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import {
  type ExportFile,
  ExportOptions,
  type ExportPlan,
  ExportPreset,
  type ExportRequest,
} from '../contract/export.ts';
import type { PlannedFile } from '../export/plan-export.ts';
import { csvLine, hasLine, planCsv, sightingsCsv } from '../export/sightings-csv.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { exportDestination } from './export-destination.ts';
import type { KeptPlan } from './export-plans.ts';
import { os } from './implementer.ts';

const PRESETS = 'exportPresets';
/** What is kept for an event is kept under this and its id. */
const SETTINGS = 'exportOf.';

/** How an event was exported last. */
const KeptSettings = z.object({
  options: ExportOptions,
  preset: z.string().nullable(),
  destination: z.uuid().nullable(),
});

export const exports = {
  settings: os.export.settings.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const preferences = await catalog.preferences();
    const kept = KeptSettings.safeParse(preferences[SETTINGS + event.id]);
    const settings = kept.success
      ? kept.data
      : { options: ExportOptions.parse({}), preset: null, destination: null };
    const { destination, ...rest } = settings;
    const known = destination !== null && (await catalog.grantedFolder(destination)) !== null;
    return {
      ...rest,
      destination: known ? await exportDestination(catalog, event, [], destination) : null,
      presets: presetsIn(preferences),
    };
  }),

  keep: os.export.keep.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const { options, preset, destination } = input;
    await catalog.keepPreferences({ [SETTINGS + event.id]: { options, preset, destination } });
  }),

  savePreset: os.export.savePreset.handler(async ({ input, context }) =>
    changePresets(await context.catalog(), (presets) => [
      ...presets.filter(({ name }) => name !== input.name),
      input,
    ]),
  ),

  removePreset: os.export.removePreset.handler(async ({ input, context }) =>
    changePresets(await context.catalog(), (presets) => presets.filter(({ name }) => name !== input.name)),
  ),

  plan: os.export.plan.handler(async ({ input, context }) => {
    const { files, ...request } = input;
    return shownPlan(await planOf(context, request), files);
  }),

  files: os.export.files.handler(async ({ input, context }) => {
    const { first, count, ...request } = input;
    const { id, plan } = await planOf(context, request);
    return { plan: id, files: plan.files.slice(first, first + count).map(shownFile) };
  }),

  csvRows: os.export.csvRows.handler(async ({ input, context }) => {
    const { first, count, ...request } = input;
    const { plan } = await planOf(context, request);
    const columns = request.options.csv?.columns ?? [];
    const rows = plan.files.slice(first, first + count).filter(hasLine);
    return { columns, rows: rows.map((file) => csvLine(file, columns)) };
  }),

  csv: os.export.csv.handler(async ({ input, context }) => {
    const { plan } = await planOf(context, input);
    const columns = input.options.csv?.columns ?? ExportOptions.parse({}).csv!.columns;
    return sightingsCsv(plan.files, columns);
  }),

  planCsv: os.export.planCsv.handler(async ({ input, context }) => {
    const { plan, photoName } = await planOf(context, input);
    return planCsv(plan, photoName);
  }),

  start: os.export.start.handler(async ({ input, context }) => {
    const { name, event, ...request } = input;
    return context.exports.start(await eventCalled(await context.catalog(), event), request, name);
  }),

  runs: os.export.runs.handler(async ({ input, context }) => {
    const { id } = await eventCalled(await context.catalog(), input.event);
    return context.exports.of(id);
  }),

  pause: os.export.pause.handler(({ input, context }) => context.exports.pause(input.run)),

  resume: os.export.resume.handler(({ input, context }) => context.exports.resume(input.run)),

  cancel: os.export.cancel.handler(({ input, context }) => context.exports.cancel(input.run)),

  problems: os.export.problems.handler(async ({ input, context }) => [
    ...(await context.exports.problems(input.run)),
  ]),
};

/** @throws {AppError} EVENT_NOT_FOUND, INPUT_INVALID */
async function planOf(context: AppContext, { event, ...request }: ExportRequest): Promise<KeptPlan> {
  return context.exportPlans.of(await eventCalled(await context.catalog(), event), request);
}

function presetsIn(preferences: Record<string, unknown>): ExportPreset[] {
  const presets = z.array(ExportPreset).safeParse(preferences[PRESETS] ?? []);
  return presets.success ? presets.data : [];
}

async function changePresets(
  catalog: Catalog,
  change: (presets: ExportPreset[]) => ExportPreset[],
): Promise<ExportPreset[]> {
  const presets = change(presetsIn(await catalog.preferences()));
  presets.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  await catalog.keepPreferences({ [PRESETS]: presets });
  return presets;
}

function shownPlan({ id, revision, destination, plan, seconds }: KeptPlan, files: number): ExportPlan {
  const counts = new Map<ExportPlan['leftOut'][number]['reason'], number>();
  for (const reason of plan.leftOut.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const list = (map: ReadonlyMap<ExportPlan['leftOut'][number]['reason'], number>) =>
    Array.from(map, ([reason, photos]) => ({ reason, photos })).sort((a, b) => b.photos - a.photos);
  return {
    ...{ id, revision, destination },
    totals: {
      photos: plan.photos,
      photosWritten: plan.photosWritten,
      files: plan.filesToWrite,
      bytes: plan.bytesToWrite,
      estimated: plan.toResize > 0,
      folders: plan.foldersWithFiles,
      ...{ athletes: plan.athletes, taken: plan.taken, same: plan.same, obsolete: plan.obsolete, seconds },
    },
    leftOut: list(counts),
    partlyToReview: plan.partlyToReview,
    sharedBibs: [...plan.sharedBibs],
    without: plan.files.length === 0 ? list(plan.onlyBecause) : [],
    example: plan.files[0]?.path ?? null,
    folders: [...plan.folders],
    fileCount: plan.files.length,
    files: plan.files.slice(0, files).map(shownFile),
  };
}

function shownFile({ photo, athlete, unit, role, path, bytes, state }: PlannedFile): ExportFile {
  return { photoId: photo.id, photo: photo.name, unit, bib: athlete?.bib ?? null, role, path, bytes, state };
}
