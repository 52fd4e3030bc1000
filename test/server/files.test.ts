import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sheetAddress, unpackSheet } from '../../engine/contract/picture-sheet.ts';
import { photo } from '../catalog/samples.ts';
import { type RunningServer, runningServer } from './running-server.ts';

describe('the application', () => {
  it('is served with its files cached for good and its page asked for anew', async () => {
    const { request } = await runningServer();
    const page = await request('/');
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>Photofinish</title>' });
    expect(page.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
    });
    const again = await request('/', { headers: { 'if-none-match': String(page.headers.etag) } });
    expect(again.status).toBe(304);
    const script = await request('/assets/index-abc123.js');
    expect(script.status).toBe(200);
    expect(script.headers['content-type']).toMatch(/javascript/);
    expect(script.headers['cache-control']).toMatch(/max-age=31536000, immutable/);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/assets//../../secret.txt',
    '/.stamp',
    '/%2estamp',
    '/index.html%00.txt',
    '/assets',
    '/nothing.html',
  ])('%s is nothing of it', async (place) => {
    const { request } = await runningServer();
    const { status, body } = await request(place);
    expect([400, 403, 404]).toContain(status);
    expect(body).not.toContain('secret\n');
    expect(JSON.parse(body)).toHaveProperty('code');
  });
});

/** An event with one photo under a name that means something in an address. */
async function withPhoto({ engine, home }: RunningServer) {
  const { id: event } = await engine.client.events.create({ name: 'City' });
  const file = path.join(home, 'card', '100% sharp #7?.jpg');
  await mkdir(path.dirname(file), { recursive: true });
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background: 'grey', noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
  await writeFile(file, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const catalog = await engine.contextFor('machine').catalog();
  const files = [
    { path: file, size: bytes.length, modifiedMs: (await stat(file)).mtimeMs, role: 'jpeg' as const, sha256 },
  ];
  await catalog.recordPhotos(event, [photo(1, { id: sha256, files })]);
  return { event, file, bytes, address: `/media/${event}/original/${sha256}`, sha256 };
}

describe('pictures', () => {
  it('come whole, in parts, and not again where the browser has them', async () => {
    const running = await runningServer();
    const { address, bytes } = await withPhoto(running);
    const answer = await fetch(`${running.server.url}${address}`);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      'content-length': String(bytes.length),
    });
    const etag = String(answer.headers.get('etag'));
    expect((await running.request(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const head = await running.request(address, { method: 'HEAD' });
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(bytes.length)]);

    const part = await fetch(`${running.server.url}${address}`, { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
    const beyond = await running.request(address, { headers: { range: `bytes=${bytes.length}-` } });
    expect(beyond.status).toBe(416);
  });

  it('are made where they do not exist yet', async () => {
    const running = await runningServer();
    const { event, sha256 } = await withPhoto(running);
    const sizes = [];
    for (const picture of [
      `small/${sha256}`,
      `thumb/${sha256}`,
      `preview/${sha256}`,
      `region/${sha256}?box=0,0,0.5,0.5`,
    ]) {
      const answer = await fetch(`${running.server.url}/media/${event}/${picture}`);
      expect([picture, answer.status, answer.headers.get('content-type')]).toEqual([
        picture,
        200,
        'image/jpeg',
      ]);
      const { width, height } = await sharp(await answer.arrayBuffer()).metadata();
      sizes.push([width, height]);
    }
    expect(sizes.slice(0, 2)).toEqual([
      [240, 160],
      [480, 320],
    ]);
    expect(sizes[2]![0]).toBeLessThanOrEqual(2048);
    expect(sizes[3]![0]! / sizes[3]![1]!).toBeCloseTo(1.5, 1);
  });

  it('that were made come whole with the first byte, and in parts where those are asked for', async () => {
    const running = await runningServer();
    const { event, sha256 } = await withPhoto(running);
    const address = `/media/${event}/small/${sha256}`;
    const made = await fetch(`${running.server.url}${address}`);
    const bytes = Buffer.from(await made.arrayBuffer());
    const again = await fetch(`${running.server.url}${address}`);
    expect(Object.fromEntries(again.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
    const sheet = await fetch(`${running.server.url}/${sheetAddress(event, 'small', [sha256])}`);
    expect(sheet.headers.get('cache-control')).toBe('no-store');
    expect(unpackSheet(await sheet.arrayBuffer()).map((one) => bytes.equals(one!))).toEqual([true]);
    const head = await running.request(address, { method: 'HEAD' });
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(bytes.length)]);
    const part = await fetch(`${running.server.url}${address}`, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
  });

  it('that are not there are said to be absent, whatever the address tries', async () => {
    const running = await runningServer();
    const { event, address, file, sha256, bytes } = await withPhoto(running);
    for (const place of [
      `/media/${event}/original/${'0'.repeat(64)}`,
      `/media/${event}/original/${sha256}/../../../secret.txt`,
      `/media/${event}/original/..%2f..%2f..%2fsecret.txt`,
      `/media/${event}/original/${encodeURIComponent(file)}`,
      `/media/..%2fsecret.txt`,
      `/media/${event}/region/${sha256}?box=0,0,9,9`,
      `/media/019a2f00-0000-7000-8000-000000000000/thumb/${sha256}`,
      '/media/',
    ]) {
      const { status, body, headers } = await running.request(place);
      expect([place, status, JSON.parse(body).code]).toEqual([place, 404, 'ADDRESS_NOT_FOUND']);
      expect(headers['cache-control']).toBe('no-store');
    }
    expect((await readFile(file)).equals(bytes)).toBe(true);
    await rm(file);
    expect((await running.request(address)).status).toBe(404);
  });
});
