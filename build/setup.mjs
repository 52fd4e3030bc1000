// Plain JavaScript without dependencies: on a fresh clone there is nothing else, and any Node from 20 on runs it.
//
//   node build/setup.mjs <script> [arguments…]
//
// makes the checkout ready (packages as the lockfile has them, models as the manifest has them) and
// runs the script on the pinned Node. All it says goes to standard error: standard output belongs to
// the script.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { dependenciesMatch, installDependencies, SetUpError } from './dependencies.mjs';
import { missingModels } from './missing-models.mjs';
import { isNewEnough, nodeTooOld, pinnedNode, runOn } from './pinned-node.mjs';
import { takeSetUpLock } from './set-up-lock.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [script = '', ...args] = process.argv.slice(2);

try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetUpError(
      `Set-up needs Node 20 or newer, and this is ${process.version}. Install Node 24 from https://nodejs.org and run the same command again.`,
    );
  }
  if (!isReady() && !(await setUp())) process.exit(process.exitCode);
  await run();
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`set-up: ${error.message}`);
  process.exitCode = 1;
}

function isReady() {
  return dependenciesMatch(root) && missingModels(root).length === 0;
}

/** Whether everything is in place now; what failed has been said. */
async function setUp() {
  const lock = await takeSetUpLock(path.join(root, '.setup.lock'), (pid) =>
    console.error(`set-up: waiting for another set-up of this folder to end (process ${pid})`),
  );
  try {
    if (!dependenciesMatch(root)) await installWithProgress(lock);
    const models = missingModels(root);
    return (
      models.length === 0 || (await runOn(programNode(), path.join(root, 'build/fetch-models.ts'), models))
    );
  } finally {
    lock.release();
  }
}

/** @param {Awaited<ReturnType<typeof takeSetUpLock>>} lock */
async function installWithProgress(lock) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
  console.error('set-up: installing packages');
  await installDependencies(root, {
    onStart: (pid) => lock.holdFor(pid),
    onProgress: (done, total) => {
      if (process.stderr.isTTY)
        process.stderr.write(`\r\x1b[Kset-up: ${done} of ${total} packages, ${seconds()}`);
    },
  });
  console.error(`${process.stderr.isTTY ? '\r\x1b[K' : ''}set-up: packages installed in ${seconds()}`);
}

/** The Node that runs the program: the pinned one wherever there is one, so that all machines run the same. */
function programNode() {
  const node = pinnedNode() ?? (isNewEnough(process.versions.node) ? process.execPath : null);
  if (node === null) {
    throw new SetUpError(
      `${nodeTooOld} npm carries none for this kind of machine: install Node 24 from https://nodejs.org and run the same command again.`,
    );
  }
  return node;
}

async function run() {
  const file = path.resolve(root, script);
  const node = programNode();
  if (realpathSync(node) !== realpathSync(process.execPath)) {
    // Scripts that start `node` or a tool of node_modules by name find the pinned ones, as under `npm run`.
    const PATH = [path.dirname(node), path.join(root, 'node_modules/.bin'), process.env['PATH']].join(
      path.delimiter,
    );
    await runOn(node, file, args, { ...process.env, PATH });
    return;
  }
  process.argv = [node, file, ...args];
  await import(pathToFileURL(file).href);
}
