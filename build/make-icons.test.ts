import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeIcons } from './make-icons.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-icons-'));
  await makeIcons(folder);
});
afterEach(() => rm(folder, { recursive: true }));

test('pictures have the size in their names, and show something', async () => {
  for (const size of [16, 256, 1024]) {
    const { width, height } = await sharp(path.join(folder, `${size}x${size}.png`)).metadata();
    expect([width, height]).toEqual([size, size]);
  }
  const { channels, dominant } = await sharp(path.join(folder, 'icon.png')).stats();
  expect(channels[0]?.stdev).toBeGreaterThan(20);
  expect(dominant.r).toBeGreaterThan(200);
});

test('each picture of the Windows icon is where its directory says', async () => {
  const ico = await readFile(path.join(folder, 'icon.ico'));
  const count = ico.readUInt16LE(4);
  expect(count).toBe(7);
  for (let index = 0; index < count; index++) {
    const at = 6 + 16 * index;
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
    const { width } = await sharp(ico.subarray(offset, offset + length)).metadata();
    expect(width).toBe(ico.readUInt8(at) || 256);
  }
});

test('the pieces of the Apple icon fill it to its end', async () => {
  const icns = await readFile(path.join(folder, 'icon.icns'));
  expect(icns.toString('ascii', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const types: string[] = [];
  let at = 8;
  while (at < icns.length) {
    types.push(icns.toString('ascii', at, at + 4));
    const length = icns.readUInt32BE(at + 4);
    expect((await sharp(icns.subarray(at + 8, at + length)).metadata()).format).toBe('png');
    at += length;
  }
  expect(at).toBe(icns.length);
  expect(types).toContain('ic10');
});
