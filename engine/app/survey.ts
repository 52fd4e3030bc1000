import { stat } from 'node:fs/promises';
import type { AnalysisKey, AnalysisOutcome, Catalog, FileStat } from '../catalog/catalog.ts';
import type { AppError } from '../contract/app-error.ts';
import { fileError } from '../files/file-error.ts';
import { scanPhotos } from '../ingest/scan.ts';

/** A file of an event's folders, beside what the catalog knows of it without reading it. */
export type SurveyedFile =
  | { readonly state: 'unreadable'; readonly path: string; readonly error: AppError }
  /** Its findings or its failure are there, under the same key. */
  | { readonly state: 'known'; readonly path: string; readonly outcome: AnalysisOutcome }
  | { readonly state: 'new'; readonly path: string; readonly size: number };

/** Files that the catalog is asked about at a time. */
const BATCH = 256;

/** Scans folders and compares each file with the catalog by path, size and time of modification. */
export async function* survey(
  catalog: Catalog,
  eventId: string,
  key: AnalysisKey,
  paths: readonly string[],
): AsyncGenerator<SurveyedFile, void, void> {
  let batch: FileStat[] = [];
  for await (const { path, error } of scanPhotos(paths)) {
    if (error) {
      yield { state: 'unreadable', path, error };
      continue;
    }
    try {
      const { size, mtimeMs } = await stat(path);
      batch.push({ path, size, modifiedMs: mtimeMs });
    } catch (cause) {
      yield { state: 'unreadable', path, error: fileError(path, cause, true) };
      continue;
    }
    if (batch.length < BATCH) continue;
    yield* compare(catalog, eventId, key, batch);
    batch = [];
  }
  yield* compare(catalog, eventId, key, batch);
}

async function* compare(
  catalog: Catalog,
  eventId: string,
  key: AnalysisKey,
  files: readonly FileStat[],
): AsyncGenerator<SurveyedFile, void, void> {
  if (files.length === 0) return;
  const photoIds = await catalog.unchangedFiles(eventId, files);
  const outcomes = await catalog.outcomes(eventId, key, [...new Set(photoIds.values())]);
  for (const { path, size } of files) {
    const photoId = photoIds.get(path);
    const outcome = photoId === undefined ? undefined : outcomes.get(photoId);
    yield outcome === undefined ? { state: 'new', path, size } : { state: 'known', path, outcome };
  }
}
