import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPhoto } from './read-photo.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-photo-'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each([1, 1024 ** 2 - 1, 1024 ** 2, 3 * 1024 ** 2 + 7])(
  'hashes exactly the %d bytes that it gives',
  async (size) => {
    const content = Buffer.alloc(size, 'photofinish');
    const path = join(folder, 'photo.jpg');
    await writeFile(path, content);
    const { bytes, sha256 } = await readPhoto(path);
    expect(bytes.equals(content)).toBe(true);
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
  },
);

it('tells an empty file, a vanished one and a folder', async () => {
  const empty = join(folder, 'empty.jpg');
  await writeFile(empty, '');
  await expect(readPhoto(empty)).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  await expect(readPhoto(join(folder, 'gone.jpg'))).rejects.toMatchObject({ code: 'FILE_VANISHED' });
  await expect(readPhoto(folder)).rejects.toMatchObject({ code: 'FILE_NOT_A_PHOTO' });
});

it('refuses what cannot be a photo by its size, without reading it', async () => {
  const sparse = join(folder, 'sparse.jpg');
  await writeFile(sparse, 'x');
  await truncate(sparse, 3 * 1024 ** 3);
  await expect(readPhoto(sparse)).rejects.toMatchObject({
    code: 'PHOTO_TOO_LARGE',
    message: expect.stringContaining('3.0 GiB'),
  });
});

const unreadableAttribute = '/sys/class/net/lo/speed';
it.skipIf(!existsSync(unreadableAttribute))(
  'tells a file that opens and then refuses every read',
  async () => {
    await expect(readPhoto(unreadableAttribute)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  },
);

it('does not take half of a file that changes under it', async () => {
  const path = join(folder, 'growing.jpg');
  const size = 8 * 1024 ** 2;
  await writeFile(path, Buffer.alloc(size));
  let isRead = false;
  const reading = readPhoto(path).finally(() => {
    isRead = true;
  });
  const refused = expect(reading).rejects.toMatchObject({ code: 'FILE_UNREADABLE', retryable: true });
  // Whenever the reading begins, the file changes while it lasts.
  for (let less = 1; !isRead; less++) await truncate(path, size - less);
  await refused;
});
