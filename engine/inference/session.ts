import * as ort from 'onnxruntime-node';
import { AppError } from '../contract/app-error.ts';
import type { Provider } from './providers.ts';

/** Dense float32 tensor, row-major. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A free dimension is given by its name. */
export interface TensorShape {
  readonly name: string;
  readonly dims: readonly (number | string)[];
}

/** A network in memory: one float32 input, named float32 outputs. */
export interface Session {
  readonly provider: Provider;
  readonly input: TensorShape;
  readonly outputs: readonly TensorShape[];
  /**
   * @throws {AppError} `MODEL_INCOMPATIBLE` for a tensor of another shape than the network's,
   *   `PROVIDER_FAILED` where onnxruntime gives up in the middle.
   */
  run(input: Tensor): Promise<Readonly<Record<string, Tensor>>>;
  dispose(): Promise<void>;
}

export interface SessionOptions {
  readonly provider: Provider;
  /** Of the CPU provider. Times the number of worker processes they stay within the cores. */
  readonly threads: number;
}

/**
 * Resident bytes that the runs of one session may add before it is loaded anew (100 ms). onnxruntime's
 * arena keeps every block it ever took, so that images of ever other shapes make it grow: that of
 * PP-OCRv4's DBNet holds 125 MB after one at 960×960, 315 MB after twelve shapes up to 1280×1280.
 */
const arenaLimit = 256 * 2 ** 20;

/**
 * Loads a network. onnxruntime-node works in the calling thread, loading and running alike: sessions
 * of one process do not run side by side, those of several processes do.
 *
 * @param model path of an ONNX file, or its bytes
 * @throws {AppError} `MODEL_INCOMPATIBLE` where it is no network of one image in, tensors out;
 *   `PROVIDER_FAILED` where another provider than the CPU cannot take it.
 */
export async function openSession(model: string | Uint8Array, options: SessionOptions): Promise<Session> {
  let network = await create(model, options);
  const [input] = network.inputMetadata;
  if (network.inputMetadata.length !== 1 || !input?.isTensor || input.type !== 'float32') {
    await network.release();
    throw new AppError(
      'MODEL_INCOMPATIBLE',
      `${nameOf(model)} takes ${network.inputNames.join(', ')}, not one float32 tensor. Use a model of the kinds that models/README.md describes.`,
    );
  }
  const outputs = network.outputMetadata.flatMap((output) =>
    output.isTensor && output.type === 'float32' ? [{ name: output.name, dims: output.shape }] : [],
  );
  const names = outputs.map(({ name }) => name);
  let grownBy = 0;
  return {
    provider: options.provider,
    input: { name: input.name, dims: input.shape },
    outputs,
    run: async (tensor) => {
      requireShape(tensor, input.shape, nameOf(model));
      const before = process.memoryUsage.rss();
      const result = await runNetwork(network, { [input.name]: tensor }, names, options.provider);
      grownBy += Math.max(0, process.memoryUsage.rss() - before);
      if (grownBy > arenaLimit) {
        await network.release();
        network = await create(model, options);
        grownBy = 0;
      }
      return result;
    },
    dispose: () => network.release(),
  };
}

async function create(
  model: string | Uint8Array,
  { provider, threads }: SessionOptions,
): Promise<ort.InferenceSession> {
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Without the arena each run pays for fresh pages; with memory patterns it plans a block of its
    // own for every shape (measured over nine shapes: 180 MB more, no faster).
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 3,
  };
  try {
    // One of the two signatures each, or TypeScript chooses neither.
    return typeof model === 'string'
      ? await ort.InferenceSession.create(model, options)
      : await ort.InferenceSession.create(model, options);
  } catch (error) {
    if (provider !== 'cpu') throw providerFailed(provider, error);
    throw new AppError(
      'MODEL_INCOMPATIBLE',
      `${nameOf(model)} is no network that onnxruntime can load: ${firstLine(error)} Use a model of the kinds that models/README.md describes.`,
      { cause: error },
    );
  }
}

async function runNetwork(
  network: ort.InferenceSession,
  feeds: Readonly<Record<string, Tensor>>,
  names: readonly string[],
  provider: Provider,
): Promise<Readonly<Record<string, Tensor>>> {
  try {
    const inputs = Object.entries(feeds).map(([name, { data, dims }]) => [
      name,
      new ort.Tensor('float32', data, dims),
    ]);
    const result = await network.run(Object.fromEntries(inputs), names);
    return Object.fromEntries(
      names.map((name) => {
        const output = result[name];
        if (!(output?.data instanceof Float32Array)) throw new Error(`There is no output ${name}.`);
        return [name, { data: output.data, dims: output.dims }];
      }),
    );
  } catch (error) {
    throw providerFailed(provider, error);
  }
}

function requireShape(tensor: Tensor, expected: readonly (number | string)[], model: string): void {
  const elements = tensor.dims.reduce((product, dim) => product * dim, 1);
  const fits =
    tensor.dims.length === expected.length &&
    expected.every((dim, axis) => typeof dim === 'string' || dim === tensor.dims[axis]) &&
    elements === tensor.data.length &&
    elements > 0;
  if (fits) return;
  throw new AppError(
    'MODEL_INCOMPATIBLE',
    `${model} takes ${describeShape(expected)}, and was given ${describeShape(tensor.dims)} with ${tensor.data.length} values. Use a model that fits its architecture in models/manifest.json.`,
  );
}

/** `1×3×640×640`; a free dimension is a `?`, since exporters name them after their own innards. */
export function describeShape(dims: readonly (number | string)[]): string {
  return dims.map((dim) => (typeof dim === 'number' ? dim : '?')).join('×');
}

function providerFailed(provider: Provider, error: unknown): AppError {
  const advice =
    provider === 'cpu'
      ? 'Close other programs, which may leave too little memory, and try again.'
      : 'Set USE_GPU=false to work on the CPU alone.';
  return new AppError('PROVIDER_FAILED', `onnxruntime failed on ${provider}: ${firstLine(error)} ${advice}`, {
    cause: error,
  });
}

function firstLine(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  return message.endsWith('.') ? message : `${message}.`;
}

function nameOf(model: string | Uint8Array): string {
  return typeof model === 'string' ? model : 'The model';
}
