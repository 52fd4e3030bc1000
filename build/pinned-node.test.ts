import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isNewEnough } from './pinned-node.mjs';

const pinnedNodeModule = path.join(import.meta.dirname, 'pinned-node.mjs');
let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'photofinish-node-')));
});

afterEach(() => rm(folder, { recursive: true }));

/** Starts a process that does nothing but `runOn` this script. */
async function startLauncher(script: string) {
  const file = path.join(folder, 'script.mjs');
  await writeFile(file, script);
  const launcher = `
    import { runOn } from ${JSON.stringify(pinnedNodeModule)};
    await runOn(process.execPath, ${JSON.stringify(file)}, ['a', 'b']);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', launcher], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test.each([
  ['18.20.0', false],
  ['20.20.2', false],
  ['24.14.1', false],
  ['24.15.0', true],
  ['24.21.0', true],
  ['26.0.0', true],
])('Node %s runs the program: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test('gives the arguments on and ends with the exit code of the script', async () => {
  const launcher = await startLauncher('console.log(process.argv.slice(2).join()); process.exitCode = 5;');
  const [[output], [code]] = await Promise.all([once(launcher.stdout, 'data'), once(launcher, 'exit')]);
  expect(String(output)).toBe('a,b\n');
  expect(code).toBe(5);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'passes %s on, and leaves it to the script when to stop',
  async (signal) => {
    const launcher = await startLauncher(`
    process.on('${signal}', () => setTimeout(() => { console.log('stopped'); process.exit(130); }, 50));
    setInterval(() => {}, 1000);
    console.log('ready');`);
    await once(launcher.stdout, 'data');
    launcher.kill(signal);
    const [[output], [code]] = await Promise.all([once(launcher.stdout, 'data'), once(launcher, 'exit')]);
    expect(String(output)).toBe('stopped\n');
    expect(code).toBe(130);
  },
);

test('a script that dies of a signal gives the exit code that shells give', async () => {
  const launcher = await startLauncher(`process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`);
  const [code] = await once(launcher, 'exit');
  expect(code).toBe(128 + os.constants.signals.SIGKILL);
});
