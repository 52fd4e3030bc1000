// `npm run check`: what is true of the source without running it. Three tools side by side, and
// what they have to say only where they object.
import { execFile } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

const checks = [
  { name: 'format and lint', script: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings'] },
  { name: 'types', script: 'typescript/bin/tsc', args: [] },
  { name: 'types of what runs in a page', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.dom.json'] },
  { name: 'types of the renderer', script: 'typescript/bin/tsc', args: ['-p', 'renderer'] },
  {
    name: 'layers',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', 'dependency-cruiser.config.ts', '.'],
  },
];

const outcomes = await Promise.all(checks.map(run));
for (const { name, failed, output } of outcomes) {
  console.log(`${failed ? '✗' : '✓'} ${name}`);
  if (failed) console.log(output);
}
if (outcomes.some(({ failed }) => failed)) process.exitCode = 1;

function run({ name, script, args }: (typeof checks)[number]) {
  return new Promise<{ name: string; failed: boolean; output: string }>((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'node_modules', script), ...args],
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ name, failed: error !== null, output: `${stdout}${stderr}` }),
    );
  });
}
