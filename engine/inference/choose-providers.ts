import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { JsonCache } from './json-cache.ts';
import type { ProbeSetup } from './provider-probe.ts';
import { type ModelToProve, Proof } from './provider-proof.ts';
import type { Provider } from './providers.ts';
import { SupervisedWorker, WorkerDied } from './supervised-worker.ts';
import { forkWorker, type SpawnWorker } from './worker-process.ts';

export interface ProviderChoice {
  readonly provider: Provider;
  /** What was tried before it, and why it is not used. */
  readonly refused: readonly { readonly provider: Provider; readonly reason: string }[];
}

export interface ChoiceOptions {
  /** Best first; the CPU comes after them unasked. */
  readonly accelerators: readonly Provider[];
  /** Threads of a session on the CPU, which an accelerator has to beat. */
  readonly threads: number;
  /** Where outcomes are remembered, so that only the first start on a machine pays for them. */
  readonly cacheFile: string;
  /** Only what is remembered counts, and nothing is tried: a network that nobody tried yet gets the CPU. */
  readonly rememberedOnly?: boolean;
  /** Ends the trying: what was not proven by then is not remembered, and the call rejects. */
  readonly signal?: AbortSignal;
  /** Whether what is remembered is proven anew. */
  readonly again?: boolean;
  readonly spawnProbe?: SpawnWorker;
  /** For one model on one provider, compiling its shaders included; milliseconds. */
  readonly probeTimeout?: number;
}

/** An update of a driver may leave no trace that is looked at, so nothing is believed for ever. */
const proofLifetime = 30 * 24 * 3_600_000;

const RememberedProof = Proof.extend({ at: z.number() });

/**
 * Gives each model the first accelerator that is right and faster than the CPU, else the CPU. Each
 * accelerator is tried in a process of its own: one that crashes or hangs there is not used for any
 * model, and never fails this program.
 */
export async function chooseProviders<Model extends ModelToProve>(
  models: readonly Model[],
  options: ChoiceOptions,
): Promise<ReadonlyMap<Model, ProviderChoice>> {
  const cache = new JsonCache(options.cacheFile, RememberedProof);
  const refused = new Map<Model, { provider: Provider; reason: string }[]>();
  const chosen = new Map<Model, Provider>();
  for (const provider of options.accelerators) {
    await using probe = new Probe(provider, options);
    const machine = await fingerprint(provider, options.threads);
    for (const model of models.filter((candidate) => !chosen.has(candidate))) {
      const { size, mtimeMs } = await stat(model.path);
      const key = `${provider} ${path.basename(model.path)} ${hash([machine, model.path, model.architecture, size, mtimeMs])}`;
      const remembered = await cache.get(key);
      const fresh =
        remembered && !options.again && Date.now() - remembered.at < proofLifetime ? remembered : null;
      if (!fresh && options.rememberedOnly) continue;
      const proof = fresh ?? (await probe.prove(model));
      options.signal?.throwIfAborted();
      if (!fresh) await cache.set(key, { ...proof, at: Date.now() });
      if (proof.refusal === null) chosen.set(model, provider);
      else refused.set(model, [...(refused.get(model) ?? []), { provider, reason: proof.refusal }]);
    }
  }
  return new Map(
    models.map((model) => [
      model,
      { provider: chosen.get(model) ?? 'cpu', refused: refused.get(model) ?? [] },
    ]),
  );
}

/** The probe's process: started with the first model, and not again once it has died. */
class Probe {
  readonly #provider: Provider;
  readonly #options: ChoiceOptions;
  #worker: SupervisedWorker<ProbeSetup, ModelToProve, null, Proof> | null = null;
  #death: string | null = null;

  constructor(provider: Provider, options: ChoiceOptions) {
    this.#provider = provider;
    this.#options = options;
  }

  async prove(model: ModelToProve): Promise<Proof> {
    if (this.#death !== null) return refusal(this.#death);
    try {
      this.#worker ??= this.#start();
      await this.#worker.ready;
      return await this.#worker.run(
        { path: model.path, architecture: model.architecture },
        new AbortController().signal,
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!(error instanceof WorkerDied)) return refusal(reason);
      this.#death = `${this.#provider} ended the process that tried it. ${reason}`;
      return refusal(this.#death);
    }
  }

  #start(): SupervisedWorker<ProbeSetup, ModelToProve, null, Proof> {
    const { spawnProbe, probeTimeout = 20_000, threads, signal } = this.#options;
    const worker = new SupervisedWorker<ProbeSetup, ModelToProve, null, Proof>(
      spawnProbe ?? (() => forkWorker(new URL('./provider-probe.ts', import.meta.url))),
      { provider: this.#provider, threads },
      {
        startTimeout: 30_000,
        taskTimeout: probeTimeout,
        hardMemoryLimit: 4 * 2 ** 30,
        stopTimeout: 2_000,
      },
    );
    signal?.addEventListener('abort', () => worker.kill(), { once: true });
    return worker;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker?.stop();
  }
}

function refusal(reason: string): Proof {
  return { refusal: reason, providerMs: null, cpuMs: null };
}

/** What a proof depends on besides the model: another machine, driver or onnxruntime is another proof. */
async function fingerprint(provider: Provider, threads: number): Promise<string> {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  const cpu = os.cpus()[0]?.model ?? '';
  return hash([
    version,
    provider,
    threads,
    [process.platform, process.arch, os.release(), os.version(), cpu],
    await driverFacts(),
  ]);
}

/** Cheap traces of an installed or updated driver. Those of macOS come with the system's release. */
async function driverFacts(): Promise<unknown> {
  if (process.platform === 'win32') {
    const store = path.join(
      process.env['SystemRoot'] ?? 'C:\\Windows',
      'System32/DriverStore/FileRepository',
    );
    return modified(store);
  }
  if (process.platform !== 'linux') return null;
  const folders = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d'];
  const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  const files = folders.flatMap((folder, index) =>
    (names[index] ?? []).map((name) => path.join(folder, name)),
  );
  return [
    await readFile('/proc/driver/nvidia/version', 'utf8').catch(() => null),
    process.env['VK_DRIVER_FILES'],
    await Promise.all(files.map(async (file) => [file, await modified(file)])),
  ];
}

async function modified(file: string): Promise<number | null> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
