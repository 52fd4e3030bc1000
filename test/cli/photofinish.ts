import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { AnalyzedPhoto } from '../../engine/contract/analyzed-photo.ts';

const root = join(import.meta.dirname, '../..');

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with everything printed so far on standard output, and the process. */
  readonly onOutput?: (stdout: string, child: ChildProcess) => void;
  readonly onError?: (stderr: string, child: ChildProcess) => void;
  /** Put before the program's own command line: `['setpriv', …]`. */
  readonly through?: readonly string[];
}

/**
 * Runs the real program to its end. Output is a pipe, as for a script. One process analyses unless told
 * otherwise: for a few photos another costs more than it does, beside the spec file that runs meanwhile.
 */
export function photofinish(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const program = [process.execPath, join(root, 'engine/cli/main.ts'), ...args];
  const [command = '', ...rest] = [...(options.through ?? []), ...program];
  const child = spawn(command, rest, {
    cwd: options.cwd ?? root,
    env: {
      ...process.env,
      NO_COLOR: '1',
      USE_GPU: 'false',
      NODE_OPTIONS: '',
      ANALYSIS_WORKERS: '1',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    options.onOutput?.(stdout, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    options.onError?.(stderr, child);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Each line of a `--json` run by the name of its file; throws for a line that is not in the contract's form. */
export function photosByName({ stdout }: Outcome): Map<string, AnalyzedPhoto> {
  const lines = stdout.split('\n').filter((line) => line !== '');
  const photos = lines.map((line) => AnalyzedPhoto.parse(JSON.parse(line)));
  return new Map(photos.map((photo) => [photo.file.slice(photo.file.lastIndexOf('/') + 1), photo]));
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'photofinish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Why tests of analysis cannot run here, or null: set-up fetches models, a bare checkout has none. */
export const noModels: string | null = (() => {
  const { packs, models } = JSON.parse(readFileSync(join(root, 'models/manifest.json'), 'utf8')) as {
    packs: { fetched: boolean; models: Record<string, string> }[];
    models: { id: string; file: string; source: object }[];
  };
  const wanted = new Set(
    packs.filter(({ fetched }) => fetched).flatMap((pack) => Object.values(pack.models)),
  );
  const folders = [process.env['MODEL_DIR'], join(root, 'models')].filter((folder) => folder !== undefined);
  const missing = models.filter(
    ({ id, file, source }) =>
      wanted.has(id) && 'npm' in source && !folders.some((folder) => existsSync(join(folder, file))),
  );
  return missing.length === 0 ? null : `${missing.map(({ file }) => file).join(', ')} not fetched`;
})();
