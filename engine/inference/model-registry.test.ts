import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { doublingDbnet, evenCtc, smallArcface } from '../../test/fixtures/small-models.ts';
import { AppError } from '../contract/app-error.ts';
import type { FetchableFile, ModelEntry, ModelManifest } from './model-manifest.ts';
import { type LoadedModel, loadModel, type PreparedModel } from './model-pack.ts';
import { ModelRegistry } from './model-registry.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const npm = (file: string) => ({ npm: 'models', version: '1.0.0', integrity: 'sha512-', path: file });

const contents: Record<string, Uint8Array> = {
  'embedder.onnx': smallArcface(),
  'reader.onnx': evenCtc(12),
  'digits.txt': new TextEncoder().encode('0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n'),
};
const fetchable = (file: string): FetchableFile => ({
  file,
  bytes: contents[file]!.length,
  sha256: sha256(contents[file]!),
  source: npm(file),
});
const embedder: ModelEntry = {
  id: 'small-embedder',
  role: 'faceEmbedder',
  architecture: 'arcface',
  licence: 'MIT',
  ...fetchable('embedder.onnx'),
};
const reader: ModelEntry = {
  id: 'small-reader',
  role: 'textRecognizer',
  architecture: 'ctc',
  licence: 'MIT',
  ...fetchable('reader.onnx'),
  characters: fetchable('digits.txt'),
};
const bibs: ModelEntry = {
  id: 'own-bibs',
  role: 'bibDetector',
  architecture: 'dbnet',
  licence: 'yours',
  file: 'bibs.onnx',
  source: { user: 'Train one.' },
};
const manifest: ModelManifest = {
  packs: [
    {
      id: 'small',
      name: 'Small',
      fetched: true,
      models: { faceEmbedder: embedder.id, textRecognizer: reader.id, bibDetector: bibs.id },
    },
  ],
  models: [embedder, reader, bibs],
};

let home: string;
let fetched: string[];
let log: string[];

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'photofinish-models-'));
  await mkdir(path.join(home, 'models'));
  await writeFile(path.join(home, 'manifest.json'), JSON.stringify(manifest));
  fetched = [];
  log = [];
});
afterEach(() => rm(home, { recursive: true }));

/** In place of the registry's network. */
async function fetchFiles(files: readonly FetchableFile[], folder: string): Promise<void> {
  for (const { file } of files) {
    fetched.push(file);
    await writeFile(path.join(folder, file), contents[file]!);
  }
}

async function offline(): Promise<void> {
  throw new AppError('MODEL_MISSING', 'The registry cannot be reached.', { retryable: true });
}

const openRegistry = (env: NodeJS.ProcessEnv = {}, fetch = fetchFiles) =>
  ModelRegistry.open({
    home,
    log: (line) => log.push(line),
    env: { USE_GPU: 'false', ...env },
    programModels: home,
    fetchFiles: fetch,
  });

const stateOf = (registry: ModelRegistry, id: string) =>
  registry.packs[0]!.models.find((model) => model.id === id)!;

test('what is missing is fetched, and what is optional is not asked for', async () => {
  const registry = await openRegistry();
  expect(stateOf(registry, reader.id).state).toBe('verifying');
  const prepared = await registry.prepare('small', 1);
  expect(prepared.map(({ id }) => id)).toEqual([embedder.id, reader.id]);
  expect(fetched.sort()).toEqual(['digits.txt', 'embedder.onnx', 'reader.onnx']);
  expect(prepared[1]).toMatchObject({
    path: path.join(home, 'models/reader.onnx'),
    charactersPath: path.join(home, 'models/digits.txt'),
    provider: 'cpu',
  });
  expect(stateOf(registry, bibs.id)).toMatchObject({ state: 'absent', error: null });
  expect(stateOf(registry, reader.id)).toMatchObject({ state: 'loading', source: 'npm models@1.0.0' });
  registry.noteLoaded([{ id: reader.id, provider: 'cpu', warmUpMs: 12 }]);
  expect(stateOf(registry, reader.id)).toMatchObject({ state: 'ready', provider: 'cpu', warmUpMs: 12 });
});

test('a damaged file is found by its hash and fetched again', async () => {
  await (await openRegistry()).prepare('small', 1);
  const file = path.join(home, 'models/embedder.onnx');
  const damaged = await readFile(file);
  damaged[500]! ^= 1;
  await writeFile(file, damaged);
  fetched = [];
  await (await openRegistry()).prepare('small', 1);
  expect(fetched).toEqual(['embedder.onnx']);
  expect(log.at(-1)).toBe(`${file} is damaged, so it is fetched.`);
  expect(await readFile(file)).toEqual(Buffer.from(contents['embedder.onnx']!));
});

test('offline, a damaged and a missing file are sentences', async () => {
  await writeFile(path.join(home, 'models/embedder.onnx'), 'half a mod');
  const registry = await openRegistry({}, offline);
  await expect(registry.prepare('small', 1)).rejects.toMatchObject({
    code: 'MODEL_CORRUPT',
    message: `${path.join(home, 'models/embedder.onnx')} is damaged. The registry cannot be reached.`,
  });
  expect(stateOf(registry, reader.id)).toMatchObject({
    state: 'missing',
    error: { code: 'MODEL_MISSING', message: 'The registry cannot be reached.' },
  });
});

