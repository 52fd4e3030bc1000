// Plain JavaScript, because it runs before the pinned Node does: any Node from 20 on.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from './error-code.mjs';

/**
 * Names of the files that belong to a pack that is fetched unasked, and that neither the folder of
 * `MODEL_DIR` nor `models/` holds intact.
 *
 * @param {string} root
 */
export function missingModels(root) {
  /** @type {import('../engine/inference/model-manifest.ts').ModelManifest} */
  const { packs, models } = JSON.parse(readFileSync(path.join(root, 'models/manifest.json'), 'utf8'));
  const wanted = new Set(
    packs.filter(({ fetched }) => fetched).flatMap((pack) => Object.values(pack.models)),
  );
  const { MODEL_DIR: own } = process.env;
  const folders = [...(own ? [own] : []), path.join(root, 'models')];
  return models
    .filter(({ id }) => wanted.has(id))
    .flatMap((model) => [model, ...(model.characters ? [model.characters] : [])])
    .filter(({ source }) => 'npm' in source)
    .filter(({ file, sha256 }) => !folders.some((folder) => hashOf(path.join(folder, file)) === sha256))
    .map(({ file }) => file);
}

/** @param {string} file */
function hashOf(file) {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
