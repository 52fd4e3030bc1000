import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, type TestContext, test } from 'vitest';
import { openCatalog } from '../../../test/catalog/open-catalog.ts';
import {
  all,
  embedding,
  eventFacts,
  eventWith,
  face,
  found,
  reading,
} from '../../../test/catalog/samples.ts';
import { AppError } from '../../contract/app-error.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'photofinish-catalog-'));
  file = path.join(folder, 'catalog.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function refused(call: () => Promise<unknown>): Promise<AppError> {
  const error = await call().catch((error: unknown) => error);
  if (error instanceof AppError) return error;
  throw new Error('The call was not refused with a sentence.', { cause: error });
}

/** A catalog with one event that has something of everything. */
async function fill(): Promise<void> {
  const catalog = await openCatalog(folder);
  await eventWith(
    catalog,
    Array.from({ length: 50 }, (_, n) => ({ faces: [face(embedding(1, n))], bibs: [reading(`${n}`, 0.9)] })),
  );
  await catalog.close();
}

describe('a new catalog', () => {
  test('is made in a folder that does not exist yet, safe against crashes', async () => {
    const db = openDatabase(path.join(folder, 'a', 'b', 'catalog.sqlite'));
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
    db.close();
    expect(existsSync(path.join(folder, 'a', 'b', 'backups'))).toBe(false);
  });

  test('is made once when two programs open it at the same time', async () => {
    const [a, b] = await Promise.all([openCatalog(folder), openCatalog(folder)]);
    const event = await a.createEvent(eventFacts);
    expect(await b.findEvent(event.id)).toEqual(event);
    await a.close();
    await b.close();
  });
});

describe('migrations', () => {
  const next = [...migrations, 'create table shoe (size integer) strict'];

  test('keep what was stored, and a copy of the file as it was', async () => {
    await fill();
    const db = openDatabase(file, next);
    expect(db.pragma('user_version', { simple: true })).toBe(next.length);
    expect(db.prepare('select count(*) from shoe').pluck().get()).toBe(0);
    db.close();
    const [backup, ...others] = readdirSync(path.join(folder, 'backups'));
    expect(others).toEqual([]);
    expect(backup).toMatch(new RegExp(`^catalog-v${migrations.length}-`));

    // The copy is a whole catalog: put in its place, it is searched as before.
    const restored = path.join(folder, 'restored');
    mkdirSync(restored);
    writeFileSync(path.join(restored, 'catalog.sqlite'), readFileSync(path.join(folder, 'backups', backup!)));
    const catalog = await openCatalog(restored);
    const [event] = await catalog.events();
    expect(await found(catalog, event!, { face: { embedding: embedding(1), minSimilarity: 0.99 } })).toEqual([
      0,
    ]);
    expect(await found(catalog, event!, { bib: '7' })).toEqual([7]);
    await catalog.close();
  });

  test('one that fails leaves the catalog as it was', async () => {
    await fill();
    const broken = [...migrations, 'create table shoe (size integer); insert into shoebox values (1)'];
    expect(() => openDatabase(file, broken)).toThrow(/no such table/);
    const catalog = await openCatalog(folder);
    expect((await catalog.events())[0]?.counts.photos).toBe(50);
    await catalog.close();
  });
});

