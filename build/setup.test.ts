import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type NpmRegistry, startNpmRegistry } from '../test/npm-registry.ts';

/** A project of two packages and no model, with the set-up of this one and a registry of its own. */
let root: string;
let registry: NpmRegistry;
let running: ChildProcess[];

beforeEach(async () => {
  running = [];
  root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'photofinish-setup-')));
  registry = await startNpmRegistry([
    { name: 'left', version: '1.0.0', files: { 'index.js': 'export default 1;' } },
    { name: 'right', version: '2.0.0', files: { 'index.js': 'export default 2;' } },
  ]);
  await mkdir(path.join(root, 'build'));
  for (const file of await readdir(import.meta.dirname)) {
    if (file.endsWith('.mjs')) await cp(path.join(import.meta.dirname, file), path.join(root, 'build', file));
  }
  await mkdir(path.join(root, 'models'));
  await writeFile(path.join(root, 'models/manifest.json'), '{"packs":[],"models":[]}');
  await writeFile(
    path.join(root, 'program.mjs'),
    'console.log(JSON.stringify(process.argv.slice(2))); if (process.argv.includes("fail")) process.exitCode = 7;',
  );
  await writeProject({ left: '1.0.0', right: '2.0.0' });
});

afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await registry.close();
  await rm(root, { recursive: true, maxRetries: 5 });
});

async function writeProject(dependencies: Record<string, string>): Promise<void> {
  const project = { name: 'project', version: '1.0.0', dependencies };
  const packages = Object.entries(dependencies).map(([name, version]) => [
    `node_modules/${name}`,
    { version, integrity: registry.integrity[name] },
  ]);
  await writeFile(path.join(root, 'package.json'), JSON.stringify(project));
  await writeFile(
    path.join(root, 'package-lock.json'),
    JSON.stringify({
      ...project,
      lockfileVersion: 3,
      packages: Object.fromEntries([['', project], ...packages]),
    }),
  );
}

function startSetUp(...args: string[]): ChildProcess {
  // The set-up of this very test run must not show through: npm's own variables name its project.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
  const child = spawn(process.execPath, [path.join(root, 'build/setup.mjs'), 'program.mjs', ...args], {
    cwd: root,
    env: {
      ...Object.fromEntries(inherited),
      npm_config_registry: registry.url,
      npm_config_cache: path.join(root, 'cache'),
      npm_config_fetch_retries: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

async function setUp(...args: string[]) {
  return ended(startSetUp(...args));
}

async function ended(child: ChildProcess) {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

const tarballs = () => registry.requests.filter((asked) => asked.endsWith('.tgz')).length;

async function downloadUnderWay(): Promise<void> {
  while (tarballs() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('installs what the lockfile names and runs the script, whose output alone is on standard output', async () => {
  const { code, stdout, stderr } = await setUp('a', '--b');
  expect(stderr).toMatch(/^set-up: installing packages\nset-up: packages installed in \d+ s\n$/);
  expect(stdout).toBe('["a","--b"]\n');
  expect(code).toBe(0);
  expect(await readFile(path.join(root, 'node_modules/right/index.js'), 'utf8')).toBe('export default 2;');
});

test('does nothing the second time, and gives the exit code of the script', async () => {
  await setUp();
  await registry.close();
  expect(await setUp('fail')).toEqual({ code: 7, stdout: '["fail"]\n', stderr: '' });
});

test('installs again when the lockfile changes or a package goes missing', async () => {
  await setUp();
  await rm(path.join(root, 'node_modules/left'), { recursive: true });
  expect((await setUp()).stderr).toContain('installing');
  expect(await readdir(path.join(root, 'node_modules'))).toContain('left');

  await writeProject({ right: '2.0.0' });
  expect((await setUp()).stderr).toContain('installing');
  expect(await readdir(path.join(root, 'node_modules'))).not.toContain('left');
});

test('starts over after a kill in the middle of the installation', async () => {
  registry.sending = 'hang';
  const first = startSetUp();
  await downloadUnderWay();
  first.kill('SIGKILL');
  await once(first, 'exit');
  registry.sending = 'whole';
  // npm lives on, with its half download: the next set-up waits for it to end.
  const second = startSetUp();
  const [waiting] = await once(second.stderr as NodeJS.EventEmitter, 'data');
  expect(String(waiting)).toMatch(
    /^set-up: waiting for another set-up of this folder to end \(process \d+\)/,
  );
  registry.hangUp();
  const { code, stdout } = await ended(second);
  expect(code).toBe(0);
  expect(stdout).toBe('[]\n');
});

test('two at once install once, and both run', async () => {
  const [one, other] = await Promise.all([setUp('one'), setUp('other')]);
  expect([one.code, other.code]).toEqual([0, 0]);
  expect([one.stdout, other.stdout]).toEqual(['["one"]\n', '["other"]\n']);
  expect(tarballs()).toBe(2);
  expect(`${one.stderr}${other.stderr}`.match(/installing packages/g)).toHaveLength(1);
  expect((await readdir(root)).filter((name) => name.startsWith('.setup'))).toEqual([]);
});

test('says what to do where there is no network', async () => {
  await registry.close();
  const { code, stdout, stderr } = await setUp();
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(
    'set-up: The npm registry cannot be reached (ECONNREFUSED). Connect to the network and run the same command again',
  );
});

test('says so when the registry sends another package than the lockfile pins', async () => {
  registry.integrity['left'] = 'sha512-AAAA';
  await writeProject({ left: '1.0.0' });
  const { code, stderr } = await setUp();
  expect(code).toBe(1);
  expect(stderr).toMatch(/^set-up: npm ci failed \(EINTEGRITY\)\./m);
});
