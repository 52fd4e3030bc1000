import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { samplePhoto } from '../fixtures/sample-photos.ts';
import { noModels, photofinish, photosByName, temporaryFolder } from './photofinish.ts';

/** One sentence or two on standard error, nothing else anywhere, exit code 1. */
function expectRefusal(outcome: Awaited<ReturnType<typeof photofinish>>, message: RegExp): void {
  expect(outcome).toMatchObject({ code: 1, stdout: '' });
  expect(outcome.stderr).toMatch(message);
  expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
}

describe('the catalog', () => {
  it('of a newer version is left as it is', async () => {
    const home = await temporaryFolder();
    await photofinish(['events', 'create', 'Race'], { env: { PHOTOFINISH_HOME: home } });
    const db = new Database(join(home, 'catalog.sqlite'));
    db.pragma('user_version = 999');
    db.close();
    const before = await readFile(join(home, 'catalog.sqlite'));
    expectRefusal(await photofinish(['events', '--catalog', home]), /newer Photofinish.*Update/);
    expect((await readFile(join(home, 'catalog.sqlite'))).equals(before)).toBe(true);
  });

  it('that is no database is told', async () => {
    const home = await temporaryFolder();
    await writeFile(
      join(home, 'catalog.sqlite'),
      'This is not a database, but long enough to look at. '.repeat(100),
    );
    expectRefusal(await photofinish(['events', '--catalog', home]), /catalog\.sqlite/);
  });

  it('cannot be made where a file is in the way', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    expectRefusal(await photofinish(['events', '--catalog', join(folder, 'file')]), /file/);
  });
});

/** A file system with so much room, or null where this user may not mount one. */
async function smallDisk(kibibytes: number): Promise<string | null> {
  const folder = await temporaryFolder();
  const disk = join(folder, 'disk');
  await mkdir(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', disk]);
  });
  return disk;
}

describe.skipIf(noModels !== null)(`storage under a run${noModels ? ` (skipped: ${noModels})` : ''}`, () => {
  it.for([
    ['is full', 0],
    ['fills up', 300 * 1024],
  ] as const)(
    'a disk that %s ends the run in a sentence, and what was kept before is whole',
    async ([, room], { skip }) => {
      const disk = await smallDisk(2048);
      if (disk === null) return skip('needs the right to mount a tmpfs');
      const photos = await temporaryFolder();
      for (let photo = 0; photo < 3; photo++) await copyFile(samplePhoto(6), join(photos, `${photo}.jpg`));
      const env = { PHOTOFINISH_HOME: disk, ANALYSIS_WORKERS: '1' };
      expect((await photofinish(['events', 'create', 'Race'], { env })).code).toBe(0);
      const { bavail, bsize } = await statfs(disk);
      await writeFile(join(disk, 'filler'), Buffer.alloc(bavail * bsize - room));
      const outcome = await photofinish(['index', photos, '--event', 'Race'], { env });
      expect(outcome.code).toBe(1);
      expect(outcome.stderr).toMatch(/The disk with the catalog is full/);
      await rm(join(disk, 'filler'));
      const again = await photofinish(['events', '--json'], { env });
      expect(JSON.parse(again.stdout)).toMatchObject({ name: 'Race' });
    },
  );

  it('a damaged model is told by its hash, and a whole one elsewhere is used', async () => {
    const [home, models] = [await temporaryFolder(), await temporaryFolder()];
    await mkdir(join(models, 'face_detection'));
    await writeFile(join(models, 'face_detection/mnet.25_v2.onnx'), 'damaged');
    const env = { MODEL_DIR: models, PHOTOFINISH_HOME: home, ANALYSIS_WORKERS: '1' };
    const outcome = await photofinish(['analyze', '--json', samplePhoto(1)], { env });
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(photosByName(outcome).get('sample1.jpg')?.faces.length).toBeGreaterThan(0);
  });
});
