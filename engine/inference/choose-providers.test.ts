import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallArcface } from '../../test/fixtures/small-models.ts';
import { need, swiftShader } from '../../test/parts.ts';
import { type ChoiceOptions, chooseProviders } from './choose-providers.ts';
import { accelerators, type Provider, parseUseGpu } from './providers.ts';
import { forkWorker, type SpawnWorker } from './worker-process.ts';

let folder: string;
let model: { path: string; architecture: 'arcface' };

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-providers-'));
  model = { path: path.join(folder, 'small.onnx'), architecture: 'arcface' };
  await writeFile(model.path, smallArcface());
});
afterEach(() => rm(folder, { recursive: true }));

/** Counts the processes that are started to try a provider. */
function probes(entry: string, env: Record<string, string> = {}): SpawnWorker & { count: number } {
  const spawn = () => {
    spawn.count += 1;
    return forkWorker(new URL(entry, import.meta.url), env);
  };
  spawn.count = 0;
  return spawn;
}

const realProbe = './provider-probe.ts';

async function choose(
  providers: readonly Provider[],
  spawnProbe: SpawnWorker,
  probeTimeout = 60_000,
  how: Pick<ChoiceOptions, 'rememberedOnly' | 'signal'> = {},
) {
  const options = { accelerators: providers, threads: 1, cacheFile: path.join(folder, 'proofs.json') };
  const choices = await chooseProviders([model], { ...options, spawnProbe, probeTimeout, ...how });
  return choices.get(model)!;
}

test('each platform has its order, and USE_GPU=false has none', () => {
  expect(accelerators('win32', 'auto')).toEqual(['dml', 'webgpu']);
  expect(accelerators('darwin', 'true')).toEqual(['coreml', 'webgpu']);
  expect(accelerators('linux', 'auto')).toEqual(['cuda', 'webgpu']);
  expect(accelerators('freebsd', 'auto')).toEqual([]);
  expect(accelerators('linux', 'false')).toEqual([]);
  expect([undefined, '', 'True', ' false', 'maybe'].map(parseUseGpu)).toEqual([
    'auto',
    'auto',
    'true',
    'false',
    'auto',
  ]);
});

test('WebGPU on SwiftShader is proven right, and refused since it is slower than the CPU', async (context) => {
  const driver = need(context, swiftShader);
  const spawn = probes(realProbe, { VK_DRIVER_FILES: driver, LD_LIBRARY_PATH: path.dirname(driver) });
  const choice = await choose(['webgpu'], spawn);
  expect(choice.provider).toBe('cpu');
  expect(choice.refused).toEqual([
    { provider: 'webgpu', reason: expect.stringMatching(/^webgpu takes [\d.]+ ms, the CPU [\d.]+ ms\.$/) },
  ]);
});

test('a driver that is not there costs nothing but a reason', async () => {
  const choice = await choose(['webgpu'], probes(realProbe, { VK_DRIVER_FILES: '/nowhere.json' }));
  expect(choice.provider).toBe('cpu');
  expect(choice.refused[0]?.reason).toContain('onnxruntime failed on webgpu');
});

test('a provider that this build does not have is passed over for the next', async () => {
  const absent = process.platform === 'darwin' ? 'dml' : 'coreml';
  const spawn = probes(realProbe);
  const choice = await choose([absent, 'cuda'], spawn);
  expect(choice.provider).toBe('cpu');
  expect(choice.refused.map(({ provider }) => provider)).toEqual([absent, 'cuda']);
  expect(choice.refused[0]?.reason).toContain('backend not found');
  expect(spawn.count).toBe(2);
});

const harm = '../../test/fixtures/harmful-probe.ts';

test.each([
  ['crashes natively', 'abort', /webgpu ended the process that tried it.*SIGABRT/],
  ['is killed', 'kill', /webgpu ended the process that tried it.*SIGKILL/],
  ['hangs', 'hang', /webgpu ended the process that tried it.*did not answer within 1 s/],
])('a provider that %s is not used, and not tried again', async (_, deed, reason) => {
  const spawn = probes(harm, { HARM: deed });
  const first = await choose(['webgpu'], spawn, 1_000);
  expect(first).toEqual({
    provider: 'cpu',
    refused: [{ provider: 'webgpu', reason: expect.stringMatching(reason) }],
  });
  expect(await choose(['webgpu'], spawn)).toEqual(first);
  expect(spawn.count).toBe(1);
});

test('a provider that is right and faster is used, and believed at the next start', async () => {
  const spawn = probes(harm, { HARM: 'none' });
  expect(await choose(['dml', 'webgpu'], spawn)).toEqual({ provider: 'dml', refused: [] });
  expect((await choose(['dml', 'webgpu'], spawn)).provider).toBe('dml');
  expect(spawn.count).toBe(1);
});

test('who cannot wait is told what is remembered, and nothing is tried', async () => {
  const spawn = probes(harm, { HARM: 'none' });
  const remembered = () => choose(['webgpu'], spawn, 1_000, { rememberedOnly: true });
  expect(await remembered()).toEqual({ provider: 'cpu', refused: [] });
  expect(spawn.count).toBe(0);
  await choose(['webgpu'], spawn);
  expect((await remembered()).provider).toBe('webgpu');
});

test('trying that is broken off says nothing of the provider', async () => {
  const closing = new AbortController();
  const trying = choose(['webgpu'], probes(harm, { HARM: 'hang' }), 60_000, { signal: closing.signal });
  setTimeout(() => closing.abort(), 300);
  await expect(trying).rejects.toThrow('aborted');
  expect((await choose(['webgpu'], probes(harm, { HARM: 'none' }))).provider).toBe('webgpu');
});

test('another model file is another proof, and a damaged memory of proofs is none', async () => {
  const spawn = probes(harm, { HARM: 'none' });
  await choose(['webgpu'], spawn);
  await writeFile(model.path, Buffer.concat([smallArcface(), Buffer.from([0x2a, 0])]));
  await choose(['webgpu'], spawn);
  expect(spawn.count).toBe(2);
  await writeFile(path.join(folder, 'proofs.json'), '{"half a');
  expect((await choose(['webgpu'], spawn)).provider).toBe('webgpu');
  expect(spawn.count).toBe(3);
});
