import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openEngine } from './open-engine.ts';

async function home(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'photofinish-catalog-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function engineIn(folder: string) {
  const engine = openEngine(folder, () => undefined);
  onTestFinished(() => engine.close());
  return engine;
}

test('a damaged catalog is replaced by a backup, and kept', async () => {
  const folder = await home();
  const file = join(folder, 'catalog.sqlite');
  const before = engineIn(folder);
  await before.client.events.create({ name: 'Harbour Half' });
  expect(await before.client.catalog.state()).toMatchObject({ path: file, problem: null, backups: [] });
  await expect(before.client.catalog.restore({ backup: null })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
  });
  await before.close();
  await mkdir(join(folder, 'backups'));
  await copyFile(file, join(folder, 'backups/catalog-v3-then.sqlite'));
  await truncate(file, 20_000);
  const damaged = await readFile(file);

  const { client } = engineIn(folder);
  await expect(client.events.list()).rejects.toMatchObject({ code: 'CATALOG_CORRUPT' });
  const state = await client.catalog.state();
  expect(state.problem?.code).toBe('CATALOG_CORRUPT');
  expect(state.backups).toMatchObject([{ name: 'catalog-v3-then.sqlite' }]);
  await expect(client.catalog.restore({ backup: '../catalog.sqlite' })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
  });
  const { keptAs } = await client.catalog.restore({ backup: 'catalog-v3-then.sqlite' });
  expect((await client.events.list()).map(({ name }) => name)).toEqual(['Harbour Half']);
  expect((await readFile(join(folder, keptAs))).equals(damaged)).toBe(true);
  expect((await client.catalog.state()).problem).toBeNull();
});

test('without a backup a damaged catalog makes room for an empty one', async () => {
  const folder = await home();
  const before = engineIn(folder);
  await before.client.events.create({ name: 'Harbour Half' });
  await before.close();
  await truncate(join(folder, 'catalog.sqlite'), 20_000);
  const { client } = engineIn(folder);
  const { keptAs } = await client.catalog.restore({ backup: null });
  expect(await client.events.list()).toEqual([]);
  expect(await readdir(folder)).toContain(keptAs);
});
