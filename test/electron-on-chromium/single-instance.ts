import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Calling {
  readonly argv: string[];
  readonly workingDirectory: string;
}

/**
 * One program for each `userData`. The first one writes its process id down; each later one leaves a note
 * beside it, which the first one hears of.
 *
 * @returns whether this is the first one
 */
export function takeInstanceLock(userData: string, onSecond: (calling: Calling) => void): boolean {
  const folder = path.join(userData, 'stand-in-instances');
  const lock = path.join(folder, 'first');
  mkdirSync(folder, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (isAlive(Number(readFileSync(lock, 'utf8')))) {
        const calling: Calling = { argv: process.argv, workingDirectory: process.cwd() };
        writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(calling));
        return false;
      }
      // Its owner was killed.
      rmSync(lock, { force: true });
    }
  }
  watch(folder, (_what, name) => {
    if (!name?.endsWith('.json')) return;
    const note = path.join(folder, name);
    try {
      const calling = JSON.parse(readFileSync(note, 'utf8')) as Calling;
      rmSync(note);
      onSecond(calling);
    } catch {
      // Not written to its end yet, or read before.
    }
  }).unref();
  process.on('exit', () => rmSync(lock, { force: true }));
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
