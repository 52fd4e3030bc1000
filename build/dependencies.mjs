// Plain JavaScript, because it runs before the pinned Node does: any Node from 20 on.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from './error-code.mjs';

/**
 * A package in a lockfile, as far as it is looked at here.
 *
 * @typedef {object} LockedPackage
 * @property {string} version
 * @property {string} [integrity]
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {string | string[]} [libc]
 * @property {boolean} [optional]
 */

/**
 * Whether `node_modules` holds what `package-lock.json` wants on this machine, and no more. npm
 * writes down what it installed in `node_modules/.package-lock.json`, as its last step, so that an
 * installation that was interrupted holds nothing.
 *
 * @param {string} root
 */
export function dependenciesMatch(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(root, 'node_modules/.package-lock.json'));
  return missing(root).length === 0 && Object.keys(installed).every((place) => place in wanted);
}

/**
 * Folders of the packages that are wanted here and absent or of another version.
 *
 * @param {string} root
 */
function missing(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(root, 'node_modules/.package-lock.json'));
  return Object.entries(wanted)
    .filter(([place, entry]) => place !== '' && isForThisMachine(entry))
    .filter(
      ([place, { version, integrity }]) =>
        installed[place]?.version !== version ||
        installed[place].integrity !== integrity ||
        !existsSync(path.join(root, place, 'package.json')),
    )
    .map(([place]) => place);
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>} by folder; none where npm has not finished writing them
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}

/**
 * npm's rules for `os`, `cpu` and `libc` (the program itself needs glibc on Linux). Of the optional
 * packages only the binaries of this platform count: the others stand in for a binary elsewhere.
 *
 * @param {LockedPackage} entry
 */
function isForThisMachine({ os, cpu, libc, optional }) {
  if (optional && os === undefined) return false;
  return admits(os, process.platform) && admits(cpu, process.arch) && admits(libc, 'glibc');
}

/**
 * @param {string | string[] | undefined} values one or a list, of what is admitted or, with `!`, of what is not
 * @param {string} value
 */
function admits(values, value) {
  const list = [values ?? []].flat();
  const refused = list.filter((item) => item.startsWith('!'));
  return !refused.includes(`!${value}`) && (list.length === refused.length || list.includes(value));
}

/**
 * Makes `node_modules` match the lockfile. `onStart` is told npm's process id and `onProgress` how
 * many packages are in place, twice a second.
 *
 * @param {string} root
 * @param {{ onStart: (pid: number) => void, onProgress: (done: number, total: number) => void }} listeners
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
  if (child.pid !== undefined) onStart(child.pid);
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
  if (leftOut.length > 0) throw new SetUpError(whyLeftOut(root, leftOut));
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

const diskFull =
  'The disk is full. Make about 1 GB of room, here and where npm keeps its cache, and run the same command again.';

/**
 * npm calls it a success when it could not write what it unpacked, or not download an optional package.
 *
 * @param {string} root
 * @param {string[]} places
 */
function whyLeftOut(root, places) {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < 50e6) return diskFull;
  const names = places.slice(0, 3).map((place) => place.replace(/^.*node_modules\//, ''));
  const more = places.length > names.length ? ` and ${places.length - names.length} more` : '';
  return `npm left out ${names.join(', ')}${more}, most likely because a download failed. Run the same command again.`;
}

/**
 * @param {string} output
 * @param {number} exitCode
 */
function whyNpmFailed(output, exitCode) {
  const { code = '', summary = '' } = npmError(output);
  if (networkCodes.test(code)) {
    return (
      `The npm registry cannot be reached (${code}). Connect to the network and run the same command again: ` +
      'what has been fetched so far is kept. docs/set-up.md says how to set up a machine that has no network.'
    );
  }
  if (code === 'ENOSPC') return diskFull;
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return `This account may not write there (${code}). ${summary} Give it the right to, and run the same command again.`;
  }
  return `npm ci failed (${code || `exit code ${exitCode}`}). ${summary}`.trim();
}

/**
 * @param {string} output
 * @returns {{ code?: string, summary?: string }}
 */
function npmError(output) {
  try {
    return JSON.parse(output).error ?? {};
  } catch {
    return {};
  }
}
