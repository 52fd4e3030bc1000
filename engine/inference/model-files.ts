import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { JsonCache } from './json-cache.ts';

/**
 * Where models are looked for, in this order; `programModels` are the program's own, read-only in a
 * package.
 */
export function modelFolders(
  home: string,
  programModels: string,
  env: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  const own = env['MODEL_DIR'];
  return [...(own ? [own] : []), path.join(home, 'models'), programModels];
}

export type FoundFile =
  | { readonly state: 'found'; readonly path: string; readonly bytes: number }
  | { readonly state: 'missing' }
  | { readonly state: 'corrupt'; readonly path: string; readonly bytes: number };

const KnownHash = z.object({ size: z.number(), mtimeMs: z.number(), inode: z.number(), sha256: z.string() });

/**
 * Files of models by their names in the manifest. The first that is what the manifest says is
 * taken, so that a damaged file in one folder does not hide a whole one in the next. Reading 22 MB
 * to hash them costs a start 0.1 s; a file whose size, time and inode are as they were is not read again.
 */
export class ModelFiles {
  readonly #folders: readonly string[];
  readonly #hashes: JsonCache<z.infer<typeof KnownHash>>;

  constructor(folders: readonly string[], cacheFile: string) {
    this.#folders = folders;
    this.#hashes = new JsonCache(cacheFile, KnownHash);
  }

  /** @param sha256 undefined where every user has another file */
  async find(name: string, sha256: string | undefined): Promise<FoundFile> {
    let corrupt: FoundFile | null = null;
    for (const folder of this.#folders) {
      const file = path.resolve(folder, name);
      const facts = await stat(file).catch(() => null);
      if (!facts?.isFile()) continue;
      const found = { path: file, bytes: facts.size };
      if (sha256 === undefined || (await this.#hash(file, facts)) === sha256)
        return { state: 'found', ...found };
      corrupt ??= { state: 'corrupt', ...found };
    }
    return corrupt ?? { state: 'missing' };
  }

  /** Null for a file that cannot be read, which is then as good as a damaged one. */
  async #hash(
    file: string,
    { size, mtimeMs, ino: inode }: { size: number; mtimeMs: number; ino: number },
  ): Promise<string | null> {
    const known = await this.#hashes.get(file);
    if (known?.size === size && known.mtimeMs === mtimeMs && known.inode === inode) return known.sha256;
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(file), hash);
    } catch {
      return null;
    }
    const sha256 = hash.digest('hex');
    await this.#hashes.set(file, { size, mtimeMs, inode, sha256 });
    return sha256;
  }
}
