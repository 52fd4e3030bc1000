import { execFileSync, spawn } from 'node:child_process';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, type TestContext, test } from 'vitest';
import { filesBelow, jpeg } from '../ingest/studio.ts';
import { delivery, temporaryFolder } from './delivery.ts';
import { delivered } from './files-below.ts';
import type { Shot } from './fill-event.ts';

const MEGABYTE = 1024 ** 2;

/** Photos of this many megabytes each: what follows the end of a JPEG is no part of the picture. */
async function largeShots(count: number, megabytes: number): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (let n = 0; n < count; n++) {
    const bytes = Buffer.concat([await jpeg(n), Buffer.alloc(megabytes * MEGABYTE, n)]);
    shots.push({ name: `HHM_${String(n).padStart(2, '0')}.JPG`, bytes, bibs: [n % 2 ? '349' : '344'] });
  }
  return shots;
}

/** Photos that were delivered, by content; what has its name is whole at any moment. */
async function deliveredPhotos(out: string, shots: readonly Shot[]): Promise<string[]> {
  const names: string[] = [];
  for (const [path, bytes] of await delivered(out)) {
    if (!path.endsWith('.jpg')) continue;
    expect(
      shots.some((shot) => shot.bytes.equals(bytes)),
      path,
    ).toBe(true);
    names.push(path);
  }
  return names;
}

/** A disk of so many megabytes. */
async function smallDisk(context: TestContext, megabytes: number): Promise<string> {
  const disk = join(await temporaryFolder(), 'disk');
  await mkdir(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    context.skip('mounting is not permitted here');
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', disk]);
  });
  await mkdir(join(disk, 'out'));
  return disk;
}

