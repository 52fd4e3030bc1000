import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answer, type Pages } from './protocol.ts';

let folder: string;
let asked: string[];
let pages: Pages;

const photo = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256));

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-pages-'));
  asked = [];
  await mkdir(path.join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'page', 'index.html'), '<!doctype html>');
  await writeFile(path.join(folder, 'page', 'assets', 'a-1f.js'), 'go()');
  await writeFile(path.join(folder, 'secret.json'), '{}');
  await writeFile(path.join(folder, 'photo.jpg'), photo);
  await writeFile(path.join(folder, 'empty.jpg'), '');
  pages = {
    folder: path.join(folder, 'page'),
    locate: async (address) => {
      asked.push(address);
      if (address.startsWith('media/e1/broken')) throw new Error('The drive is not connected.');
      const name = address.split('?', 1)[0]?.split('/').at(-1);
      return name === 'none'
        ? null
        : { path: path.join(folder, `${name}.jpg`), type: 'image/jpeg', immutable: true };
    },
    kept: async (address) => {
      if (address === 'media/e1/sheet/small?ids=1,2')
        return { bytes: new Uint8Array(photo), type: 'application/octet-stream', immutable: false };
      return address === 'media/e1/small/kept'
        ? { bytes: new Uint8Array(photo), type: 'image/jpeg', immutable: true }
        : null;
    },
  };
});
afterEach(() => rm(folder, { recursive: true }));

const get = (address: string, init?: RequestInit) =>
  answer(new Request(`app://bundle${address}`, init), pages);

test('the page and its files, each with its type and the strict policy', async () => {
  const page = await get('/');
  expect(await page.text()).toBe('<!doctype html>');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const script = await get('/assets/a-1f.js?x#y');
  expect(await script.text()).toBe('go()');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toContain('immutable');
  for (const { headers } of [page, script, await get('/absent')]) {
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test.each([
  ['/../secret.json', 404],
  ['/%2e%2e/secret.json', 404],
  ['/..%2fsecret.json', 400],
  ['/assets/..%2f..%2fsecret.json', 400],
  ['/..%5csecret.json', 400],
  ['/c:%5csecret.json', 400],
  ['/a%00.js', 400],
  ['/%', 400],
  ['/.hidden', 400],
  ['/assets', 404],
  ['/assets/', 404],
])('%s leads nowhere', async (address, status) => {
  expect((await get(address)).status).toBe(status);
});

test('another host and other verbs are refused', async () => {
  expect((await answer(new Request('app://elsewhere/'), pages)).status).toBe(404);
  expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(405);
});

test('a picture is asked for by its address, query included, and streamed', async () => {
  const response = await get('/media/e1/region/photo?box=0.1,0.2,0.3,0.4');
  expect(asked).toEqual(['media/e1/region/photo?box=0.1,0.2,0.3,0.4']);
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(response.headers.get('content-length')).toBe('1000');
  expect(Buffer.from(await response.arrayBuffer()).equals(photo)).toBe(true);
});

test('a part of an original', async () => {
  const part = await get('/media/e1/original/photo', { headers: { range: 'bytes=10-19' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe('bytes 10-19/1000');
  expect(Buffer.from(await part.arrayBuffer()).equals(photo.subarray(10, 20))).toBe(true);
  const beyond = await get('/media/e1/original/photo', { headers: { range: 'bytes=1000-' } });
  expect(beyond.status).toBe(416);
  expect(beyond.headers.get('content-range')).toBe('bytes */1000');
});

test('a picture that is at hand comes without asking the engine, but for its parts', async () => {
  const kept = await get('/media/e1/small/kept');
  expect(kept.headers.get('content-type')).toBe('image/jpeg');
  expect(kept.headers.get('content-length')).toBe('1000');
  expect(kept.headers.get('cache-control')).toContain('immutable');
  expect(kept.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await kept.arrayBuffer()).equals(photo)).toBe(true);
  expect(asked).toEqual([]);
  const sheet = await get('/media/e1/sheet/small?ids=1,2');
  expect(sheet.headers.get('content-type')).toBe('application/octet-stream');
  expect(sheet.headers.get('cache-control')).toBe('no-store');
  expect(asked).toEqual([]);
  await get('/media/e1/small/kept', { headers: { range: 'bytes=0-9' } });
  await get('/media/e1/small/other');
  expect(asked).toEqual(['media/e1/small/kept', 'media/e1/small/other']);
});

test('what there is of a picture is said without its content', async () => {
  const head = await get('/media/e1/original/photo', { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '1000', '']);
  expect((await get('/media/e1/original/empty')).status).toBe(200);
});

test('a picture that is nowhere, gone, or cannot be asked for', async () => {
  expect((await get('/media/e1/thumb/none')).status).toBe(404);
  expect((await get('/media/e1/thumb/gone')).status).toBe(404);
  const broken = await get('/media/e1/broken/photo');
  expect([broken.status, await broken.text()]).toEqual([503, 'The drive is not connected.']);
});

test('a file that nobody reads on is let go', async () => {
  for (let i = 0; i < 50; i++) {
    const { body } = await get('/media/e1/original/photo');
    await body?.cancel();
  }
  const open = process.report?.getReport() as { libuv: { type: string; filename?: string }[] } | undefined;
  expect(open?.libuv.filter(({ filename }) => filename?.startsWith(folder)) ?? []).toEqual([]);
});
