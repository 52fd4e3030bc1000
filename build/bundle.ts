// Builds what a window and Electron run: the page, main, the preload, the engine's process and its
// workers, into `dist/`. Nothing is done where no source has changed since.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
export const dist = path.join(root, 'dist');

/**
 * Packages with native parts, found at run time beside the bundle. Their files are the same under Node
 * and under Electron. `electron` comes with what runs the program.
 */
export const externalPackages = ['better-sqlite3', 'onnxruntime-node', 'sharp', 'sqlite-vec'] as const;

/** Modules that become files of their own: the engine starts them as processes and threads. */
const engineEntries = {
  'engine-process': 'electron/engine-process.ts',
  'analysis-worker': 'engine/app/analysis-worker.ts',
  'provider-probe': 'engine/inference/provider-probe.ts',
  'worker-guard': 'engine/inference/worker-guard.ts',
} as const;

interface Part {
  readonly name: string;
  /** Folders and files that it is made of. */
  readonly sources: readonly string[];
  readonly config: InlineConfig;
}

const nodeTarget = 'node24';

const parts: readonly Part[] = [
  {
    name: 'engine',
    sources: ['engine', 'electron', 'messages'],
    config: forNode('engine', engineEntries, 'es'),
  },
  {
    name: 'electron',
    sources: ['engine', 'electron', 'messages', 'build/icons'],
    config: forNode('electron', { main: 'electron/main.ts' }, 'es'),
  },
  {
    // A sandboxed preload is one CommonJS file.
    name: 'preload',
    sources: ['engine/contract', 'electron'],
    config: forNode('preload', { preload: 'electron/preload/preload.ts' }, 'cjs'),
  },
  {
    name: 'renderer',
    sources: ['engine/contract', 'messages', 'renderer'],
    config: {
      configFile: path.join(root, 'renderer', 'vite.config.ts'),
      build: {
        outDir: path.join(dist, 'renderer'),
        emptyOutDir: true,
        // It is read from this machine's disk.
        chunkSizeWarningLimit: 2_000,
      },
    },
  },
];

/** Brings `dist/` up to date, or only some parts of it; `log` hears what is built. */
export async function bundle(
  log: (line: string) => void = () => {},
  names: readonly string[] = parts.map(({ name }) => name),
): Promise<void> {
  await mkdir(dist, { recursive: true });
  for (const part of parts.filter(({ name }) => names.includes(name))) {
    const stamp = path.join(dist, `.${part.name}.stamp`);
    const now = await fingerprint(part.sources);
    if (now === (await readFile(stamp, 'utf8').catch(() => null))) continue;
    const started = performance.now();
    await rm(stamp, { force: true });
    await build({ logLevel: 'warn', ...part.config });
    await writeFile(stamp, now);
    log(`Built ${part.name} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  }
}

/** A program for Node out of these entries, in a folder of `dist/` of this name. */
function forNode(
  name: string,
  entries: Readonly<Record<string, string>>,
  format: 'es' | 'cjs',
): InlineConfig {
  const input = Object.fromEntries(
    Object.entries(entries).map(([entry, file]) => [entry, path.join(root, file)]),
  );
  return {
    root,
    configFile: false,
    plugins: [filesByAddress(new Set(Object.keys(entries)))],
    publicDir: false,
    ssr: { noExternal: true, external: [...externalPackages, 'electron'], target: 'node' },
    build: {
      ssr: true,
      target: nodeTarget,
      outDir: path.join(dist, name),
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external: [...externalPackages, 'electron'],
        output: {
          format,
          // All in one folder, so that `./worker.js` beside a module is the worker, from wherever it is asked for.
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  };
}

/**
 * `new URL('./worker.ts', import.meta.url)` names a file beside the source; in the bundle it is the entry
 * of that name beside the chunk.
 */
function filesByAddress(entries: ReadonlySet<string>): Plugin {
  return {
    name: 'files-by-address',
    transform(code, id) {
      if (id.includes('node_modules')) return null;
      const changed = code.replaceAll(
        /new URL\((['"])\.\/([\w-]+)\.ts\1,\s*import\.meta\.url\)/g,
        (_whole, _quote, name: string) => {
          if (!entries.has(name)) this.error(`${id} starts ${name}.ts, which is no entry of this bundle.`);
          return `new URL('./${name}.js', import.meta.url)`;
        },
      );
      return changed === code ? null : { code: changed, map: null };
    },
  };
}

/** Changes whenever one of the sources does, or what they are built with. */
async function fingerprint(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of [...sources, 'build/bundle.ts', 'package-lock.json']) {
    for (const file of (await filesBelow(path.join(root, source))).toSorted()) {
      const { size, mtimeMs } = await stat(file);
      hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Of a folder the files that are built, of a file itself; none of what is not there. */
async function filesBelow(place: string): Promise<string[]> {
  const facts = await stat(place).catch(() => null);
  if (!facts) return [];
  if (facts.isFile()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

if (import.meta.main) await bundle((line) => console.log(line));