describe('an export', () => {
  test.skipIf(process.platform === 'win32')(
    'that is killed six times ends with every file there once, and nothing half',
    async () => {
      const shots = await largeShots(16, 6);
      const { home, event, destination, out, engine, again, until } = await delivery(shots);
      await engine.close();
      for (let turn = 0; turn < 6; turn++) {
        const child = spawn(
          process.execPath,
          [join(import.meta.dirname, 'export-child.ts'), home, event, destination],
          { stdio: ['ignore', 'pipe', 'ignore'] },
        );
        const ended = new Promise((resolve) => child.on('exit', resolve));
        await new Promise((resolve) => child.stdout.once('data', resolve));
        await sleep(Math.random() * 250);
        child.kill('SIGKILL');
        await ended;
        await deliveredPhotos(out, shots);
      }
      const next = again();
      onTestFinished(() => next.close());
      await next.goOn();
      const runs = await next.client.export.runs({ event });
      expect(runs).toHaveLength(1);
      expect(await until(runs[0]!.id, ({ endedAt }) => endedAt !== null)).toMatchObject({ problems: 0 });
      expect(await deliveredPhotos(out, shots)).toHaveLength(16);
      // 16 photos, as many sidecars, the CSV and the manifest.
      expect((await filesBelow(out)).size).toBe(34);
    },
    120_000,
  );

  test('whose program ends goes on with the next one; a paused one stays paused', async () => {
    const shots = await largeShots(10, 8);
    const { out, event, engine, start, until, again } = await delivery(shots);
    const { id } = await start();
    await until(id, ({ filesWritten }) => filesWritten > 0);
    expect(engine.isBusy).toBe(true);
    expect(await engine.client.export.pause({ run: id })).toMatchObject({ state: 'paused' });
    expect(engine.isBusy).toBe(false);
    await engine.close();

    const second = again();
    await second.goOn();
    await sleep(200);
    expect(await until(id, () => true)).toMatchObject({ state: 'paused' });
    await second.client.export.resume({ run: id });
    await second.close();

    const third = again();
    onTestFinished(() => third.close());
    const watching = await third.client.live.watch();
    expect((await watching.next()).value).toMatchObject({ kind: 'hello', exports: [{ id }] });
    await watching.return?.();
    expect(await until(id, ({ endedAt }) => endedAt !== null)).toMatchObject({ state: 'done', problems: 0 });
    expect(await deliveredPhotos(out, shots)).toHaveLength(10);
    expect(await third.client.export.runs({ event })).toHaveLength(1);
  });

  test('that is cancelled keeps what was written, and can be had again', async () => {
    const shots = await largeShots(12, 8);
    const { out, engine, start, until, exported } = await delivery(shots);
    const { id } = await start();
    await until(id, ({ filesWritten }) => filesWritten > 0);
    const end = await engine.client.export.cancel({ run: id });
    expect(end).toMatchObject({ state: 'cancelled', secondsLeft: null });
    const there = await deliveredPhotos(out, shots);
    expect(there.length).toBeGreaterThan(0);
    expect(there.length).toBeLessThan(12);
    expect(await exported()).toMatchObject({ filesWritten: 12 - there.length, filesSame: there.length });
    expect(await deliveredPhotos(out, shots)).toHaveLength(12);
  });

  test('waits while the disk is full, says how much is needed, and goes on by itself', async (context) => {
    const disk = await smallDisk(context, 24);
    await writeFile(join(disk, 'holiday.mp4'), Buffer.alloc(12 * MEGABYTE));
    const shots = await largeShots(5, 3);
    const { out, start, until } = await delivery(shots, { out: join(disk, 'out') });
    const { id } = await start();
    const full = await until(id, ({ state }) => state === 'waiting');
    expect(full.reason?.code).toBe('DISK_FULL');
    expect(full.reason?.message).toMatch(
      /^The disk of .*out is full: \d of 5 files are written and verified, and [\d.]+ MB more are needed\. Free some space/,
    );
    await deliveredPhotos(out, shots);
    await writeFile(join(disk, 'holiday.mp4'), '');
    expect(await until(id, ({ endedAt }) => endedAt !== null)).toMatchObject({ state: 'done', problems: 0 });
    expect(await deliveredPhotos(out, shots)).toHaveLength(5);
  });

  test('waits where its disk was pulled out, makes nothing in its place, and goes on when it is back', async (context) => {
    const disk = await smallDisk(context, 200);
    const shots = await largeShots(14, 8);
    const { out, start, until } = await delivery(shots, { out: join(disk, 'out') });
    const { id } = await start();
    await until(id, ({ filesWritten }) => filesWritten > 0);
    await rename(out, join(disk, 'elsewhere'));
    const waiting = await until(id, ({ state }) => state === 'waiting');
    expect(waiting.reason?.message).toMatch(
      /^The folder .*out is not there\. What was written is verified\. Connect its disk, and the export goes on by itself\.$/,
    );
    expect(await readdir(disk)).toEqual(['elsewhere']);
    await rename(join(disk, 'elsewhere'), out);
    expect(await until(id, ({ endedAt }) => endedAt !== null)).toMatchObject({ state: 'done', problems: 0 });
    expect(await deliveredPhotos(out, shots)).toHaveLength(14);
  });

  test('waits where its disk becomes read-only, and refuses one that is', async (context) => {
    const disk = await smallDisk(context, 200);
    const shots = await largeShots(14, 8);
    const { out, start, until, engine, event, destination } = await delivery(shots, {
      out: join(disk, 'out'),
    });
    const remount = (how: string) => execFileSync('mount', ['-o', `remount,${how}`, disk], { stdio: 'pipe' });
    remount('ro');
    expect((await engine.client.export.plan({ event, destination })).destination?.problem?.message).toMatch(
      /^Nothing can be written to .*out\. Make it writable, or choose another folder\.$/,
    );
    await expect(start()).rejects.toThrow('Nothing can be written');
    remount('rw');
    const { id } = await start();
    await until(id, ({ filesWritten }) => filesWritten > 0);
    await engine.client.export.pause({ run: id });
    // Files in hand would keep the disk from becoming read-only.
    await expect.poll(() => tried(() => remount('ro')), { timeout: 5_000 }).toBe(true);
    await engine.client.export.resume({ run: id });
    expect((await until(id, ({ state }) => state === 'waiting')).reason?.code).toBe('DESTINATION_UNWRITABLE');
    remount('rw');
    expect(await until(id, ({ endedAt }) => endedAt !== null)).toMatchObject({ state: 'done', problems: 0 });
    expect(await deliveredPhotos(out, shots)).toHaveLength(14);
  });

  test('writes what it can reach while originals are away, waits for the others, and goes on', async () => {
    const folder = await temporaryFolder();
    const [near, far] = [await largeShots(3, 1), (await largeShots(8, 1)).slice(3)];
    const shots = [
      ...near.map((shot) => ({ ...shot, name: `near/${shot.name}` })),
      ...far.map((shot) => ({ ...shot, name: `far/${shot.name}` })),
    ];
    const { out, start, until } = await delivery(shots, { originals: folder });
    await rename(join(folder, 'far'), join(folder, 'unplugged'));
    const { id } = await start();
    const waiting = await until(id, ({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ filesWritten: 3, reason: { code: 'SOURCE_MISSING' } });
    expect(waiting.reason?.message).toMatch(
      /^The originals of 5 files are out of reach: .*far cannot be found\. Everything else is written\. Connect the drive/,
    );
    await rename(join(folder, 'unplugged'), join(folder, 'far'));
    expect(await until(id, ({ endedAt }) => endedAt !== null)).toMatchObject({
      ...{ state: 'done', filesWritten: 8, problems: 0 },
    });
    expect(await deliveredPhotos(out, shots)).toHaveLength(8);
  });
});

function tried(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
