import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_EVERY_MS = 200;

/**
 * Watches the memory of this process and all its descendants: the sum of their proportional set sizes
 * (pages shared by n processes count 1/n each), bytes. Linux only; null elsewhere.
 */
export function watchMemory(): { peak(): number | null; stop(): void } {
  let peak: number | null = null;
  const sample = () => {
    const bytes = treePss();
    if (bytes !== null) peak = Math.max(peak ?? 0, bytes);
  };
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

function treePss(): number | null {
  if (process.platform !== 'linux') return null;
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = read(`/proc/${pid}/stat`)?.match(/\) \S (\d+)/)?.[1];
    if (parent !== undefined) children.set(Number(parent), [...(children.get(Number(parent)) ?? []), pid]);
  }
  const sum = (pid: number): number => {
    const own = read(`/proc/${pid}/smaps_rollup`)?.match(/^Pss:\s+(\d+) kB$/m)?.[1];
    return (children.get(pid) ?? []).reduce((total, child) => total + sum(child), Number(own ?? 0) * 1024);
  };
  return sum(process.pid);
}

/** Null for a process that has just ended. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