test('MODEL_DIR comes before the data folder, but not with a damaged file', async () => {
  const own = path.join(home, 'own');
  await mkdir(own);
  await fetchFiles([fetchable('embedder.onnx'), fetchable('reader.onnx')], path.join(home, 'models'));
  await fetchFiles([fetchable('embedder.onnx'), fetchable('digits.txt')], own);
  await writeFile(path.join(own, 'reader.onnx'), 'damaged');
  fetched = [];
  const prepared = await (await openRegistry({ MODEL_DIR: own })).prepare('small', 1);
  expect(fetched).toEqual([]);
  expect(prepared[0]?.path).toBe(path.join(own, 'embedder.onnx'));
  expect(prepared[1]?.path).toBe(path.join(home, 'models/reader.onnx'));
});

test('a file is hashed once, and again only when it may have changed', async () => {
  await fetchFiles(Object.keys(contents).map(fetchable), path.join(home, 'models'));
  const file = path.join(home, 'models/embedder.onnx');
  const then = new Date('2026-05-03T10:00:00Z');
  await utimes(file, then, then);
  await (await openRegistry()).prepare('small', 1);
  // Same size, time and inode: taken to be the same file, so the damage is not seen…
  const { ino } = await stat(file);
  await writeFile(file, new Uint8Array(contents['embedder.onnx']!.length));
  await utimes(file, then, then);
  expect((await stat(file)).ino).toBe(ino);
  await (await openRegistry({}, offline)).prepare('small', 1);
  // …until one of them differs.
  await utimes(file, then, new Date('2026-05-04T10:00:00Z'));
  await expect((await openRegistry({}, offline)).prepare('small', 1)).rejects.toThrow('is damaged');
});

test('a pack that nobody described is refused with those that are', async () => {
  await expect((await openRegistry()).prepare('large', 1)).rejects.toThrow(
    'There is no model pack large. Choose one of small.',
  );
});

test('every model that is there is tried, and one that is something else says so', async () => {
  await fetchFiles([fetchable('embedder.onnx')], path.join(home, 'models'));
  await writeFile(path.join(home, 'models/bibs.onnx'), smallArcface());
  const registry = await openRegistry({}, offline);
  await registry.tryAll(1);
  expect(stateOf(registry, embedder.id)).toMatchObject({ state: 'ready', provider: 'cpu' });
  expect(stateOf(registry, embedder.id).warmUpMs).toBeGreaterThan(0);
  expect(stateOf(registry, reader.id)).toMatchObject({ state: 'missing' });
  expect(stateOf(registry, bibs.id)).toMatchObject({
    state: 'failed',
    error: { code: 'MODEL_INCOMPATIBLE', message: expect.stringContaining('declared as dbnet') },
  });
});

const prepare = async (
  name: string,
  bytes: Uint8Array,
  rest: Partial<PreparedModel>,
): Promise<PreparedModel> => {
  const file = path.join(home, name);
  await writeFile(file, bytes);
  return {
    id: name,
    role: 'textDetector',
    architecture: 'dbnet',
    path: file,
    charactersPath: null,
    provider: 'cpu',
    ...rest,
  };
};
const load = (model: PreparedModel) => loadModel(model, { threads: 1, log: (line) => log.push(line) });

test('a proven provider that fails all the same is given up for the CPU, with the reason logged', async () => {
  const absent = process.platform === 'darwin' ? 'dml' : 'coreml';
  const loaded = await load(await prepare('double.onnx', doublingDbnet(), { provider: absent }));
  expect(loaded.report.provider).toBe('cpu');
  expect(log).toEqual([
    expect.stringContaining(`double.onnx goes on with the CPU. onnxruntime failed on ${absent}`),
  ]);
  const image = { dims: [1, 3, 1, 1], data: Float32Array.of(1, 2, 3) };
  expect(await (loaded satisfies LoadedModel).run(image)).toEqual({
    map: { dims: [1, 3, 1, 1], data: Float32Array.of(2, 4, 6) },
  });
  await loaded.dispose();
});

test('a list of characters belongs to its model', async () => {
  const charactersPath = path.join(home, 'digits.txt');
  await writeFile(charactersPath, contents['digits.txt']!);
  const ctc = { architecture: 'ctc', charactersPath } as const;
  const plain = await load(await prepare('plain.onnx', evenCtc(11), ctc));
  expect(plain.characters.join('')).toBe('0123456789');
  // PaddleOCR's networks know the space as well.
  const spaced = await load(await prepare('spaced.onnx', evenCtc(12), ctc));
  expect(spaced.characters.join('')).toBe('0123456789 ');
  await expect(load(await prepare('foreign.onnx', evenCtc(40), ctc))).rejects.toThrow(
    'tells 40 classes apart, but',
  );
  await Promise.all([plain.dispose(), spaced.dispose()]);
});
