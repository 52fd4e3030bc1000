import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installedElectron, obtainElectron } from './electron-binary.mjs';

/** A checkout whose package `electron` is the real one, without its program, and a server to fetch it from. */
let root: string;
let server: Server;
let requests: number;
let respond: 'silence' | 'trickle' | 'absent';

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'photofinish-electron-'));
  const real = path.resolve(import.meta.dirname, '../node_modules');
  await mkdir(path.join(root, 'node_modules'));
  await cp(path.join(real, 'electron'), path.join(root, 'node_modules/electron'), {
    recursive: true,
    filter: (source) => !/[\\/](dist|path\.txt)$/.test(source),
  });
  // What its downloader needs.
  for (const scope of ['@electron', '@electron-internal']) {
    await symlink(path.join(real, scope), path.join(root, 'node_modules', scope));
  }
  requests = 0;
  respond = 'silence';
  server = createServer((_request, response) => {
    requests++;
    if (respond === 'absent') response.writeHead(404).end();
    if (respond === 'trickle') response.writeHead(200, { 'content-length': '1000' }).write('PK');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${port}/`);
  vi.stubEnv('electron_config_cache', path.join(root, 'cache'));
  vi.stubEnv('PHOTOFINISH_ELECTRON_PATIENCE', '300');
  vi.stubEnv('PHOTOFINISH_ELECTRON', '');
  for (const name of ['http_proxy', 'HTTP_PROXY', 'ELECTRON_GET_USE_PROXY']) vi.stubEnv(name, '');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(root, { recursive: true });
});

const lines: string[] = [];
const obtain = () => obtainElectron(root, (line) => lines.push(line));

test.each(['silence', 'trickle'] as const)('gives up a server of %s, and remembers that', async (way) => {
  respond = way;
  const first = await obtain();
  expect(first.program).toBeNull();
  expect(first.reason).toMatch(/^Electron could not be fetched \(.*no answer for 0\.3 s.*\)$/);
  const asked = requests;
  expect(asked).toBeGreaterThan(0);
  expect((await obtain()).reason).toBe(`${first.reason}; PHOTOFINISH_ELECTRON=fetch tries again`);
  expect(requests).toBe(asked);
});

test('asks again when it is told to', async () => {
  respond = 'absent';
  expect((await obtain()).reason).toContain('404');
  const asked = requests;
  vi.stubEnv('PHOTOFINISH_ELECTRON', 'fetch');
  await obtain();
  expect(requests).toBeGreaterThan(asked);
});

test('asks nobody where nobody wants it', async () => {
  vi.stubEnv('PHOTOFINISH_ELECTRON', 'none');
  expect(await obtain()).toEqual({ program: null, reason: 'PHOTOFINISH_ELECTRON is none' });
  expect(requests).toBe(0);
});

test('takes a program of the right version that is there, and no other', async () => {
  const folder = path.join(root, 'node_modules/electron');
  await mkdir(path.join(folder, 'dist'));
  await writeFile(path.join(folder, 'path.txt'), 'electron');
  await writeFile(path.join(folder, 'dist/electron'), '');
  await writeFile(path.join(folder, 'dist/version'), '44.0.0');
  expect(await installedElectron(root)).toBeNull();
  const { version } = (await import('electron/package.json', { with: { type: 'json' } })).default;
  await writeFile(path.join(folder, 'dist/version'), version);
  expect(await installedElectron(root)).toBe(path.join(folder, 'dist/electron'));
  expect((await obtain()).reason).toBeNull();
  expect(requests).toBe(0);
});
