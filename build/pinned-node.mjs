// Plain JavaScript, because it runs before the pinned Node does: any Node from 20 on.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import os from 'node:os';

/** Every part of the program runs on this Node or a newer one: it strips types and has `node:` modules we use. */
const minimalNode = { major: 24, minor: 15 };

/**
 * @param {string} version as `24.21.0`
 * @returns {boolean} whether a Node of this version runs the program
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > minimalNode.major || (major === minimalNode.major && minor >= minimalNode.minor);
}

/**
 * The Node that npm installed beside the other packages (`optionalDependencies` name one for each
 * platform that has one), or null where there is none.
 */
export function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  try {
    return createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/${file}`);
  } catch {
    return null;
  }
}

/** What is wrong when `isNewEnough` says no; the caller adds what to do. */
export const nodeTooOld = `Photofinish runs on Node ${minimalNode.major}.${minimalNode.minor} or newer, and this is ${process.version} on ${process.platform} ${process.arch}.`;

/**
 * Runs a script on another Node, in this terminal, and ends as it ends: same exit code, same signal.
 * Ctrl-C in a terminal reaches both processes, so that only a signal sent to this one alone is
 * passed on; either way the child decides when to stop.
 *
 * @param {string} node
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<boolean>} whether it ended with exit code 0
 */
export async function runOn(node, script, args, env = process.env) {
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env });
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, passOn);
  /** @type {number} */
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    // A shell gives 128 and the number of the signal for a process that died of one.
    child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']));
  });
  for (const signal of signals) process.off(signal, passOn);
  process.exitCode = exitCode;
  return exitCode === 0;
}
