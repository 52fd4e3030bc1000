import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPackage, extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../engine/contract/contract.ts';
import { StandInChannel } from '../test/electron-on-chromium/message-ports.ts';
import { utilityProcess } from '../test/electron-on-chromium/utility-process.ts';
import { bundle, dist } from './bundle.ts';
import { makeIcons } from './make-icons.ts';
import { checkNativeParts, makePackages, nativeParts } from './package.ts';

/** What fuses follow in Electron's program; its documentation on fuses gives it. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Outside the checkout, so that nothing of it can stand in for what a package lacks. */
let folder: string;
let resources: string;
let packed: string[];

/** A folder as Electron's archive unpacks on Linux, whose program is nothing but its fuses. */
async function fakeElectron(place: string): Promise<void> {
  await mkdir(path.join(place, 'locales'), { recursive: true });
  await mkdir(path.join(place, 'resources'));
  await mkdir(path.join(folder, 'default'));
  await writeFile(path.join(folder, 'default/main.js'), '');
  await createPackage(path.join(folder, 'default'), path.join(place, 'resources/default_app.asar'));
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak']) {
    await writeFile(path.join(place, file), '');
  }
  await writeFile(path.join(place, 'version'), '45.4.1');
  const states = '101100010';
  const fuses = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, states.length]), Buffer.from(states)]);
  await writeFile(
    path.join(place, 'electron'),
    Buffer.concat([Buffer.alloc(5_000), fuses, Buffer.alloc(900)]),
    {
      mode: 0o755,
    },
  );
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-package-'));
  await bundle();
  await makeIcons(path.join(dist, 'icons'));
  await fakeElectron(path.join(folder, 'electron'));
  await mkdir(path.join(folder, 'sample'));
  await writeFile(path.join(folder, 'sample/sample.json'), '{}');
  await makePackages({
    targets: Platform.LINUX.createTarget('dir'),
    // A small one, since the real one takes a minute to draw.
    sample: path.join(folder, 'sample'),
    config: {
      electronDist: path.join(folder, 'electron'),
      directories: { output: path.join(folder, 'made'), buildResources: 'dist/icons' },
    },
  });
  resources = path.join(folder, 'made/linux-unpacked/resources');
  packed = listPackage(path.join(resources, 'app.asar'), { isPack: false }).map((file) =>
    file.replaceAll('\\', '/'),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a word that the configuration does not know is refused', async () => {
  const config = { appId: 'photofinish.desktop', autoUpdates: true };
  const made = makePackages({ targets: Platform.LINUX.createTarget('dir'), config });
  await expect(made).rejects.toThrow(/autoUpdates/);
});

test('everything that the program runs is packed', async () => {
  for (const file of [
    '/package.json',
    '/dist/electron/main.js',
    '/dist/preload/preload.cjs',
    '/dist/renderer/index.html',
    '/dist/engine/engine-process.js',
    '/dist/engine/analysis-worker.js',
    '/dist/engine/provider-probe.js',
    '/dist/engine/worker-guard.js',
    '/dist/icons/icon.png',
    ...nativeParts('linux', process.arch).map((part) => `/node_modules/${part}`),
  ]) {
    expect(packed).toContain(file);
  }
  const page = packed.filter((file) => file.startsWith('/dist/renderer/assets/'));
  expect(page.some((file) => file.endsWith('.js')) && page.some((file) => file.endsWith('.css'))).toBe(true);
  const { main } = JSON.parse(extractFile(path.join(resources, 'app.asar'), 'package.json').toString());
  expect(packed).toContain(`/${main}`);
});

