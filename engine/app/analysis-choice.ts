import { availableParallelism, totalmem } from 'node:os';
import type { AnalysisStatus } from '../contract/analysis-status.ts';
import type { Preferences } from '../contract/preferences.ts';
import { parseUseGpu, type UseGpu } from '../inference/providers.ts';

/** What somebody chose in the settings; null leaves it to the machine. */
export type AnalysisChoice = Pick<Preferences, 'gpu' | 'workers'>;
export const nothingChosen: AnalysisChoice = { gpu: 'auto', workers: null };

const MEBIBYTE = 1024 ** 2;
/** What a worker holds with the standard pack, 24-megapixel photos under way; measured, rounded up. */
export const WORKER_MEMORY = 500 * MEBIBYTE;

/**
 * How many workers fit this machine, and how many threads of inference each. Threads × workers stay
 * within the cores; all workers together take at most a quarter of the memory. Many workers of one
 * thread do more than one worker of many threads: small networks leave most of a thread pool waiting.
 * A choice overrides the count, `ANALYSIS_WORKERS` both.
 */
export function workersOfMachine(choice = nothingChosen): { workers: number; threads: number } {
  const cores = availableParallelism();
  const workers = workersOfEnvironment() ?? choice.workers ?? automaticWorkers();
  return { workers, threads: Math.max(1, Math.floor(cores / workers)) };
}

/** Whether a GPU is used: as `USE_GPU` says, else as somebody chose. */
export function gpuOfMachine(choice: AnalysisChoice): UseGpu {
  const environment = process.env['USE_GPU'];
  return environment
    ? parseUseGpu(environment)
    : ({ auto: 'auto', on: 'true', off: 'false' } as const)[choice.gpu];
}

export function analysisStatus(choice: AnalysisChoice, started: boolean): AnalysisStatus {
  const { workers, threads } = workersOfMachine(choice);
  const said = { auto: 'auto', true: 'on', false: 'off' } as const;
  const environment = process.env['USE_GPU'];
  return {
    workers: { now: workers, automatic: automaticWorkers(), environment: workersOfEnvironment(), threads },
    gpu: {
      now: said[gpuOfMachine(choice)],
      environment: environment ? said[parseUseGpu(environment)] : null,
    },
    cores: availableParallelism(),
    memoryBytes: memory(),
    workerBytes: WORKER_MEMORY,
    started,
  };
}

function workersOfEnvironment(): number | null {
  const wanted = Number(process.env['ANALYSIS_WORKERS']);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : null;
}

function automaticWorkers(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(memory() / 4 / WORKER_MEMORY)));
}

/** 0 or a huge number where nothing limits this process. */
const memory = (): number => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
