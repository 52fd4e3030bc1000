import { execFileSync, spawn } from 'node:child_process';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { noModels } from '../cli/photofinish.ts';
import { filesBelow, fill, jpeg, studio, temporaryFolder } from './studio.ts';

const MEGABYTE = 1024 ** 2;

/** Photos of this many megabytes each: what follows the end of a JPEG is no part of the picture. */
async function largePhotos(count: number, megabytes: number): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {};
  for (let n = 0; n < count; n++) {
    const padding = Buffer.alloc(megabytes * MEGABYTE, n);
    files[`DCIM/1/${String(n).padStart(4, '0')}.JPG`] = Buffer.concat([await jpeg(n), padding]);
  }
  return files;
}

function copiesOf(files: Record<string, Buffer>, card: string): string[] {
  return Object.keys(files).map((path) => path.replace('DCIM', card));
}

/** Whether it could be mounted. */
function mount(options: string[]): boolean {
  try {
    execFileSync('mount', options, { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** A disk of so many megabytes; null where this user may not mount one. */
async function smallDisk(megabytes: number): Promise<string | null> {
  const disk = join(await temporaryFolder(), 'disk');
  await mkdir(disk);
  if (!mount(['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk])) return null;
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', disk]);
  });
  return disk;
}

describe.skipIf(noModels !== null)('an import', () => {
  test.skipIf(process.platform === 'win32')(
    'that is killed ten times ends with every file there once, and nothing half',
    async () => {
      const { home, reader, photos, event, engine, again, done } = await studio({ own: true });
      const files = await largePhotos(12, 12);
      await fill(join(reader, 'A'), files);
      await engine.close();
      for (let turn = 0; turn < 10; turn++) {
        const child = spawn(process.execPath, [join(import.meta.dirname, 'import-child.ts'), home, event], {
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        const ended = new Promise((resolve) => child.on('exit', resolve));
        await new Promise((resolve) => child.stdout.once('data', resolve));
        await sleep(Math.random() * 600);
        child.kill('SIGKILL');
        await ended;
        // Whatever has its name is whole, at any moment.
        for (const [path, bytes] of await filesBelow(photos)) {
          if (path.startsWith('.')) continue;
          expect(bytes.equals(files[path.replace('A/', 'DCIM/')]!), path).toBe(true);
        }
      }
      const next = again();
      onTestFinished(() => next.close());
      await next.goOn();
      const [run] = await next.client.ingest.runs({ event });
      const end = await done(run!.id);
      expect(end).toMatchObject({ total: 12, files: 12, searchable: 12, known: 0, problems: 0 });
      expect([...(await filesBelow(photos)).keys()]).toEqual(copiesOf(files, 'A'));
      const [card] = await next.client.events.list();
      expect(card?.counts).toMatchObject({ photos: 12, analysed: 12, unreadableFiles: 0 });
      expect((await next.client.ingest.runs({ event })).length).toBe(1);
    },
    // Ten programs start and read their models one after the other.
    600_000,
  );

  test('whose program ends goes on with the next one; a paused one stays paused', async () => {
    const { reader, photos, event, engine, start, until, again, done } = await studio({ own: true });
    const files = await largePhotos(8, 10);
    await fill(join(reader, 'A'), files);
    const { id } = await start('A');
    await until(id, ({ bytesCopied }) => bytesCopied > 0);
    expect(engine.isBusy).toBe(true);
    expect(await engine.client.ingest.pause({ run: id })).toMatchObject({ state: 'paused' });
    expect(engine.isBusy).toBe(false);
    await engine.close();

    const second = again();
    await second.goOn();
    await sleep(300);
    expect(await until(id, () => true)).toMatchObject({ state: 'paused' });
    await second.client.ingest.resume({ run: id });
    await until(id, ({ steps }) => steps.copy.done > 1);
    await second.close();

    const third = again();
    onTestFinished(() => third.close());
    const watching = await third.client.live.watch();
    expect((await watching.next()).value).toMatchObject({ kind: 'hello', runs: [{ id }] });
    await watching.return?.();
    await done(id);
    expect([...(await filesBelow(photos)).keys()]).toEqual(copiesOf(files, 'A'));
    expect((await third.client.events.find({ event })).id).toBe(event);
  });

  test('waits for a card that was taken out, and goes on when it is back', async () => {
    const { reader, photos, start, until, done, source } = await studio();
    const files = await largePhotos(10, 12);
    await fill(join(reader, 'Z8_A'), files);
    const { id } = await start('Z8_A');
    await until(id, ({ steps }) => steps.copy.done >= 2);
    const away = join(await temporaryFolder(), 'Z8_A');
    await rename(join(reader, 'Z8_A'), away);
    const waiting = await until(id, ({ state }) => state === 'waiting');
    expect(waiting.reason).toMatchObject({ code: 'SOURCE_MISSING' });
    expect(waiting.reason?.message).toMatch(
      /^Card removed at photo \d+ of 10\. Put Z8_A back and the import goes on from there\.$/,
    );
    expect(await source('Z8_A')).toMatchObject({ state: 'missing' });
    await rename(away, join(reader, 'Z8_A'));
    expect(await done(id)).toMatchObject({ total: 10, searchable: 10, problems: 0 });
    expect([...(await filesBelow(photos)).keys()]).toEqual(copiesOf(files, 'Z8_A'));
  });

  test('in place waits for its folder as well', async () => {
    const { reader, start, until, done } = await studio();
    await fill(join(reader, 'A'), await largePhotos(6, 1));
    const { id } = await start('A', 'inPlace');
    await until(id, ({ steps }) => steps.faces.done >= 1);
    await rename(join(reader, 'A'), join(reader, '.A'));
    expect((await until(id, ({ state }) => state === 'waiting')).reason?.code).toBe('SOURCE_MISSING');
    await rename(join(reader, '.A'), join(reader, 'A'));
    expect(await done(id)).toMatchObject({ total: 6, searchable: 6, problems: 0 });
  });

  test('waits while the disk for copies is full, says how much is needed, and goes on by itself', async (context) => {
    const disk = await smallDisk(20);
    if (disk === null) return context.skip('mounting is not permitted here');
    await mkdir(join(disk, 'photos'));
    await writeFile(join(disk, 'holiday.mp4'), Buffer.alloc(12 * MEGABYTE));
    const { reader, photos, start, until, done } = await studio({ photos: join(disk, 'photos') });
    const files = await largePhotos(4, 3);
    await fill(join(reader, 'A'), files);
    const { id } = await start('A');
    const full = await until(id, ({ state }) => state === 'waiting');
    expect(full.reason).toMatchObject({ code: 'DISK_FULL' });
    expect(full.reason?.message).toMatch(/is full: [\d.]+ MB more are needed/);
    await rm(join(disk, 'holiday.mp4'));
    expect(await done(id)).toMatchObject({ total: 4, searchable: 4, problems: 0 });
    const copies = await filesBelow(photos);
    expect([...copies.keys()]).toEqual(copiesOf(files, 'A'));
    for (const [path, bytes] of Object.entries(files)) {
      expect(copies.get(path.replace('DCIM', 'A'))?.equals(bytes)).toBe(true);
    }
  });

  test('waits while nothing can be written to the disk for copies, and goes on when it can', async (context) => {
    const disk = await smallDisk(200);
    if (disk === null) return context.skip('mounting is not permitted here');
    await mkdir(join(disk, 'photos'));
    const { reader, photos, engine, start, until, done } = await studio({ photos: join(disk, 'photos') });
    const files = await largePhotos(12, 8);
    await fill(join(reader, 'A'), files);
    const { id } = await start('A');
    await until(id, ({ steps }) => steps.copy.done >= 1);
    // In the middle, however fast the disk is.
    await engine.client.ingest.pause({ run: id });
    // Refused while a file is being written.
    await expect.poll(() => mount(['-o', 'remount,ro', disk]), { interval: 5, timeout: 30_000 }).toBe(true);
    await engine.client.ingest.resume({ run: id });
    const waiting = await until(id, ({ state }) => state === 'waiting');
    expect(waiting.reason).toMatchObject({ code: 'DESTINATION_UNWRITABLE' });
    expect(waiting.reason?.message).toMatch(/^Nothing can be written to .*photos/);
    expect(waiting.steps.verify.done).toBeLessThan(12);
    mount(['-o', 'remount,rw', disk]);
    expect(await done(id)).toMatchObject({ total: 12, searchable: 12, problems: 0 });
    expect([...(await filesBelow(photos)).keys()]).toEqual(copiesOf(files, 'A'));
  });

  test('waits while the disk for copies is pulled out, never writes where it was, and goes on with it', async (context) => {
    const [store, disk] = [await smallDisk(200), join(await temporaryFolder(), 'drive')];
    await mkdir(disk);
    if (store === null || !mount(['--bind', store, disk]))
      return context.skip('mounting is not permitted here');
    onTestFinished(() => {
      execFileSync('umount', ['--lazy', disk]);
    });
    await mkdir(join(disk, 'photos'));
    const { reader, photos, engine, start, until, done } = await studio({ photos: join(disk, 'photos') });
    const files = await largePhotos(12, 8);
    await fill(join(reader, 'A'), files);
    const { id } = await start('A');
    await until(id, ({ steps }) => steps.copy.done >= 1);
    // In the middle, however fast the disk is.
    await engine.client.ingest.pause({ run: id });
    execFileSync('umount', ['--lazy', disk]);
    await engine.client.ingest.resume({ run: id });
    const waiting = await until(id, ({ state }) => state === 'waiting');
    expect(waiting.reason).toMatchObject({ code: 'DESTINATION_UNWRITABLE' });
    expect(waiting.reason?.message).toMatch(/Connect (its disk|it again)/);
    // The empty place where it was mounted is no destination.
    expect(await readdir(disk)).toEqual([]);
    expect(mount(['--bind', store, disk])).toBe(true);
    expect(await done(id)).toMatchObject({ total: 12, searchable: 12, problems: 0 });
    const copies = await filesBelow(photos);
    expect([...copies.keys()]).toEqual(copiesOf(files, 'A'));
    for (const [path, bytes] of Object.entries(files)) {
      expect(copies.get(path.replace('DCIM', 'A'))?.equals(bytes), path).toBe(true);
    }
  });

  test('that another program works at is left to it, told what to do, and taken over when that is killed', async () => {
    const { home, reader, photos, event, engine, until, done } = await studio({ own: true });
    const files = await largePhotos(8, 16);
    await fill(join(reader, 'A'), files);
    const other = spawn(process.execPath, [join(import.meta.dirname, 'import-child.ts'), home, event], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void other.kill('SIGKILL'));
    await new Promise((resolve) => other.stdout.once('data', resolve));
    await engine.goOn();
    const [{ id } = { id: '' }] = await engine.client.ingest.runs({ event });
    expect(engine.isBusy).toBe(false);
    const [card] = await engine.client.sources.list({ event });
    await expect(engine.client.ingest.start({ event, source: card!.id, mode: 'copy' })).rejects.toMatchObject(
      { code: 'RUN_IN_PROGRESS' },
    );

    // The other program looks at the catalog with its next beat.
    await engine.client.ingest.pause({ run: id });
    // It finishes what is in hand, and comes to rest before the end.
    let before = '';
    const rests = async () => {
      const { steps } = await until(id, () => true);
      const now = Object.values(steps)
        .map(({ done: files }) => files)
        .join(' ');
      const same = now === before;
      before = now;
      return same;
    };
    await expect.poll(rests, { interval: 3_000, timeout: 100_000 }).toBe(true);
    const paused = await until(id, () => true);
    expect(paused.state).toBe('paused');
    expect(paused.steps.match.done).toBeLessThan(8);
    expect(engine.isBusy).toBe(false);

    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await ended;
    await engine.client.ingest.resume({ run: id });
    expect(await done(id)).toMatchObject({ total: 8, searchable: 8, problems: 0 });
    expect([...(await filesBelow(photos)).keys()]).toEqual(copiesOf(files, 'A'));
    expect(await engine.client.ingest.runs({ event })).toHaveLength(1);
  });

  test('that is cancelled keeps what was copied whole, and leaves nothing half', async () => {
    const { reader, photos, engine, start, until } = await studio();
    const files = await largePhotos(10, 12);
    await fill(join(reader, 'A'), files);
    const { id } = await start('A');
    await until(id, ({ steps }) => steps.verify.done >= 2);
    expect(await engine.client.ingest.cancel({ run: id })).toMatchObject({ state: 'cancelled' });
    const copies = await filesBelow(photos);
    expect(copies.size).toBeGreaterThanOrEqual(2);
    expect(copies.size).toBeLessThan(10);
    for (const [path, bytes] of copies)
      expect(bytes.equals(files[path.replace('A/', 'DCIM/')]!), path).toBe(true);
    expect(await engine.client.ingest.resume({ run: id })).toMatchObject({ state: 'cancelled' });
  });

  test('is not begun twice, nor into itself', async () => {
    const { reader, engine, event, start, until } = await studio();
    await fill(join(reader, 'A'), await largePhotos(6, 12));
    const { id } = await start('A');
    await expect(start('A')).rejects.toMatchObject({ code: 'RUN_IN_PROGRESS' });
    await engine.client.ingest.cancel({ run: id });
    await until(id, ({ state }) => state === 'cancelled');
    const { id: keepIn } = await engine.client.folders.grant({ path: join(reader, 'A', 'DCIM') });
    await engine.client.events.update({ event, keepIn });
    await expect(start('A')).rejects.toMatchObject({ code: 'DESTINATION_INSIDE_SOURCE' });
  });
});

/** Changes a byte of each temporary copy while it is written, as a bad disk would, until told to stop. */
function badDisk(photos: string, options: { times: number }) {
  const spoilt = new Set<string>();
  const stop = new AbortController();
  const work = (async () => {
    while (!stop.signal.aborted && spoilt.size < options.times) {
      await sleep(1);
      for (const folder of (await readdir(photos)).filter((name) => name.startsWith('.photofinish-'))) {
        for (const part of await readdir(join(photos, folder)).catch(() => [])) {
          const path = join(photos, folder, part);
          const size = (await stat(path).catch(() => null))?.size ?? 0;
          if (size < 2 * MEGABYTE || spoilt.has(part)) continue;
          spoilt.add(part);
          const file = await open(path, 'r+');
          await file.write(Buffer.from([0]), 0, 1, 0);
          await file.close();
        }
      }
    }
  })();
  return {
    spoilt,
    stop: async () => {
      stop.abort();
      await work;
    },
  };
}

describe.skipIf(noModels !== null)('a copy that the disk gives back otherwise', () => {
  test('is made again', async () => {
    const { reader, photos, start, done } = await studio();
    const files = await largePhotos(1, 96);
    await fill(join(reader, 'A'), files);
    const disk = badDisk(photos, { times: 1 });
    const { id } = await start('A');
    const run = await done(id);
    await disk.stop();
    expect(disk.spoilt.size).toBe(1);
    expect(run).toMatchObject({ problems: 0, searchable: 1, bytesCopied: files['DCIM/1/0000.JPG']!.length });
    const [copy, ...others] = (await filesBelow(photos)).values();
    expect(others).toEqual([]);
    expect(copy?.equals(files['DCIM/1/0000.JPG']!)).toBe(true);
  });

  test('twice is a problem of that file, and not safe; tried again it is brought', async () => {
    const { reader, photos, engine, event, start, done, until, source } = await studio();
    await fill(join(reader, 'A'), await largePhotos(1, 96));
    const disk = badDisk(photos, { times: 2 });
    const { id } = await start('A');
    await done(id);
    await disk.stop();
    expect(disk.spoilt.size).toBe(2);
    expect(await engine.client.ingest.problems({ event })).toMatchObject([
      { name: '0000.JPG', level: 'error', retryable: true, error: { code: 'COPY_DIFFERS' } },
    ]);
    expect(await filesBelow(photos)).toEqual(new Map());
    await expect.poll(() => source('A')).toMatchObject({ state: 'ready', newPhotos: 1, safeToRemove: false });
    expect(await engine.client.ingest.retry({ event })).toEqual({ retried: 1 });
    expect(await until(id, ({ state, problems }) => state === 'done' && problems === 0)).toMatchObject({
      searchable: 1,
    });
    await expect.poll(() => source('A')).toMatchObject({ safeToRemove: true });
  });
});

describe.skipIf(noModels !== null)('a file that cannot be read', () => {
  test('is copied as it is and told; mended on the card and tried again, it is found', async () => {
    const { reader, photos, engine, event, start, done, until } = await studio();
    const whole = await jpeg(1);
    await fill(join(reader, 'A'), {
      'DCIM/1/1.JPG': whole.subarray(0, whole.length / 2),
      'DCIM/1/2.JPG': await jpeg(2),
      'DCIM/1/3.JPG': '',
    });
    const { id } = await start('A');
    const run = await done(id);
    expect(run).toMatchObject({ total: 3, searchable: 1, problems: 2 });
    expect((await filesBelow(photos)).size).toBe(3);
    const problems = await engine.client.ingest.problems({ event });
    expect(problems.map(({ name, error }) => [name, error.code]).sort()).toEqual([
      ['1.JPG', 'FILE_TRUNCATED'],
      ['3.JPG', 'FILE_EMPTY'],
    ]);
    await fill(join(reader, 'A'), { 'DCIM/1/1.JPG': whole });
    const first = problems.find(({ name }) => name === '1.JPG')!;
    expect(await engine.client.ingest.retry({ event, problem: first.id })).toEqual({ retried: 1 });
    await until(id, ({ state, problems }) => state === 'done' && problems === 1);
    expect((await engine.client.ingest.problems({ event })).map(({ name }) => name)).toEqual(['3.JPG']);
  });
});
