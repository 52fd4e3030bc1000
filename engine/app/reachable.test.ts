import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { Reachability } from './reachable.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('an answer is remembered for a while, then asked anew', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'photofinish-drive-'));
  const reachability = new Reachability();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  expect(await reachability.isThere(folder)).toBe(true);
  await rm(folder, { recursive: true });
  expect(await reachability.isThere(folder)).toBe(true);
  clock.mockReturnValue(10_000);
  expect(await reachability.isThere(folder)).toBe(false);
});