test('nothing of the sources, the tests, the tools or other platforms is packed', async () => {
  const top = new Set(packed.map((file) => file.split('/')[1]));
  expect([...top].toSorted()).toEqual(['dist', 'node_modules', 'package.json']);
  expect(packed.filter((file) => /\.(m?ts|map|test\.js|md|svg\.ts)$/.test(file))).toEqual([]);
  const packages = new Set(packed.map((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]));
  expect([...packages].filter((name) => name !== undefined && !name.startsWith('@')).toSorted()).toEqual([
    'better-sqlite3',
    'detect-libc',
    'onnxruntime-common',
    'onnxruntime-node',
    'semver',
    'sharp',
    'sqlite-vec',
    `sqlite-vec-linux-${process.arch}`,
  ]);
  expect(packed.filter((file) => /\.(dll|dylib|exe)$|win32-.*\.node$|darwin-.*\.node$/.test(file))).toEqual(
    [],
  );
  const { devDependencies, scripts } = JSON.parse(
    extractFile(path.join(resources, 'app.asar'), 'package.json').toString(),
  );
  expect([devDependencies, scripts]).toEqual([undefined, undefined]);
});

test('models, the sample event and the licence lie beside it', async () => {
  expect(await readdir(resources)).toEqual(expect.arrayContaining(['LICENSE', 'models', 'sample']));
  const { models } = JSON.parse(await readFile(path.join(resources, 'models/manifest.json'), 'utf8'));
  expect(models.length).toBeGreaterThan(3);
  expect(await readdir(path.join(resources, 'sample'))).toContain('sample.json');
});

test('the fuses are set as they were decided', async () => {
  const wire = await getCurrentFuseWire(path.join(folder, 'made/linux-unpacked/photofinish'));
  const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: true,
    cookieEncryption: true,
    nodeOptions: false,
    inspect: false,
    integrity: true,
    onlyAsar: true,
    fileProtocol: false,
  });
});

describe('the packed engine, opened in its layout', () => {
  test('keeps a catalog with vectors, decodes, and runs the networks that were packed', async (context) => {
    const { models } = JSON.parse(await readFile(path.join(resources, 'models/manifest.json'), 'utf8'));
    const there = await readdir(path.join(resources, 'models'));
    const missing = models.some(
      ({ file, source }: { file: string; source: object }) =>
        'npm' in source && !there.includes(path.dirname(file)),
    );
    context.skip(missing, 'models were not fetched');

    const engine = utilityProcess.fork(
      path.join(resources, 'app.asar.unpacked/dist/engine/engine-process.js'),
      [path.join(folder, 'home'), resources],
      { env: { ...process.env, USE_GPU: 'false', MODEL_DIR: '', NODE_OPTIONS: '' }, stdio: 'inherit' },
    );
    const ended = new Promise<number>((resolve) => {
      engine.once('exit', resolve);
    });
    const { port1, port2 } = new StandInChannel();
    const client: Client = createORPCClient(new RPCLink({ port: port1 }));
    port1.start();
    engine.postMessage({ kind: 'port', caller: 'machine' }, [port2]);

    const event = await client.events.create({ name: 'From a package', timeZone: 'Europe/Vienna' });
    expect((await client.events.list()).map(({ id }) => id)).toEqual([event.id]);
    const checks = await client.machine.doctor();
    expect(checks.filter(({ state }) => state === 'broken')).toEqual([]);
    expect(checks.find(({ name }) => name === 'Models')?.fact).toMatch(
      /^[4-9] networks loaded and answered$/,
    );

    // A photo goes through a worker of its own, which the engine starts from the package.
    const photo = path.resolve(import.meta.dirname, '../node_modules/@vladmandic/face-api/demo/sample1.jpg');
    await cp(photo, path.join(folder, 'photo.jpg'));
    const found = [];
    for await (const { photo: analysed } of await client.analysis.analyze({
      paths: [path.join(folder, 'photo.jpg')],
    })) {
      found.push(analysed);
    }
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ error: null });
    expect(found[0]?.faces.length).toBeGreaterThan(0);

    engine.postMessage({ kind: 'close' });
    expect(await ended).toBe(0);
  });
});

test('a package for another kind of machine is refused with what it lacks', async () => {
  await expect(checkNativeParts('win32', 'arm64')).rejects.toThrow(
    /^A package for win32 arm64 needs .*sqlite-vec-windows-arm64.* Make it on such a machine\.$/,
  );
});
