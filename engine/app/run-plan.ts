import { join } from 'node:path';
import type { AnalysisKey, AnalysisOutcome, Catalog } from '../catalog/catalog.ts';
import type { CopyRecord, RunRecord } from '../catalog/ingest-records.ts';
import type { AppError } from '../contract/app-error.ts';
import { type Listed, listSource, type Shot } from '../ingest/list-source.ts';
import { isThere, type ShotFile } from './ingest-copier.ts';

/** A file of a source beside what the event has of it, without reading it. */
export interface PlannedFile {
  readonly file: ShotFile;
  /** Its copy, where there is one that is as it was; always null in place. */
  readonly copy: CopyRecord | null;
  /** Id of its photo, where it is known. */
  readonly photoId: string | null;
  /** What analysis made of its photo; null where that is to be done. */
  readonly outcome: AnalysisOutcome | null;
  /** It was there before this run. */
  readonly before: boolean;
}

export interface Plan {
  readonly files: readonly PlannedFile[];
  readonly errors: readonly { readonly path: string; readonly error: AppError }[];
}

export interface PlanParts {
  readonly catalog: Catalog;
  readonly run: Pick<RunRecord, 'id' | 'event' | 'source' | 'mode'>;
  readonly key: AnalysisKey;
  /** Where the source is now. */
  readonly root: string;
}

/** Shots that the catalog is asked about at a time: few at first, so that the first photo need not wait. */
const BATCHES = [4, 32, 200];

/** Lists a source in stretches, each compared with what the event has of it. */
export async function* planRun(parts: PlanParts): AsyncGenerator<Plan, void, void> {
  let shots: Shot[] = [];
  let errors: Exclude<Listed, { error: null }>[] = [];
  let turn = 0;
  for await (const listed of listSource(parts.root)) {
    if (listed.error === null) shots.push(listed.shot);
    else errors.push(listed);
    if (shots.length + errors.length < BATCHES[Math.min(turn, BATCHES.length - 1)]!) continue;
    yield { files: await planFiles(parts, shotFiles(shots)), errors };
    [shots, errors] = [[], []];
    turn++;
  }
  yield { files: await planFiles(parts, shotFiles(shots)), errors };
}

function shotFiles(shots: readonly Shot[]): ShotFile[] {
  return shots.flatMap(({ files, folder, stem }) =>
    files.map((file) => ({ ...file, shot: { folder, stem } })),
  );
}

/** What the event has of these files. */
export async function planFiles(parts: PlanParts, files: readonly ShotFile[]): Promise<PlannedFile[]> {
  if (files.length === 0) return [];
  return parts.run.mode === 'copy' ? planCopies(parts, files) : planInPlace(parts, files);
}

async function planCopies(
  { catalog, run, key }: PlanParts,
  files: readonly ShotFile[],
): Promise<PlannedFile[]> {
  const records = await catalog.copies(
    run.event,
    run.source,
    files.map(({ path }) => path),
  );
  const copies = await Promise.all(
    files.map(async ({ path, size, modifiedMs }) => {
      const record = records.get(path);
      const same = record?.size === size && record.modifiedMs === modifiedMs;
      return record && same && (await isThere(record)) ? record : null;
    }),
  );
  const ids = copies.flatMap((copy) => (copy?.role === 'photo' ? copy.sha256 : []));
  const outcomes = await catalog.outcomes(run.event, key, ids);
  return files.map((file, place) => {
    const copy = copies[place] ?? null;
    return {
      file,
      copy,
      photoId: copy?.sha256 ?? null,
      outcome: (copy && outcomes.get(copy.sha256)) ?? null,
      before: copy !== null && copy.run !== run.id,
    };
  });
}

async function planInPlace(
  { catalog, run, key, root }: PlanParts,
  files: readonly ShotFile[],
): Promise<PlannedFile[]> {
  const stats = files.map(({ path, size, modifiedMs }) => ({
    path: join(root, ...path.split('/')),
    size,
    modifiedMs,
  }));
  const known = await catalog.unchangedFiles(run.event, stats);
  const ids = [...new Set(known.values())];
  const outcomes = await catalog.outcomes(run.event, key, ids);
  const own = await catalog.broughtBy(run.event, run.id, ids);
  return files.map((file, place) => {
    const photoId = known.get(stats[place]!.path) ?? null;
    return {
      file,
      copy: null,
      photoId,
      outcome: (photoId !== null && outcomes.get(photoId)) || null,
      before: photoId !== null && !own.has(photoId),
    };
  });
}
