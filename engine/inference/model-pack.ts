import { readFile } from 'node:fs/promises';
import { AppError } from '../contract/app-error.ts';
import { requireArchitecture, warmUpTensor } from './architectures.ts';
import type { EmbeddingTrust, ModelArchitecture, ModelRole } from './model-manifest.ts';
import type { Provider } from './providers.ts';
import { openSession, type Session, type Tensor } from './session.ts';

/** A model whose file is there and whole, with the provider to run it on: plain data for a worker. */
export interface PreparedModel {
  readonly id: string;
  readonly role: ModelRole;
  readonly architecture: ModelArchitecture;
  readonly path: string;
  /** Of a text recogniser: the file of its characters, one a line. */
  readonly charactersPath: string | null;
  /** Of a face embedder; absent where nobody measured it. */
  readonly trust?: EmbeddingTrust | undefined;
  readonly provider: Provider;
}

/** What became of a prepared model in one process. */
export interface LoadReport {
  readonly id: string;
  readonly provider: Provider;
  /** First run after loading, milliseconds. */
  readonly warmUpMs: number;
}

export interface LoadedModel {
  readonly id: string;
  readonly architecture: ModelArchitecture;
  readonly trust?: EmbeddingTrust | undefined;
  /** Vision's `RunModel`. */
  readonly run: (input: Tensor) => Promise<Readonly<Record<string, Tensor>>>;
}

export interface TextRecognizer extends LoadedModel {
  /** `characters[i]` is class i + 1; class 0 is CTC's blank. */
  readonly characters: readonly string[];
}

/** The networks of one process, each warmed up. */
export interface LoadedPack {
  readonly faceDetector: LoadedModel;
  readonly faceEmbedder: LoadedModel;
  readonly bibDetector: LoadedModel | null;
  readonly textDetector: LoadedModel;
  readonly textRecognizer: TextRecognizer;
  readonly reports: readonly LoadReport[];
  dispose(): Promise<void>;
}

export interface LoadOptions {
  readonly threads: number;
  /** Hears of a provider that was proven and fails all the same. */
  readonly log: (line: string) => void;
}

/**
 * Loads and warms up the models of a pack in this process, one after the other: onnxruntime-node
 * holds the thread while it loads and while it runs, so that side by side they would only blur each
 * other's times. Workers, each in its own process, do load side by side.
 *
 * @throws {AppError} `MODEL_INCOMPATIBLE` for a file that is not what the manifest declares
 */
export async function loadModelPack(
  prepared: readonly PreparedModel[],
  options: LoadOptions,
): Promise<LoadedPack> {
  await using opened = new AsyncDisposableStack();
  const loaded: Awaited<ReturnType<typeof loadModel>>[] = [];
  for (const model of prepared) {
    const one = await loadModel(model, options);
    opened.defer(() => one.dispose());
    loaded.push(one);
  }
  const byRole = (role: ModelRole) => loaded[prepared.findIndex((model) => model.role === role)];
  const required = (role: ModelRole) => {
    const model = byRole(role);
    if (!model) throw new Error(`The pack has no ${role}.`);
    return model;
  };
  const [faceDetector, faceEmbedder] = [required('faceDetector'), required('faceEmbedder')];
  const [textDetector, textRecognizer] = [required('textDetector'), required('textRecognizer')];
  const kept = opened.move();
  return {
    faceDetector,
    faceEmbedder,
    bibDetector: byRole('bibDetector') ?? null,
    textDetector,
    textRecognizer,
    reports: loaded.map(({ report }) => report),
    dispose: () => kept.disposeAsync(),
  };
}

/** One model by itself, for who wants to know whether it works. */
export async function loadModel(
  model: PreparedModel,
  options: LoadOptions,
): Promise<TextRecognizer & { readonly report: LoadReport; dispose(): Promise<void> }> {
  const network = await openWithFallback(model, options);
  try {
    requireArchitecture(network.session, model.architecture, model.path);
    const start = performance.now();
    const outputs = await network.run(warmUpTensor(network.session, model.architecture));
    const warmUpMs = performance.now() - start;
    return {
      id: model.id,
      architecture: model.architecture,
      trust: model.trust,
      characters: model.charactersPath ? await readCharacters(model, model.charactersPath, outputs) : [],
      run: network.run,
      report: { id: model.id, provider: network.session.provider, warmUpMs },
      dispose: () => network.session.dispose(),
    };
  } catch (error) {
    await network.session.dispose();
    throw error;
  }
}

/** A provider that fails, at the start or in the middle, is given up for the CPU. */
async function openWithFallback(model: PreparedModel, { threads, log }: LoadOptions) {
  const onCpu = (error: unknown): Promise<Session> => {
    if (model.provider === 'cpu' || !(error instanceof AppError) || error.code !== 'PROVIDER_FAILED')
      throw error;
    log(`${model.id} goes on with the CPU. ${error.message}`);
    return openSession(model.path, { provider: 'cpu', threads });
  };
  const network = {
    session: await openSession(model.path, { provider: model.provider, threads }).catch(onCpu),
    run: async (input: Tensor): Promise<Readonly<Record<string, Tensor>>> => {
      const tried = network.session;
      try {
        return await tried.run(input);
      } catch (error) {
        if (tried.provider === 'cpu') throw error;
        if (network.session === tried) {
          network.session = await onCpu(error);
          await tried.dispose();
        }
        return network.session.run(input);
      }
    },
  };
  return network;
}

/**
 * PaddleOCR's lists leave out the space, which its networks have as their last class. A list of
 * another model would shift every character.
 */
async function readCharacters(
  model: PreparedModel,
  file: string,
  outputs: Readonly<Record<string, Tensor>>,
): Promise<readonly string[]> {
  const lines = (await readFile(file, 'utf8')).replace(/\r?\n$/, '').split(/\r?\n/);
  const classes = Object.values(outputs)[0]?.dims.at(-1);
  if (classes === lines.length + 1) return lines;
  if (classes === lines.length + 2) return [...lines, ' '];
  throw new AppError(
    'MODEL_INCOMPATIBLE',
    `${model.path} tells ${classes} classes apart, but ${file} lists ${lines.length} characters. Put the list that belongs to the model beside it.`,
  );
}
