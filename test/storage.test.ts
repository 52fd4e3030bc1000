import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataFolder } from '../engine/app/data-folder.ts';
import { type Engine, openEngine } from '../engine/app/open-engine.ts';
import { AppError } from '../engine/contract/app-error.ts';
import { fromTransport } from '../engine/contract/orpc-errors.ts';
import type { StorageStatus } from '../engine/contract/storage.ts';

let root: string;
let home: string;
let chosen: string;
const engines: Engine[] = [];
/** A small disk of one test. */
let mounted: string | null = null;

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'photofinish-storage-')));
  home = path.join(root, 'old');
  chosen = path.join(root, 'disk');
  await mkdir(chosen);
  for (let n = 0; n < 40; n++) {
    const folder = path.join(home, 'previews', `0${n % 4}`);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${n}-thumb.jpg`), `picture ${n}`.repeat(n + 1));
  }
  await mkdir(path.join(home, 'desktop', 'Cache'), { recursive: true });
  await writeFile(path.join(home, 'desktop', 'window-state.json'), '{}');
  await writeFile(path.join(home, 'desktop', 'Cache', 'data_0'), 'Chromium’s own');
});

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
  if (mounted !== null) execFileSync('umount', ['--lazy', mounted]);
  mounted = null;
  await rm(root, { recursive: true });
  delete process.env['PHOTOFINISH_HOME'];
});

function start(folder: string): Engine {
  const engine = openEngine(folder, () => {});
  engines.push(engine);
  return engine;
}

async function until(engine: Engine, state: string): Promise<StorageStatus> {
  for (;;) {
    const status = await engine.client.storage.status();
    if (status.move?.state === state) return status;
    if (status.move?.error) throw new Error(status.move.error.message);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const grant = async (engine: Engine, folder: string) =>
  (await engine.client.folders.grant({ path: folder })).id;

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    const cause = fromTransport(error);
    return cause instanceof AppError ? cause.code : String(cause);
  }
}

describe('moving the data folder', () => {
  test('copies everything while work goes on, switches with the next start, and keeps the old until told', async () => {
    const engine = start(home);
    await engine.client.events.create({ name: 'Harbour Half' });
    await engine.client.storage.move({ folder: await grant(engine, chosen) });
    const { move } = await until(engine, 'ready');
    expect(move).toMatchObject({ to: chosen, error: null });
    expect(move?.done).toEqual(move?.total);
    // What is written after copying has ended comes along as well.
    await engine.client.events.create({ name: 'Written late' });
    await writeFile(path.join(home, 'previews', '00', 'late-thumb.jpg'), 'late');
    await engine.client.storage.finishMove();
    expect((await engine.client.storage.status()).move?.state).toBe('moved');
    // Nothing may be said to the folder that is left.
    expect(await codeOf(engine.client.events.create({ name: 'Too late' }))).toBe('CATALOG_LOCKED');
    await engine.close();

    process.env['PHOTOFINISH_HOME'] = home;
    expect(await dataFolder(undefined)).toBe(chosen);
    const next = start(chosen);
    expect((await next.client.events.list()).map(({ name }) => name).sort()).toEqual([
      'Harbour Half',
      'Written late',
    ]);
    const files = async (folder: string) =>
      (await readdir(path.join(folder, 'previews'), { recursive: true })).sort();
    expect(await files(chosen)).toEqual(await files(home));
    expect(await readFile(path.join(chosen, 'previews', '03', '39-thumb.jpg'), 'utf8')).toBe(
      'picture 39'.repeat(40),
    );
    expect(await readdir(path.join(chosen, 'desktop'))).toEqual(['window-state.json']);

    const { left } = await next.client.storage.status();
    expect(left).toEqual([home]);
    expect(await next.client.storage.deleteLeft()).toMatchObject({ left: [] });
    expect(await readdir(home)).toEqual(['moved-to.json']);
    expect(await dataFolder(undefined)).toBe(chosen);
  });

  test('goes on where it was cut short, and copies nothing twice', async () => {
    const engine = start(home);
    await engine.client.storage.move({ folder: await grant(engine, chosen) });
    await until(engine, 'ready');
    await engine.close();
    const kept = path.join(chosen, 'previews', '00', '0-thumb.jpg');
    const { mtimeMs, ino } = await stat(kept);
    // As a kill leaves it: one file not there yet.
    await rm(path.join(chosen, 'previews', '01', '1-thumb.jpg'));

    const next = start(home);
    expect((await next.client.storage.status()).move).toMatchObject({ to: chosen, state: 'stopped' });
    await next.client.storage.move({});
    await until(next, 'ready');
    expect(await stat(kept)).toMatchObject({ mtimeMs, ino });
    expect(await readFile(path.join(chosen, 'previews', '01', '1-thumb.jpg'), 'utf8')).toBe(
      'picture 1'.repeat(2),
    );
  });

  test('can be given up, which deletes what was copied and nothing else', async () => {
    const engine = start(home);
    await writeFile(path.join(chosen, 'holiday.jpg'), 'not ours');
    await engine.client.storage.move({ folder: await grant(engine, chosen) });
    const { move } = await until(engine, 'ready');
    expect(move?.to).toBe(path.join(chosen, 'Photofinish'));
    expect((await engine.client.storage.stopMove({ forget: true })).move).toBeNull();
    expect(await readdir(chosen)).toEqual(['holiday.jpg']);
    await engine.client.events.create({ name: 'Still here' });
  });

  test('a full disk stops it in a sentence, and it goes on once there is room', async ({ skip }) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', chosen], { stdio: 'ignore' });
    } catch {
      return skip('needs the right to mount a tmpfs');
    }
    mounted = chosen;
    const engine = start(home);
    await engine.client.events.create({ name: 'Harbour Half' });
    await engine.client.storage.move({ folder: await grant(engine, chosen) });
    await expect(until(engine, 'ready')).rejects.toThrow(
      /GB free, and .* GB are needed.*the data stays where it is/,
    );
    expect((await engine.client.storage.status()).move).toMatchObject({
      state: 'stopped',
      error: { code: 'DISK_FULL' },
    });
    await engine.client.events.create({ name: 'Works on' });
    execFileSync('mount', ['-o', 'remount,size=200m', chosen]);
    await engine.client.storage.move({});
    await until(engine, 'ready');
    await engine.client.storage.finishMove();
    process.env['PHOTOFINISH_HOME'] = home;
    expect(await dataFolder(undefined)).toBe(chosen);
  });

  test('a folder inside the data itself is refused', async () => {
    const engine = start(home);
    const inside = path.join(home, 'previews');
    expect(await codeOf(engine.client.storage.move({ folder: await grant(engine, inside) }))).toBe(
      'INPUT_INVALID',
    );
  });

  test('where the copy of the catalog cannot be made, the old folder stays in use', async () => {
    const engine = start(home);
    await engine.client.storage.move({ folder: await grant(engine, chosen) });
    await until(engine, 'ready');
    // Stands where the catalog's copy is to be written.
    await mkdir(path.join(chosen, 'catalog.sqlite', 'in the way'), { recursive: true });
    expect(await codeOf(engine.client.storage.finishMove())).not.toBeNull();
    expect((await engine.client.storage.status()).move?.state).toBe('stopped');
    await engine.client.events.create({ name: 'Works on' });
    process.env['PHOTOFINISH_HOME'] = home;
    expect(await dataFolder(undefined)).toBe(home);
  });

  test('a disk that is not connected is called by name, and no empty catalog is made in its stead', async () => {
    await mkdir(home, { recursive: true });
    await writeFile(path.join(home, 'moved-to.json'), JSON.stringify({ to: path.join(root, 'unplugged') }));
    process.env['PHOTOFINISH_HOME'] = home;
    await expect(dataFolder(undefined)).rejects.toThrow(/unplugged, which is not there now/);
  });

  test('moved a second time, every earlier folder leads to the last', async () => {
    const second = path.join(root, 'second');
    await cp(chosen, second, { recursive: true });
    for (const [from, to] of [
      [home, chosen],
      [chosen, second],
    ] as const) {
      const engine = start(from);
      await engine.client.storage.move({ folder: await grant(engine, to) });
      await until(engine, 'ready');
      await engine.client.storage.finishMove();
      await engine.close();
    }
    await rm(chosen, { recursive: true });
    process.env['PHOTOFINISH_HOME'] = home;
    expect(await dataFolder(undefined)).toBe(second);
  });
});

test('sizes are told by kind, and previews can be cleared', async () => {
  const engine = start(home);
  await engine.client.events.create({ name: 'Harbour Half' });
  const sizes = await engine.client.storage.sizes();
  expect(sizes.catalog).toBeGreaterThan(10_000);
  const pictures = Array.from({ length: 40 }, (_, n) => `picture ${n}`.length * (n + 1));
  expect(sizes.previews).toBe(pictures.reduce((sum, size) => sum + size, 0));
  expect(await engine.client.storage.clearPreviews()).toEqual({ bytes: sizes.previews });
  expect(await engine.client.storage.sizes()).toMatchObject({ previews: 0 });
  expect((await readdir(home)).filter((name) => name.startsWith('previews'))).toEqual([]);
});
