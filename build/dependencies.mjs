// Plain JavaScript, because it runs before the pinned Node does: any Node from 20 on.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether `node_modules` holds what `package-lock.json` wants on this machine, and no more. npm
 * writes down what it installed in `node_modules/.package-lock.json`, as its last step, so that an
 * installation that was interrupted holds nothing.
 */
export function dependenciesMatch(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(root, 'node_modules/.package-lock.json'));
  return missing(root).length === 0 && Object.keys(installed).every((place) => place in wanted);
}

/** Folders of the packages that are wanted here and absent or of another version. */
function missing(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(root, 'node_modules/.package-lock.json'));
  return Object.keys(wanted).filter((place) => {
    const entry = wanted[place];
    if (place === '' || !isForThisMachine(entry)) return false;
    return (
      installed[place]?.version !== entry.version ||
      installed[place].integrity !== entry.integrity ||
      !existsSync(path.join(root, place, 'package.json'))
    );
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}

/**
 * npm's rules for `os`, `cpu` and `libc` (the program itself needs glibc on Linux). Of the optional
 * packages only the binaries of this platform count: the others stand in for a binary elsewhere.
 */
function isForThisMachine({ os, cpu, libc, optional }) {
  if (optional && os === undefined) return false;
  return admits(os, process.platform) && admits(cpu, process.arch) && admits(libc, 'glibc');
}

/** One value or a list, of what is admitted or, with `!`, of what is not. */
function admits(values, value) {
  const list = [values ?? []].flat();
  const refused = list.filter((item) => item.startsWith('!'));
  return !refused.includes(`!${value}`) && (list.length === refused.length || list.includes(value));
}

/**
 * Makes `node_modules` match the lockfile. `onStart` is told npm's process id and `onProgress` how
 * many packages are in place, twice a second.
 *
 * @throws {SetUpError} with a sentence that says why it failed and what to do.
 */
export async function installDependencies(root, { onStart, onProgress }) {
  const wanted = missing(root);
  const npm = npmCommand();
  const child = spawn(
    npm.command,
    [
      ...npm.args,
      'ci',
      '--json',
      '--loglevel=silent',
      '--fetch-retry-mintimeout=1000',
      '--fetch-retry-maxtimeout=8000',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: npm.shell,
    },
  );
  onStart(child.pid);
  const timer = setInterval(() => {
    onProgress(
      wanted.filter((place) => existsSync(path.join(root, place, 'package.json'))).length,
      wanted.length,
    );
  }, 500);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => clearInterval(timer));
  if (code !== 0) throw new SetUpError(whyNpmFailed(output, code));
  const leftOut = missing(root);
  if (leftOut.length > 0) {
    // npm leaves out an optional package whose download fails, and calls that a success.
    throw new SetUpError(
      `npm left out ${leftOut.map((place) => path.posix.basename(place)).join(', ')}, most likely because a download failed. ` +
        'Run the same command again.',
    );
  }
}

/** What could not be set up, in a sentence for a person. */
export class SetUpError extends Error {}

/**
 * The npm that started this script, on its own Node: the `node` of `node_modules`, which `npm run`
 * finds first, is among what `npm ci` removes.
 */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && node) return { command: node, args: [npm], shell: false };
  const windows = process.platform === 'win32';
  return { command: windows ? 'npm.cmd' : 'npm', args: [], shell: windows };
}

const networkCodes =
  /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|E\w*TIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENETWORK|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT|FETCH_ERROR)$/;

function whyNpmFailed(output, exitCode) {
  const { code = '', summary = '' } = npmError(output);
  if (networkCodes.test(code)) {
    return (
      `The npm registry cannot be reached (${code}). Connect to the network and run the same command again: ` +
      'what has been fetched so far is kept. docs/set-up.md says how to set up a machine that has no network.'
    );
  }
  if (code === 'ENOSPC') {
    return 'The disk is full. Make about 1 GB of room here and in npm’s cache, and run the same command again.';
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return `This account may not write there (${code}). ${summary} Give it the right to, and run the same command again.`;
  }
  return `npm ci failed (${code || `exit code ${exitCode}`}). ${summary}`.trim();
}

function npmError(output) {
  try {
    return JSON.parse(output).error ?? {};
  } catch {
    return {};
  }
}
