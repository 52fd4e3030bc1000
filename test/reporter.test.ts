import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const vitest = path.resolve(import.meta.dirname, '../node_modules/vitest/vitest.mjs');
const reporter = path.resolve(import.meta.dirname, 'reporter.ts');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-reporter-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Runs specs of their own in a vitest of their own, with this reporter. */
async function run(specs: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  for (const [name, content] of Object.entries(specs)) await writeFile(path.join(folder, name), content);
  const { stdout, status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', folder, '--globals', '--reporter', reporter, '--no-color'],
    { encoding: 'utf8', env: { ...process.env, PHOTOFINISH_REQUIRE_PARTS: '', ...env } },
  );
  return { lines: stdout.trimEnd().split('\n'), status };
}

const passing = `test('adds', () => { expect(1 + 1).toBe(2); });`;
const skipping = `
  test('runs a network', ({ skip }) => skip('no models'));
  describe.skip('second provider (no Vulkan driver)', () => { test('computes', () => {}); });
`;

test('what passes is counted on the last line, and the run succeeds', async () => {
  const { lines, status } = await run({ 'a.test.ts': passing });
  expect(lines.at(-1)).toBe('1 passed, 0 failed');
  expect(status).toBe(0);
});

test('each skipped spec is named with its reason', async () => {
  const { lines, status } = await run({ 'a.test.ts': passing + skipping });
  expect(lines.slice(-3)).toEqual([
    'skipped: a.test.ts > runs a network (no models)',
    'skipped: a.test.ts > second provider (no Vulkan driver) > computes',
    '1 passed, 0 failed, 2 skipped',
  ]);
  expect(status).toBe(0);
});

test('a skipped spec fails the run where every part is required', async () => {
  const { lines, status } = await run(
    { 'a.test.ts': passing + skipping },
    { PHOTOFINISH_REQUIRE_PARTS: '1' },
  );
  expect(lines.slice(-3)).toEqual([
    'failed, since it was skipped: a.test.ts > runs a network (no models)',
    'failed, since it was skipped: a.test.ts > second provider (no Vulkan driver) > computes',
    '1 passed, 2 failed',
  ]);
  expect(status).toBe(1);
});

test('a failing test, a file that cannot be loaded and a stray rejection are failures', async () => {
  const { lines, status } = await run({
    'a.test.ts': passing,
    'b.test.ts': `test('fails', () => { expect(1).toBe(2); });`,
    'c.test.ts': `import './absent.ts';`,
    'd.test.ts': `test('leaves a rejection behind', () => { void Promise.reject(new Error('stray')); });`,
  });
  expect(lines.at(-1)).toBe('2 passed, 3 failed');
  expect(status).toBe(1);
});
