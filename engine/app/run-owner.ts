import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** How often an owner says that it works at its runs, and looks for those that nobody works at, milliseconds. */
export const BEAT_MS = 2_000;
/** An owner that was silent for so long is gone. */
export const STALE_MS = 15_000;
/** How long stopping waits for what is in hand. */
export const GRACE_MS = 10_000;

/** Engines of this process: an owner of this process that is not among them ended with an earlier one. */
const living = new Set<string>();

/** A name under which an engine works at runs, until it is given back. */
export function newOwner(): string {
  const owner = `${hostname()}/${process.pid}/${randomUUID()}`;
  living.add(owner);
  return owner;
}

export function ownerEnded(owner: string): void {
  living.delete(owner);
}

/** Whether an owner is known to be no more: a process of this machine that does not run. */
export function isGone(owner: string): boolean {
  const [host, pid] = owner.split('/');
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return !living.has(owner);
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