describe('a catalog that cannot be used is refused in a sentence:', () => {
  test('written by a newer version, and left untouched', async () => {
    await fill();
    openDatabase(file, [...migrations, 'create table shoe (size integer) strict']).close();
    const before = readFileSync(file);
    const error = await refused(() => openCatalog(folder));
    expect(error).toMatchObject({ code: 'CATALOG_NEWER', retryable: false });
    expect(error.message).toMatch(/newer Photofinish.*Update Photofinish/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('no database at all', async () => {
    writeFileSync(file, 'These are not the bytes of a catalog. '.repeat(1000));
    const error = await refused(() => openCatalog(folder));
    expect(error).toMatchObject({ code: 'CATALOG_CORRUPT' });
    expect(error.message).toMatch(/damaged.*backup/);
  });

  test('of another program, and left untouched', async () => {
    const db = new Database(file);
    db.exec('create table recipe (name text)');
    db.close();
    const before = readFileSync(file);
    const error = await refused(() => openCatalog(folder));
    expect(error).toMatchObject({ code: 'CATALOG_CORRUPT' });
    expect(error.message).toMatch(/another program/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each([
    ['cut in the middle', () => truncateSync(file, 24 * 1024)],
    [
      'with pages overwritten',
      () => {
        const bytes = readFileSync(file);
        bytes.fill(0xa5, 8192, 40 * 8192);
        writeFileSync(file, bytes);
      },
    ],
  ])('%s', async (_, damage) => {
    await fill();
    damage();
    const error = await refused(async () => {
      const catalog = await openCatalog(folder);
      try {
        for (const event of await catalog.events()) await all(catalog.photos(event.id));
      } finally {
        await catalog.close();
      }
    });
    expect(error.code).toBe('CATALOG_CORRUPT');
  });

  test('kept busy by another program', async () => {
    await fill();
    const other = new Database(file);
    other.exec('begin immediate');
    const catalog = await openCatalog(folder);
    const error = await refused(() => catalog.createEvent({ ...eventFacts, name: 'Second' }));
    expect(error).toMatchObject({ code: 'CATALOG_LOCKED', retryable: true });
    // Reading goes on meanwhile, and writing afterwards.
    expect(await catalog.events()).toHaveLength(1);
    other.exec('rollback');
    other.close();
    expect((await catalog.createEvent({ ...eventFacts, name: 'Second' })).name).toBe('Second');
    await catalog.close();
  });

  test('below something that is no folder', async () => {
    writeFileSync(path.join(folder, 'occupied'), '');
    const error = await refused(() => openCatalog(path.join(folder, 'occupied', 'home')));
    expect(error).toMatchObject({ code: 'CATALOG_UNWRITABLE' });
    expect(error.message).toMatch(/write access/);
  });

  test('in a read-only folder', async (context) => {
    await fill();
    const undo = makeReadOnly(context);
    try {
      const error = await refused(async () => {
        const catalog = await openCatalog(folder);
        try {
          await catalog.createEvent({ ...eventFacts, name: 'Second' });
        } finally {
          await catalog.close();
        }
      });
      expect(error.code).toBe('CATALOG_UNWRITABLE');
    } finally {
      undo();
    }
  });

  test('on a full disk, where it goes on once there is space again', async (context) => {
    const home = mountSmallDisk(context, path.join(folder, 'disk'), 6);
    try {
      const catalog = await openCatalog(home);
      const event = await eventWith(catalog, [{ faces: [face(embedding(1))], bibs: [reading('7', 0.9)] }]);
      writeFileSync(path.join(home, 'holiday.mp4'), '');
      const error = await refused(async () => {
        fillDisk(path.join(home, 'holiday.mp4'));
        for (let n = 0; n < 10_000; n++) await catalog.createEvent({ ...eventFacts, name: `Event ${n}` });
      });
      expect(error).toMatchObject({ code: 'DISK_FULL', retryable: true });
      expect(error.message).toMatch(/Free some space/);
      expect(await found(catalog, event, { face: { embedding: embedding(1) } })).toEqual([0]);
      rmSync(path.join(home, 'holiday.mp4'));
      expect((await catalog.createEvent({ ...eventFacts, name: 'After' })).name).toBe('After');
      await catalog.close();
      const again = await openCatalog(home);
      expect(await found(again, event, { bib: '7' })).toEqual([0]);
      await again.close();
    } finally {
      execFileSync('umount', [home]);
    }
  });

  test('on a disk without space for a new one', async (context) => {
    const home = mountSmallDisk(context, path.join(folder, 'disk'), 1);
    try {
      fillDisk(path.join(home, 'holiday.mp4'));
      expect((await refused(() => openCatalog(home))).code).toBe('DISK_FULL');
    } finally {
      execFileSync('umount', [home]);
    }
  });
});

/** Writes zeros until the disk takes no more. */
function fillDisk(into: string): void {
  try {
    for (let size = 64 * 1024; ; ) writeFileSync(into, Buffer.alloc(size), { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** Makes the folder read-only for this user; gives what undoes it. Skips where that is not possible. */
function makeReadOnly(context: TestContext): () => void {
  if (process.platform !== 'win32' && process.getuid?.() !== 0) {
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    return () => chmodSync(folder, 0o755);
  }
  // Permissions do not bind the superuser; a mount does.
  mount(context, ['--bind', folder, folder]);
  mount(context, ['-o', 'remount,bind,ro', folder]);
  return () => execFileSync('umount', [folder]);
}

/** A disk of so many megabytes at `at`. Skips where this user may not mount. */
function mountSmallDisk(context: TestContext, at: string, megabytes: number): string {
  mkdirSync(at);
  mount(context, ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at]);
  return at;
}

function mount(context: TestContext, args: string[]): void {
  try {
    execFileSync('mount', args, { stdio: 'pipe' });
  } catch {
    context.skip('mounting is not permitted here');
  }
}
