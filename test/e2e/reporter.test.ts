import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeEach(async () => {
  // Below the project, where a spec finds Playwright.
  await mkdir(path.join(root, 'out'), { recursive: true });
  folder = await mkdtemp(path.join(root, 'out/reporter-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Runs specs of their own in a Playwright of their own, with this reporter. */
async function run(specs: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  const config = path.join(folder, 'playwright.config.ts');
  const reporter = path.join(import.meta.dirname, 'reporter.ts');
  const outputDir = path.join(folder, 'output');
  const options = { testDir: folder, outputDir, reporter, workers: 1, timeout: 10_000 };
  await writeFile(config, `export default ${JSON.stringify(options)};`);
  for (const [name, content] of Object.entries(specs)) {
    await writeFile(path.join(folder, name), `import { expect, test } from '@playwright/test';\n${content}`);
  }
  const { stdout, status } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--config', config],
    {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, PHOTOFINISH_REQUIRE_PARTS: '', NO_COLOR: '1', ...env },
    },
  );
  return { lines: stdout.trimEnd().split('\n'), status };
}

const passing = `test('adds', () => { expect(1 + 1).toBe(2); });`;
const skipping = `
  test('draws', () => { test.skip(true, 'no display'); });
  test('says which', ({}, info) => { info.annotations.push({ type: 'launcher', description: 'the stand-in' }); });
`;

test('what passes is counted on the last line, and each spec is named', async () => {
  const { lines, status } = await run({ 'a.spec.ts': passing });
  expect(lines[0]).toMatch(/^ ✓ a\.spec\.ts > adds \d+ms$/);
  expect(lines.at(-1)).toBe('1 passed, 0 failed');
  expect(status).toBe(0);
});

test('launchers are told, and each skipped spec with its reason', async () => {
  const { lines, status } = await run({ 'a.spec.ts': passing + skipping });
  expect(lines.slice(-3)).toEqual([
    'Ran 1 specs: the stand-in',
    'skipped: a.spec.ts > draws (no display)',
    '2 passed, 0 failed, 1 skipped',
  ]);
  expect(status).toBe(0);
});

test('a skipped spec fails the run where every part is required', async () => {
  const { lines, status } = await run(
    { 'a.spec.ts': passing + skipping },
    { PHOTOFINISH_REQUIRE_PARTS: '1' },
  );
  expect(lines.slice(-2)).toEqual([
    'failed, since it was skipped: a.spec.ts > draws (no display)',
    '2 passed, 1 failed',
  ]);
  expect(status).toBe(1);
});

test('a failing spec and a file that cannot be loaded are failures', async () => {
  const failing = await run({
    'a.spec.ts': passing,
    'b.spec.ts': `test('f', () => { expect(1).toBe(2); });`,
  });
  expect(failing.lines.at(-1)).toBe('1 passed, 1 failed');
  expect(failing.status).toBe(1);
  const broken = await run({ 'b.spec.ts': '', 'c.spec.ts': `import './absent.ts';` });
  expect(broken.lines.at(-1)).toMatch(/^0 passed, [1-9]\d* failed$/);
  expect(broken.status).toBe(1);
});
