import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanPhotos } from './scan.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'));
});
afterEach(() => rm(folder, { recursive: true }));

const touch = async (...names: string[]) => {
  for (const name of names) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), 'x');
  }
};

/** What a scan yields, by path from the folder: null for a file to read, else the error's code. */
async function scan(...paths: string[]): Promise<Record<string, string | null>> {
  const found: [string, string | null][] = [];
  for await (const { path, error } of scanPhotos(paths.length > 0 ? paths : [folder])) {
    found.push([relative(folder, path), error?.code ?? null]);
  }
  expect(new Set(found.map(([path]) => path)).size).toBe(found.length);
  return Object.fromEntries(found);
}

describe('a folder', () => {
  it('yields photos of all folders below it, in the order of names', async () => {
    await touch('b/2.JPG', 'b/1.jpeg', 'a.png', 'c.webp', 'd.tiff', 'e.HEIC');
    expect(Object.keys(await scan())).toEqual(['a.png', 'b/1.jpeg', 'b/2.JPG', 'c.webp', 'd.tiff', 'e.HEIC']);
  });

  it('skips what is hidden, what belongs to the system and what is no photo', async () => {
    await touch('.hidden.jpg', '._a.jpg', '.Trashes/a.jpg', '$RECYCLE.BIN/a.jpg', '@eaDir/a.jpg');
    await touch('Thumbs.db', 'notes.txt', 'jpg', 'a.jpg.part', 'kept.jpg');
    expect(await scan()).toEqual({ 'kept.jpg': null });
  });

  it('follows links, and a loop of links ends', async () => {
    await touch('a/1.jpg');
    await symlink('..', join(folder, 'a/up'));
    await symlink(join(folder, 'a/1.jpg'), join(folder, 'linked.jpg'));
    await symlink('nowhere', join(folder, 'dangling.jpg'));
    await symlink('nowhere', join(folder, 'dangling'));
    expect(await scan()).toEqual({ 'a/1.jpg': null, 'linked.jpg': null, 'dangling.jpg': 'FILE_VANISHED' });
  });

  it('that is named like a photo is a folder', async () => {
    await touch('folder.jpg/1.jpg');
    expect(await scan()).toEqual({ 'folder.jpg/1.jpg': null });
  });

  it.skipIf(process.platform !== 'linux')(
    'holds a name that is not UTF-8: it is told, the rest goes on',
    async () => {
      await touch('a.jpg', 'z.jpg');
      const bytes = Buffer.concat([Buffer.from(join(folder, 'd')), Buffer.from([0xe9]), Buffer.from('.jpg')]);
      await writeFile(bytes, 'x');
      const found = await scan();
      expect(Object.values(found).sort()).toEqual(['FILE_NAME_NOT_UTF8', null, null].sort());
    },
  );

  it('is read once when it is reached twice', async () => {
    await touch('a/1.jpg');
    expect(await scan(folder, join(folder, 'a'))).toEqual({ 'a/1.jpg': null });
  });

  it('may be streamed: the first photo comes before a large folder is listed', async () => {
    await mkdir(join(folder, 'large'));
    await writeFile(join(folder, 'large/0.jpg'), 'x');
    for (let i = 1; i < 5000; i++) await link(join(folder, 'large/0.jpg'), join(folder, `large/${i}.jpg`));
    const photos = scanPhotos([folder]);
    expect((await photos.next()).value).toMatchObject({ error: null });
    await photos.return();
    expect(Object.keys(await scan())).toHaveLength(5000);
  });
});

describe('what is named', () => {
  it('is taken whatever its extension', async () => {
    await touch('renamed.txt', '.hidden.jpg');
    expect(await scan(join(folder, 'renamed.txt'), join(folder, '.hidden.jpg'))).toEqual({
      'renamed.txt': null,
      '.hidden.jpg': null,
    });
  });

  it('and absent is told by its path', async () => {
    const absent = join(folder, 'absent.jpg');
    for await (const { error } of scanPhotos([absent])) {
      expect(error).toMatchObject({ code: 'FILE_NOT_FOUND', message: expect.stringContaining(absent) });
    }
  });

  it.skipIf(process.platform === 'win32')('and a pipe is not waited for', async () => {
    const pipe = join(folder, 'pipe.jpg');
    execFileSync('mkfifo', [pipe]);
    expect(await scan(pipe)).toEqual({ [basename(pipe)]: 'FILE_NOT_A_PHOTO' });
    expect(await scan()).toEqual({ [basename(pipe)]: 'FILE_NOT_A_PHOTO' });
  });
});
