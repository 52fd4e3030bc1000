// Electron's program, which no npm package carries: its own downloader fetches it where that can be done.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A refusal is remembered so long, in milliseconds: a laptop comes home from the race sometime. */
const refusalLifetime = 7 * 24 * 3_600_000;

/**
 * The program of Electron in this checkout; null where it was not fetched.
 *
 * @param {string} root of the checkout
 * @returns {Promise<string | null>}
 */
export async function installedElectron(root) {
  const folder = path.join(root, 'node_modules', 'electron');
  try {
    const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const program = path.join(folder, 'dist', await readFile(path.join(folder, 'path.txt'), 'utf8'));
    const fetched = await readFile(path.join(folder, 'dist', 'version'), 'utf8');
    return fetched.trim().replace(/^v/, '') === version && existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/**
 * The program of Electron, fetched if need be. Where that fails (no network, a server that says nothing
 * for ten seconds) the reason is remembered for a week, so that only one start waits for it;
 * `PHOTOFINISH_ELECTRON=fetch` asks again, `PHOTOFINISH_ELECTRON=none` never asks. Never rejects.
 *
 * @param {string} root of the checkout
 * @param {(line: string) => void} say hears what takes time
 * @returns {Promise<{ program: string, reason: null } | { program: null, reason: string }>} a reason is a clause: "it could not be fetched (…)"
 */
export async function obtainElectron(root, say) {
  const installed = await installedElectron(root);
  if (installed !== null) return { program: installed, reason: null };
  const wish = process.env['PHOTOFINISH_ELECTRON'];
  if (wish === 'none') return { program: null, reason: 'PHOTOFINISH_ELECTRON is none' };
  const memory = path.join(root, 'node_modules', '.cache', 'photofinish', 'electron.json');
  const remembered = wish === 'fetch' ? null : await readRefusal(memory);
  if (remembered !== null) return { program: null, reason: remembered };
  say('Fetching the desktop window (Electron, about 120 MB) …');
  const trouble = await fetchElectron(root);
  const program = await installedElectron(root);
  if (program !== null) return { program, reason: null };
  const reason = `Electron could not be fetched (${trouble ?? 'it is not where it should be'})`;
  await writeRefusal(memory, reason);
  return { program: null, reason };
}

/**
 * Runs the downloader that comes with Electron's package.
 *
 * @param {string} root
 * @returns {Promise<string | null>} what went wrong
 */
function fetchElectron(root) {
  const installer = path.join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return Promise.resolve('the package electron is not installed');
  const impatience = pathToFileURL(path.join(import.meta.dirname, 'impatient-fetch.mjs')).href;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', impatience, installer], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // As npm does, this takes the proxy that the environment names.
      env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-4_000);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? null : firstCause(said)));
  });
}

/**
 * The line of a trace that says why: the innermost cause, where `fetch` says only that it failed.
 *
 * @param {string} trace
 */
function firstCause(trace) {
  const lines = trace.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /^(\[cause\]: )?\w*(Error|Exception)\b.*: /.test(line));
  return (errors.at(-1) ?? lines.find((line) => line !== '') ?? 'no reason given').replace(
    /^(\[cause\]: )?\w+( \[\w+\])?: /,
    '',
  );
}

/**
 * @param {string} file
 * @returns {Promise<string | null>}
 */
async function readRefusal(file) {
  try {
    const { at, reason } = JSON.parse(await readFile(file, 'utf8'));
    return Date.now() - at < refusalLifetime ? `${reason}; PHOTOFINISH_ELECTRON=fetch tries again` : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {string} reason
 */
async function writeRefusal(file, reason) {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ at: Date.now(), reason }));
  } catch {
    // Nothing but ten seconds of the next start are lost.
  }
}
