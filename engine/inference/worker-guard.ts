import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { GuardData } from './serve-tasks.ts';

/**
 * A thread inside a worker that ends the whole process when its parent is gone (a hung worker never
 * hears of a closed channel) or when one task takes memory without end.
 */
const { hardMemoryLimit, parent } = workerData as GuardData;

setInterval(() => {
  const resident = process.memoryUsage.rss();
  if (resident > hardMemoryLimit) {
    // To the descriptor itself: in a thread, process.stderr goes through the main thread, which may hang.
    writeSync(2, `It took ${Math.round(resident / 2 ** 20)} MB of memory, more than a worker may.`);
    process.kill(process.pid, 'SIGKILL');
  }
  // An orphan gets another parent, except on Windows.
  if (process.ppid !== parent || !lives(parent)) process.kill(process.pid, 'SIGKILL');
}, 500);

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
