import * as z from 'zod';
import { requireArchitecture, warmUpTensor } from './architectures.ts';
import type { ModelArchitecture } from './model-manifest.ts';
import type { Provider } from './providers.ts';
import { openSession, type Session, type Tensor } from './session.ts';

/** What came of trying a provider on a model. */
export const Proof = z.object({
  /** Why the provider is not used; null where it is right and faster than the CPU. */
  refusal: z.string().nullable(),
  /** Medians of warmed-up runs, milliseconds; null where it did not run. */
  providerMs: z.number().nullable(),
  cpuMs: z.number().nullable(),
});
export type Proof = z.infer<typeof Proof>;

export interface ModelToProve {
  readonly path: string;
  readonly architecture: ModelArchitecture;
}

/**
 * How far an output may be from the CPU's, as a part of its largest value. Half precision on a
 * whole network stays within 0.01; a wrong kernel is off by a multiple of that.
 */
const tolerance = 0.02;
const timedRuns = 3;

/**
 * Runs a model on a provider and on the CPU. Belongs into a process that may crash.
 *
 * @param threads of the CPU's run: what the provider has to beat
 * @throws {AppError} where the model or the provider does not load or run
 */
export async function proveProvider(
  model: ModelToProve,
  provider: Provider,
  threads: number,
): Promise<Proof> {
  const accelerated = await openSession(model.path, { provider, threads });
  const cpu = await openSession(model.path, { provider: 'cpu', threads });
  try {
    requireArchitecture(cpu, model.architecture, model.path);
    const input = warmUpTensor(cpu, model.architecture);
    const difference = largestDifference(await cpu.run(input), await accelerated.run(input));
    return judge(provider, {
      difference,
      providerMs: await medianTime(accelerated, input),
      cpuMs: await medianTime(cpu, input),
    });
  } finally {
    await accelerated.dispose();
    await cpu.dispose();
  }
}

/** The rule: as right as the CPU, and faster. */
export function judge(
  provider: Provider,
  { difference, providerMs, cpuMs }: { difference: number; providerMs: number; cpuMs: number },
): Proof {
  const wrong = `${provider} computes something else than the CPU: off by ${(difference * 100).toPrecision(2)} %.`;
  const slow = `${provider} takes ${providerMs.toFixed(1)} ms, the CPU ${cpuMs.toFixed(1)} ms.`;
  const refusal = difference > tolerance ? wrong : providerMs >= cpuMs ? slow : null;
  return { refusal, providerMs, cpuMs };
}

/**
 * The largest distance between two sets of outputs, as a part of the largest value of the output
 * that it is found in; infinite where an output is absent, of another size, or not a number.
 */
export function largestDifference(
  expected: Readonly<Record<string, Tensor>>,
  got: Readonly<Record<string, Tensor>>,
): number {
  let largest = 0;
  for (const [name, { data }] of Object.entries(expected)) {
    const other = got[name]?.data;
    if (other?.length !== data.length) return Number.POSITIVE_INFINITY;
    let scale = Number.MIN_VALUE;
    let distance = 0;
    for (let index = 0; index < data.length; index += 1) {
      const value = data[index] ?? Number.NaN;
      const otherValue = other[index] ?? Number.NaN;
      if (!Number.isFinite(otherValue)) return Number.POSITIVE_INFINITY;
      scale = Math.max(scale, Math.abs(value));
      distance = Math.max(distance, Math.abs(value - otherValue));
    }
    largest = Math.max(largest, distance / scale);
  }
  return largest;
}

async function medianTime(session: Session, input: Tensor): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < timedRuns; run += 1) {
    const start = performance.now();
    await session.run(input);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(timedRuns / 2)] ?? 0;
}
