import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { arch, availableParallelism, platform, release, totalmem } from 'node:os';
import sharp from 'sharp';
import type { Check, MachineStatus } from '../contract/machine.ts';
import type { ModelStatus } from '../contract/model-status.ts';
import { workersOfMachine } from './analysis-choice.ts';
import { freeBytes } from './free-bytes.ts';
import { os } from './implementer.ts';
import { keptPreferences } from './kept-preferences.ts';
import { programVersion } from './program-version.ts';

const GIBIBYTE = 1024 ** 3;
/** Findings of 100,000 photos with their vectors. */
const ROOM_FOR_CATALOG = 2 * GIBIBYTE;

export const machine = {
  doctor: os.machine.doctor.handler(async ({ context }) => {
    const registry = await context.models();
    await registry.tryAll(workersOfMachine().threads);
    const models = registry.packs.find(({ standard }) => standard)?.models ?? [];
    return [
      system(),
      processor(),
      standardModels(models),
      graphics(models),
      bibDetector(models),
      await catalogFolder(context.home),
      heic(),
    ];
  }),

  status: os.machine.status.handler(async ({ context }) => {
    const { packs } = await context.models();
    const system = PLATFORMS.find((name) => name === platform()) ?? 'other';
    return {
      version: programVersion,
      freeBytes: await freeBytes(context.home),
      dataFolder: context.home,
      provider: providerInUse(packs.flatMap((pack) => pack.models)),
      workers: workersOfMachine(await keptPreferences(await context.catalog())).workers,
      platform: system,
    };
  }),
};

const PLATFORMS = ['linux', 'darwin', 'win32'] as const satisfies MachineStatus['platform'][];

/** An accelerator where one works for any network; null before any was loaded. */
function providerInUse(models: readonly ModelStatus[]): string | null {
  const providers = models.flatMap(({ state, provider }) =>
    state === 'ready' && provider ? [provider] : [],
  );
  return providers.find((provider) => provider !== 'cpu') ?? providers[0] ?? null;
}

function system(): Check {
  const fact = `Node ${process.versions.node} on ${platform()} ${release()} ${arch()}`;
  return { name: 'System', state: 'ok', fact, advice: null };
}

function processor(): Check {
  const { workers, threads } = workersOfMachine();
  const memory = `${(totalmem() / GIBIBYTE).toFixed(0)} GiB of memory`;
  const work = `${workers} analysis ${workers === 1 ? 'process' : 'processes'} of ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return {
    name: 'Processor',
    state: 'ok',
    fact: `${availableParallelism()} cores, ${memory}: ${work}`,
    advice: null,
  };
}

function standardModels(models: readonly ModelStatus[]): Check {
  const broken = models.filter(({ state }) => state !== 'ready' && state !== 'absent');
  const ready = models.filter(({ state }) => state === 'ready');
  const [first] = broken;
  if (!first) {
    return {
      name: 'Models',
      state: 'ok',
      fact: `${ready.length} networks loaded and answered`,
      advice: null,
    };
  }
  return {
    name: 'Models',
    state: 'broken',
    fact: `${broken.map(({ id, state }) => `${id} is ${state}`).join(', ')}`,
    advice: first.error?.message ?? null,
  };
}

function graphics(models: readonly ModelStatus[]): Check {
  const providers = new Set(models.flatMap(({ provider }) => provider ?? []));
  providers.delete('cpu');
  if (providers.size > 0) {
    return {
      name: 'Graphics',
      state: 'ok',
      fact: `${[...providers].join(', ')} proved itself`,
      advice: null,
    };
  }
  return {
    name: 'Graphics',
    state: 'missing',
    fact: 'every network runs on the CPU',
    advice:
      'Nothing is wrong with that. To learn why a GPU is not used, run "photofinish models" with USE_GPU=true.',
  };
}

function bibDetector(models: readonly ModelStatus[]): Check {
  const model = models.find(({ role }) => role === 'bibDetector');
  if (model?.state === 'ready') {
    return { name: 'Bib detector', state: 'ok', fact: `${model.path}`, advice: null };
  }
  return {
    name: 'Bib detector',
    state: 'missing',
    fact: 'none; bibs are looked for in the whole frame and below faces',
    advice: model?.error?.message ?? model?.source ?? null,
  };
}

async function catalogFolder(home: string): Promise<Check> {
  const name = 'Catalog';
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return {
      name,
      state: 'broken',
      fact: `${home} cannot be written (${words})`,
      advice: 'Choose another folder with --catalog or PHOTOFINISH_HOME.',
    };
  }
  const { bavail, bsize } = await statfs(home);
  const free = bavail * bsize;
  const fact = `${home}, ${(free / GIBIBYTE).toFixed(1)} GiB free`;
  return free < ROOM_FOR_CATALOG
    ? {
        name,
        state: 'missing',
        fact,
        advice: 'Make room: a large event takes up to 2 GiB beside its photos.',
      }
    : { name, state: 'ok', fact, advice: null };
}

function heic(): Check {
  const readable = sharp.format.heif.input.fileSuffix?.includes('.heic') ?? false;
  return readable
    ? { name: 'HEIC', state: 'ok', fact: 'photos of phones can be read', advice: null }
    : {
        name: 'HEIC',
        state: 'missing',
        fact: 'this build reads AVIF, and no HEIC as phones write it',
        advice: 'Set the phone to JPEG ("most compatible"), or convert such photos to JPEG.',
      };
}
