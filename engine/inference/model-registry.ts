import path from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { ModelStatus, PackStatus } from '../contract/model-status.ts';
import { chooseProviders } from './choose-providers.ts';
import type { fetchModelFiles } from './fetch-model.ts';
import { type FoundFile, ModelFiles, modelFolders } from './model-files.ts';
import {
  fetchableFiles,
  type ModelEntry,
  type ModelManifest,
  type ModelPack,
  readModelManifest,
} from './model-manifest.ts';
import { type LoadReport, loadModel, type PreparedModel } from './model-pack.ts';
import { accelerators, parseUseGpu, type UseGpu } from './providers.ts';

export interface RegistryOptions {
  /** Folder of the catalog: its `models/` is looked in and fetched into, its `cache/` remembers checks. */
  readonly home: string;
  /** The program's own `models/`: the manifest and the files that it names. */
  readonly programModels: string;
  readonly log: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  readonly fetchFiles?: typeof fetchModelFiles;
  /** Whether a GPU is used; as `USE_GPU` says where this is left out. */
  readonly gpu?: () => Promise<UseGpu>;
}

interface LocatedModel {
  readonly path: string;
  readonly charactersPath: string | null;
}

/** The models of this machine: which there are, whether they are whole, what runs them. */
export class ModelRegistry {
  readonly #manifest: ModelManifest;
  readonly #options: RegistryOptions;
  readonly #env: NodeJS.ProcessEnv;
  readonly #files: ModelFiles;
  readonly #statuses: Map<string, ModelStatus>;

  /** Use `open`. */
  private constructor(manifest: ModelManifest, options: RegistryOptions) {
    this.#manifest = manifest;
    this.#options = options;
    this.#env = options.env ?? process.env;
    this.#files = new ModelFiles(
      modelFolders(options.home, options.programModels, this.#env),
      path.join(options.home, 'cache', 'model-hashes.json'),
    );
    this.#statuses = new Map(manifest.models.map((model) => [model.id, unknownStatus(model)]));
  }

  static async open(options: RegistryOptions): Promise<ModelRegistry> {
    const file = path.join(options.programModels, 'manifest.json');
    return new ModelRegistry(await readModelManifest(file), options);
  }

