// Plain JavaScript, because it runs before the pinned Node does: any Node from 20 on.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import os from 'node:os';

/** Every part of the program runs on this Node or a newer one: it strips types and has `node:` modules we use. */
const minimalNode = [24, 15];

/** Whether a Node of this version (`24.21.0`) runs the program. */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > minimalNode[0] || (major === minimalNode[0] && minor >= minimalNode[1]);
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
export const nodeTooOld = `Photofinish runs on Node ${minimalNode.join('.')} or newer, and this is ${process.version} on ${process.platform} ${process.arch}.`;

/**
 * Runs a script on another Node, in this terminal, and ends as it ends: same exit code, same signal.
 * Ctrl-C in a terminal reaches both processes, so that only a signal sent to this one alone is
 * passed on; either way the child decides when to stop.
 */
export async function runOn(node, script, args, env = process.env) {
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env });
  const passOn = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  const { code, signal } = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  for (const signal of signals) process.off(signal, passOn);
  if (signal !== null) process.exitCode = 128 + os.constants.signals[signal];
  else process.exitCode = code;
  return process.exitCode === 0;
}
