import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  minimumSize,
  placeOnScreen,
  readWindowState,
  type WindowState,
  writeWindowState,
} from './window-state.ts';

const laptop = { x: 0, y: 0, width: 1920, height: 1080 };
const beside = { x: 1920, y: 0, width: 2560, height: 1440 };
const left: WindowState = { x: 2100, y: 100, width: 1500, height: 950, maximized: false, fullScreen: false };

describe('where a window goes', () => {
  test('for the first time in the middle, at its usual size', () => {
    expect(placeOnScreen(null, [laptop])).toEqual({
      x: null,
      y: null,
      width: 1440,
      height: 900,
      maximized: false,
      fullScreen: false,
    });
  });

  test('where it was left, on any display', () => {
    expect(placeOnScreen(left, [laptop, beside])).toEqual(left);
  });

  test('back onto the screen when its display is gone', () => {
    expect(placeOnScreen(left, [laptop])).toEqual({ ...left, x: null, y: null });
  });

  test('back when only a corner or no title bar can be reached', () => {
    for (const place of [
      { x: 1900, y: 100 },
      { x: -1480, y: 100 },
      { x: 100, y: -60 },
      { x: 100, y: 1070 },
    ]) {
      expect(placeOnScreen({ ...left, ...place }, [laptop])).toMatchObject({ x: null, y: null });
    }
  });

  test('never larger than its display nor smaller than a screen needs', () => {
    expect(placeOnScreen({ ...left, x: 0, y: 0, width: 4000, height: 3000 }, [laptop])).toMatchObject({
      width: 1920,
      height: 1080,
    });
    expect(placeOnScreen({ ...left, x: 0, y: 0, width: 10, height: 10 }, [laptop])).toMatchObject(
      minimumSize,
    );
  });

  test('always within reach, whatever was written down', () => {
    const place = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(place, place, size, size, (x, y, width, height) => {
        const placed = placeOnScreen({ ...left, x, y, width, height }, [laptop, beside]);
        const reached = [laptop, beside].some(
          (area) =>
            placed.x !== null &&
            placed.y !== null &&
            placed.x < area.x + area.width - 100 &&
            placed.x + placed.width > area.x + 100 &&
            placed.y >= area.y &&
            placed.y < area.y + area.height,
        );
        expect(placed.x === null || reached).toBe(true);
      }),
    );
  });
});

describe('on the disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-window-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is read as it was written, and leaves nothing beside it', async () => {
    const file = path.join(folder, 'new', 'state.json');
    await writeWindowState(file, left);
    await writeWindowState(file, { ...left, maximized: true });
    expect(await readWindowState(file)).toEqual({ ...left, maximized: true });
    expect(await readdir(path.dirname(file))).toEqual(['state.json']);
  });

  test('a file that is absent, cut or of another form is none', async () => {
    const file = path.join(folder, 'state.json');
    expect(await readWindowState(file)).toBeNull();
    for (const content of ['', '{"x":1', '{"x":"left"}', 'null']) {
      await writeFile(file, content);
      expect(await readWindowState(file), content).toBeNull();
    }
  });

  test('a disk that cannot be written is no error', async () => {
    await writeFile(path.join(folder, 'file'), '');
    await expect(writeWindowState(path.join(folder, 'file', 'state.json'), left)).resolves.toBeUndefined();
  });
});