  /** As known by now. */
  get packs(): PackStatus[] {
    return this.#manifest.packs.map((pack) => ({
      id: pack.id,
      name: pack.name,
      standard: pack.id === this.#manifest.packs[0]?.id,
      models: this.#modelsOf(pack).map((model) => this.#status(model)),
    }));
  }

  /**
   * Makes a pack ready to be loaded: each file found, checked, fetched again where it is missing or
   * damaged and may be fetched, and a provider chosen for it.
   *
   * @param threads of a session on the CPU
   * @param options.rememberedOnly whoever waits is not made to wait for a provider to be tried; see `proven`
   * @throws {AppError} `MODEL_MISSING`, `MODEL_CORRUPT`, `DISK_FULL`
   */
  async prepare(
    packId: string,
    threads: number,
    options: { rememberedOnly?: boolean } = {},
  ): Promise<readonly PreparedModel[]> {
    const pack = this.#manifest.packs.find(({ id }) => id === packId);
    if (!pack) {
      const known = this.#manifest.packs.map(({ id }) => id).join(', ');
      throw new AppError('MODEL_MISSING', `There is no model pack ${packId}. Choose one of ${known}.`);
    }
    const models = this.#modelsOf(pack);
    const located = await Promise.all(models.map((model) => this.#locateOrFetch(model)));
    const broken = models.map((model) => this.#status(model).error).find((error) => error !== null);
    if (broken) throw new AppError(broken.code, broken.message);
    return this.#withProviders(
      models.flatMap((model, index) => (located[index] ? [{ model, ...located[index] }] : [])),
      threads,
      options,
    );
  }

  /**
   * Prepared models on the providers that prove themselves, which takes seconds where a machine has a GPU
   * that nobody tried yet; null where each runs on its best already.
   */
  async proven(
    prepared: readonly PreparedModel[],
    threads: number,
    signal: AbortSignal,
  ): Promise<readonly PreparedModel[] | null> {
    const choices = await chooseProviders(prepared, {
      ...this.#choiceOptions(threads, await this.#gpu()),
      signal,
    });
    for (const model of prepared) this.#set(model.id, { refused: [...choices.get(model)!.refused] });
    const proven = prepared.map((model) => ({ ...model, provider: choices.get(model)!.provider }));
    const better = proven.filter(({ provider }, index) => provider !== prepared[index]!.provider);
    for (const { id, provider } of better) this.#set(id, { provider });
    return better.length > 0 ? proven : null;
  }

  /** Takes in what a process that loaded prepared models reported. */
  noteLoaded(reports: readonly LoadReport[]): void {
    for (const { id, provider, warmUpMs } of reports)
      this.#set(id, { state: 'ready', provider, warmUpMs, error: null });
  }

  /** Looks for the files of models of which nothing is known yet; loads and fetches nothing. */
  async look(): Promise<void> {
    for (const model of this.#manifest.models)
      if (this.#status(model).state === 'verifying') await this.#locate(model);
  }

  /**
   * Finds, loads and warms up every model that is there, one after the other; fetches nothing. `again` proves
   * providers anew, whatever is remembered; `pack` tries the models of one pack.
   */
  async tryAll(
    threads: number,
    { again = false, pack }: { again?: boolean; pack?: string } = {},
  ): Promise<void> {
    const packs = this.#manifest.packs.filter(({ id }) => pack === undefined || id === pack);
    for (const model of new Set(packs.flatMap((each) => this.#modelsOf(each)))) {
      const located = await this.#locate(model);
      if (!located) continue;
      try {
        const [prepared] = await this.#withProviders([{ model, ...located }], threads, { again });
        const loaded = await loadModel(prepared!, { threads, log: this.#options.log });
        this.noteLoaded([loaded.report]);
        await loaded.dispose();
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        this.#set(model.id, { state: 'failed', error: error.info });
      }
    }
  }

  async #withProviders(
    located: readonly (LocatedModel & { readonly model: ModelEntry })[],
    threads: number,
    { rememberedOnly = false, again = false } = {},
  ): Promise<readonly PreparedModel[]> {
    const useGpu = await this.#gpu();
    const candidates = located.map((one) => ({ ...one, architecture: one.model.architecture }));
    const choices = await chooseProviders(candidates, {
      ...this.#choiceOptions(threads, useGpu),
      // Who demands a GPU waits for it, and hears why there is none.
      rememberedOnly: rememberedOnly && useGpu !== 'true',
      again,
    });
    return candidates.map((candidate) => {
      const { model, path: file, charactersPath } = candidate;
      const { provider, refused } = choices.get(candidate)!;
      if (useGpu === 'true' && provider === 'cpu') {
        const reasons = refused.map(({ reason }) => reason).join(' ');
        this.#options.log(`${model.id} runs on the CPU though USE_GPU is true. ${reasons}`);
      }
      this.#set(model.id, { state: 'loading', provider, refused: [...refused] });
      return {
        id: model.id,
        role: model.role,
        architecture: model.architecture,
        path: file,
        charactersPath,
        trust: model.trust,
        provider,
      };
    });
  }

  async #gpu(): Promise<UseGpu> {
    return (await this.#options.gpu?.()) ?? parseUseGpu(this.#env['USE_GPU']);
  }

  #choiceOptions(threads: number, gpu: UseGpu) {
    return {
      accelerators: accelerators(process.platform, gpu),
      threads,
      cacheFile: path.join(this.#options.home, 'cache', 'provider-proofs.json'),
    };
  }

  async #locateOrFetch(model: ModelEntry): Promise<LocatedModel | null> {
    const located = await this.#locate(model);
    const { error, path: damaged } = this.#status(model);
    const files = fetchableFiles(model);
    if (located || !error || files.length === 0) return located;
    this.#options.log(`${damaged ?? model.file} is ${damaged ? 'damaged' : 'missing'}, so it is fetched.`);
    try {
      // Loaded when it is needed, which is not at a usual start: npm's client takes 0.2 s.
      const fetchFiles = this.#options.fetchFiles ?? (await import('./fetch-model.ts')).fetchModelFiles;
      await fetchFiles(files, path.join(this.#options.home, 'models'), { env: this.#env });
    } catch (failure) {
      if (!(failure instanceof AppError)) throw failure;
      const why = damaged ? `${damaged} is damaged. ${failure.message}` : failure.message;
      this.#set(model.id, { error: { code: damaged ? 'MODEL_CORRUPT' : failure.code, message: why } });
      return null;
    }
    return this.#locate(model);
  }

  /** Null where it is not there as it should be, with the reason in its status. */
  async #locate(model: ModelEntry): Promise<LocatedModel | null> {
    this.#set(model.id, { state: 'verifying', error: null });
    const file = await this.#files.find(model.file, model.sha256);
    const list = model.characters
      ? await this.#files.find(model.characters.file, model.characters.sha256)
      : null;
    const bad = file.state !== 'found' ? file : list && list.state !== 'found' ? list : null;
    if (file.state !== 'found' || bad) {
      this.#set(model.id, { ...problem(model, bad ?? file), path: bad && 'path' in bad ? bad.path : null });
      return null;
    }
    this.#set(model.id, { state: 'found', path: file.path, bytes: file.bytes });
    return { path: file.path, charactersPath: list?.state === 'found' ? list.path : null };
  }

  #modelsOf(pack: ModelPack): ModelEntry[] {
    return Object.values(pack.models).map((id) => {
      const model = this.#manifest.models.find((candidate) => candidate.id === id);
      if (!model)
        throw new Error(`The manifest's pack ${pack.id} names a model ${id} that it does not describe.`);
      return model;
    });
  }

  #status({ id }: ModelEntry): ModelStatus {
    return this.#statuses.get(id)!;
  }

  #set(id: string, facts: Partial<ModelStatus>): void {
    this.#statuses.set(id, { ...this.#statuses.get(id)!, ...facts });
  }
}

function unknownStatus(model: ModelEntry): ModelStatus {
  const { id, role, architecture, licence, source, bytes } = model;
  return {
    id,
    role,
    architecture,
    state: 'verifying',
    error: null,
    licence,
    source: 'npm' in source ? `npm ${source.npm}@${source.version}` : source.user,
    path: null,
    bytes: bytes ?? null,
    provider: null,
    refused: [],
    warmUpMs: null,
  };
}

function problem(model: ModelEntry, found: FoundFile): Pick<ModelStatus, 'state' | 'error'> {
  const remedy =
    'user' in model.source ? model.source.user : 'Connect to the network and start again, to fetch it.';
  if (found.state === 'corrupt') {
    const message = `${found.path} is damaged, or not the version that models/manifest.json describes. ${remedy}`;
    return { state: 'corrupt', error: { code: 'MODEL_CORRUPT', message } };
  }
  // The only model that the work can be done without.
  if (model.role === 'bibDetector') return { state: 'absent', error: null };
  return {
    state: 'missing',
    error: { code: 'MODEL_MISSING', message: `The model ${model.file} is not here. ${remedy}` },
  };
}
