// Fetches what is missing of the packs that are fetched unasked. The set-up calls it; its messages
// go to standard error.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../engine/contract/app-error.ts';
import { fetchModelFiles } from '../engine/inference/fetch-model.ts';
import { type FetchableFile, fetchableFiles, readModelManifest } from '../engine/inference/model-manifest.ts';

/** On a terminal, over the progress that stands there. */
const startOfLine = process.stderr.isTTY ? '\r\x1b[K' : '';
const folder = path.resolve(import.meta.dirname, '../models');
const { packs, models } = await readModelManifest(path.join(folder, 'manifest.json'));
const wanted = new Set(packs.filter((pack) => pack.fetched).flatMap((pack) => Object.values(pack.models)));
const missing: FetchableFile[] = [];
for (const file of models.filter(({ id }) => wanted.has(id)).flatMap(fetchableFiles)) {
  if (!(await isIntact(file))) missing.push(file);
}

console.error(`set-up: fetching ${missing.length} model files`);
try {
  await fetchModelFiles(missing, folder, { onProgress: showProgress });
  console.error(`${startOfLine}set-up: models are in place`);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(`${startOfLine}set-up: ${error.message}`);
  process.exitCode = 1;
}

async function isIntact({ file, sha256 }: FetchableFile): Promise<boolean> {
  try {
    const content = await readFile(path.join(folder, file));
    return createHash('sha256').update(content).digest('hex') === sha256;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function showProgress(packageName: string, receivedBytes: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`${startOfLine}set-up: ${packageName}, ${(receivedBytes / 1e6).toFixed(1)} MB`);
}
