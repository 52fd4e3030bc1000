// Plain JavaScript, because it runs before the pinned Node does: any Node from 20 on.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './error-code.mjs';

/**
 * Waits until this process alone may change `node_modules` and `models`, and gives back what tells
 * the lock of a child process and what lets go of it. A lock counts as long as the process that took
 * it lives, or the child that it named: `npm ci` goes on when the set-up that started it is killed.
 *
 * @param {string} file
 * @param {(holder: number) => void} sayWaiting called once, where there is somebody to wait for
 */
export async function takeSetUpLock(file, sayWaiting) {
  let said = false;
  while (true) {
    const taken = tryToTake(file);
    if (taken) return taken;
    const holders = readHolders(file);
    const holder = holders.find(isAlive);
    if (holder !== undefined) {
      if (!said) sayWaiting(holder);
      said = true;
      await sleep(200);
    } else {
      removeDeadLock(file, holders);
    }
  }
}

/**
 * Linking and renaming put a file there with its content, so that nobody ever reads half a lock.
 *
 * @param {string} file
 */
function tryToTake(file) {
  const own = `${file}.${process.pid}.tmp`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  } finally {
    rmSync(own);
  }
  return {
    /** @param {number} child */
    holdFor: (child) => {
      writeFileSync(own, `${process.pid} ${child}`);
      renameSync(own, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * Process ids; none when the lock went away meanwhile.
 *
 * @param {string} file
 */
function readHolders(file) {
  try {
    return readFileSync(file, 'utf8').split(' ').map(Number);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Two waiting processes may see the same dead lock at once, and the slower one must not remove the
 * lock that the quicker one has taken since: the file is moved aside first, looked at again, and put
 * back where its holders turn out to live.
 *
 * @param {string} file
 * @param {number[]} holders
 */
function removeDeadLock(file, holders) {
  const aside = `${file}.${process.pid}.tmp`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readHolders(aside).some((pid) => !holders.includes(pid) && isAlive(pid))) renameSync(aside, file);
  else rmSync(aside, { force: true });
}
