// node build/fetch-models.ts <file…>: fetches files that models/manifest.json names. The set-up calls
// it with those that are missing; its messages go to standard error.
import path from 'node:path';
import { AppError } from '../engine/contract/app-error.ts';
import { fetchModelFiles } from '../engine/inference/fetch-model.ts';
import { fetchableFiles, readModelManifest } from '../engine/inference/model-manifest.ts';

/** On a terminal, over the progress that stands there. */
const startOfLine = process.stderr.isTTY ? '\r\x1b[K' : '';
const folder = path.resolve(import.meta.dirname, '../models');
const names = process.argv.slice(2);
const { models } = await readModelManifest(path.join(folder, 'manifest.json'));
const missing = models.flatMap(fetchableFiles).filter(({ file }) => names.includes(file));

console.error(`set-up: fetching ${missing.length} model ${missing.length === 1 ? 'file' : 'files'}`);
try {
  await fetchModelFiles(missing, folder, { onProgress: showProgress });
  console.error(`${startOfLine}set-up: models are in place`);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(`${startOfLine}set-up: ${error.message}`);
  process.exitCode = 1;
}

function showProgress(packageName: string, receivedBytes: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`${startOfLine}set-up: ${packageName}, ${(receivedBytes / 1e6).toFixed(1)} MB`);
}
