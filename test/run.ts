// `npm test`: vitest's specs, then Playwright's specs of the whole application, and as the last line the
// sum of both: `N passed, N failed`, with `, N skipped` where there are any.
//
//   npm test -- <words>   runs the specs whose file names hold one of the words
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const wanted = process.argv.slice(2);
const runners = [
  { name: 'vitest', command: ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests'] },
  { name: 'Playwright', command: ['node_modules/@playwright/test/cli.js', 'test', '--pass-with-no-tests'] },
];

const counts: Counts[] = [];
for (const { name, command } of runners) counts.push(await run(name, [...command, ...wanted]));
const sum = (of: keyof Counts) => counts.reduce((total, each) => total + each[of], 0);
const skipped = sum('skipped');
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (sum('failed') > 0) process.exitCode = 1;

/** Runs one of them to its end; what it prints is printed, but for its closing line. */
function run(name: string, command: readonly string[]): Promise<Counts> {
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
    env: {
      // A pipe takes the colours away that the terminal behind it has.
      ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
      // Specs start the program hundreds of times: half of a start is reading the same sources again.
      NODE_COMPILE_CACHE: path.join(root, 'out/compile-cache'),
      ...process.env,
    },
  });
  let counted: Counts | null = null;
  let rest = '';
  const print = (line: string) => {
    const closing = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line);
    if (!closing) console.log(line);
    else
      counted = { passed: Number(closing[1]), failed: Number(closing[2]), skipped: Number(closing[3] ?? 0) };
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) print(line);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (rest !== '') print(rest);
      const { passed, failed, skipped: left } = counted ?? { passed: 0, failed: 0, skipped: 0 };
      // It ended badly without a failed spec: killed, or stopped before any of them.
      const brokenOff = failed === 0 && code !== 0 ? 1 : 0;
      if (brokenOff) console.log(`${name} ended with code ${code}.`);
      resolve({ passed, failed: failed + brokenOff, skipped: left });
    });
  });
}
