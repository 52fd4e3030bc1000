import * as z from 'zod';

/**
 * A hybrid logical clock: wall time that never runs backwards, and a counter for what happens within
 * one millisecond. Kulkarni et al., "Logical Physical Clocks and Consistent Snapshots in Globally
 * Distributed Databases", 2014, section 3.
 */
export const HybridClock = z.object({
  /** Milliseconds since 1970 UTC. */
  time: z.int().nonnegative(),
  counter: z.int().nonnegative(),
});
export type HybridClock = z.infer<typeof HybridClock>;

/** The clock of an event that follows everything seen up to `last`, at wall time `now`. */
export function tick(last: HybridClock | null, now: number): HybridClock {
  if (last === null || now > last.time) return { time: now, counter: 0 };
  return { time: last.time, counter: last.counter + 1 };
}

/** Negative when `a` is before `b`, positive when after, 0 when only their devices can tell. */
export function compareClocks(a: HybridClock, b: HybridClock): number {
  return a.time - b.time || a.counter - b.counter;
}
