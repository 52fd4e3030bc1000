import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import config from '../dependency-cruiser.config.ts';

/** Breaks each rule of `dependency-cruiser.config.ts` in a small tree of its own, and sees it caught. */
let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'photofinish-layers-')));
  await cp(path.resolve(import.meta.dirname, '../package.json'), path.join(root, 'package.json'));
});

afterEach(() => rm(root, { recursive: true }));

/** Names of the rules that these files break. A file that is only imported is made here. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  const { options, ...ruleSet } = config;
  const result = await cruise(['.'], { ...options, baseDir: root, ruleSet, validate: true });
  const { violations } = (result.output as ICruiseResult).summary;
  return [...new Set(violations.map(({ rule }) => rule.name))]
    .filter((name) => name !== 'no-orphans' && name !== 'not-to-unresolvable')
    .toSorted();
}

const exportsX = 'export const x = 1;\nexport type X = number;\n';

describe('an import that a layer may not have is caught', () => {
  test.each([
    ['engine/contract/a.ts', 'engine/vision/x.ts', 'contract-knows-no-other-layer'],
    ['engine/vision/a.ts', 'engine/inference/x.ts', 'siblings-below-app-know-only-the-contract'],
    ['engine/catalog/sqlite/a.ts', 'engine/people/x.ts', 'siblings-below-app-know-only-the-contract'],
    ['engine/ingest/a.ts', 'engine/app/x.ts', 'siblings-below-app-know-only-the-contract'],
    ['engine/export/a.ts', 'engine/ingest/x.ts', 'siblings-below-app-know-only-the-contract'],
    ['engine/files/a.ts', 'engine/ingest/x.ts', 'siblings-below-app-know-only-the-contract'],
    ['engine/vision/a.ts', 'engine/files/x.ts', 'only-what-copies-knows-files'],
    ['engine/sync/a.ts', 'test/x.ts', 'siblings-below-app-know-only-the-contract'],
    ['engine/app/a.ts', 'engine/cli/x.ts', 'app-knows-no-host'],
    ['engine/cli/a.ts', 'engine/vision/x.ts', 'hosts-call-only-app'],
    ['engine/server/a.ts', 'engine/cli/x.ts', 'hosts-call-only-app'],
    ['electron/a.ts', 'engine/catalog/x.ts', 'hosts-call-only-app'],
    ['renderer/a.ts', 'engine/app/x.ts', 'renderer-knows-only-the-contract'],
    ['engine/app/a.ts', 'engine/vision/x.test.ts', 'nothing-imports-a-spec'],
  ])('%s → %s', async (from, to, rule) => {
    const specifier = path.posix.relative(path.posix.dirname(from), to);
    const target = specifier.startsWith('.') ? specifier : `./${specifier}`;
    for (const statement of [
      `import type { X } from '${target}';\nexport const y: X = 1;\n`,
      `import { x } from '${target}';\nconsole.log(x);\n`,
      `import { type X } from '${target}';\nexport const y: X = 1;\n`,
      `export { x } from '${target}';\n`,
      `export const x = await import('${target}');\n`,
      `await using x = await import('${target}');\nconsole.log(x);\n`,
    ]) {
      expect(await brokenRules({ [from]: statement, [to]: exportsX }), statement).toContain(rule);
    }
  });
});

describe('a package that a layer may not use is caught', () => {
  test.each([
    ['engine/contract/a.ts', 'node:path', 'contract-packages'],
    ['engine/contract/a.ts', 'sharp', 'contract-packages'],
    ['engine/vision/a.ts', 'node:fs/promises', 'vision-touches-pixels-only'],
    ['engine/vision/bibs/a.ts', 'onnxruntime-node', 'vision-touches-pixels-only'],
    ['engine/people/a.ts', 'node:fs', 'people-is-pure'],
    ['engine/people/a.ts', 'zod', 'people-is-pure'],
    ['engine/app/a.ts', 'onnxruntime-node', 'only-inference-runs-networks'],
    ['engine/app/a.ts', 'better-sqlite3', 'only-the-sqlite-store-knows-sqlite'],
    ['engine/catalog/postgres/a.ts', 'sqlite-vec', 'only-the-sqlite-store-knows-sqlite'],
    ['engine/app/a.ts', 'electron', 'only-hosts-know-their-frameworks'],
    ['engine/cli/a.ts', 'fastify', 'only-hosts-know-their-frameworks'],
    ['engine/catalog/a.ts', '@fastify/static', 'only-hosts-know-their-frameworks'],
    ['engine/server/a.ts', 'electron', 'server-knows-no-desktop'],
    ['renderer/a.ts', 'node:fs', 'renderer-uses-no-node'],
    ['engine/app/a.ts', 'vitest', 'no-development-package-in-the-program'],
    ['engine/app/a.ts', 'left-pad', 'no-development-package-in-the-program'],
  ])('%s → %s', async (from, packageName, rule) => {
    await mkdir(path.join(root, 'node_modules', packageName), { recursive: true });
    await writeFile(
      path.join(root, 'node_modules', packageName, 'package.json'),
      `{"name":"${packageName}"}`,
    );
    await writeFile(path.join(root, 'node_modules', packageName, 'index.js'), exportsX);
    const rules = await brokenRules({ [from]: `import * as it from '${packageName}';\nconsole.log(it);\n` });
    expect(rules).toContain(rule);
  });
});

test('a circle of types alone is caught', async () => {
  const rules = await brokenRules({
    'engine/people/a.ts': `import type { B } from './b.ts';\nexport type A = B | 1;\n`,
    'engine/people/b.ts': `import type { A } from './a.ts';\nexport type B = A | 2;\n`,
  });
  expect(rules).toEqual(['no-circular']);
});

test('imports that point down, and a spec that looks across, are let through', async () => {
  const rules = await brokenRules({
    'engine/contract/x.ts': `import * as z from 'zod';\nexport const x = z;\nexport type X = number;\n`,
    'engine/vision/x.ts': `import { x } from '../contract/x.ts';\nexport { x };\n`,
    'engine/inference/x.ts': `import { x } from '../contract/x.ts';\nexport { x };\n`,
    'engine/app/x.ts': `import { x } from '../vision/x.ts';\nimport { x as y } from '../inference/x.ts';\nexport { x, y };\n`,
    'engine/cli/x.ts': `import { x } from '../app/x.ts';\nconsole.log(x);\n`,
    'engine/server/x.ts': `import 'fastify';\nimport { x } from '../app/x.ts';\nconsole.log(x);\n`,
    'electron/x.ts': `import 'electron';\nimport { x } from '../engine/app/x.ts';\nconsole.log(x);\n`,
    'renderer/x.ts': `import 'react';\nimport type { X } from '../engine/contract/x.ts';\nexport const y: X = 1;\n`,
    'engine/vision/x.test.ts': `import { x } from '../inference/x.ts';\nimport 'node:fs';\nconsole.log(x);\n`,
  });
  expect(rules).toEqual([]);
});
