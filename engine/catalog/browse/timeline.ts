import type { Timeline } from '../../contract/browse.ts';
import { conditions } from './conditions.ts';
import type { PhotoColumns } from './photo-columns.ts';

const MINUTE = 60_000;
/** Stretches that a screen can draw. */
const MOST_STRETCHES = 399;

/** Photos, and those found by everything but a range of time, in each stretch of time. */
export function timeline(columns: PhotoColumns, failed: Uint16Array): Timeline {
  const { takenAt, time } = columns;
  let end = time.length - 1;
  while (end >= 0 && takenAt[time[end]!] === Infinity) end--;
  if (end < 0) return { start: null, step: MINUTE, photos: [], matches: [] };
  const [first, last] = [takenAt[time[0]!]!, takenAt[time[end]!]!];
  const step = stepOf(first, last);
  const start = Math.floor(first / step) * step;
  const count = Math.floor((last - start) / step) + 1;
  const photos = new Array<number>(count).fill(0);
  const matches = new Array<number>(count).fill(0);
  for (let i = 0; i <= end; i++) {
    const slot = time[i]!;
    const stretch = Math.floor((takenAt[slot]! - start) / step);
    photos[stretch]!++;
    if ((failed[slot]! & ~conditions.time) === 0) matches[stretch]!++;
  }
  return { start, step, photos, matches };
}

/** The fewest whole minutes with which all photos fit into the stretches. */
export function stepOf(first: number, last: number): number {
  let minutes = Math.max(1, Math.floor((last - first) / MINUTE / MOST_STRETCHES));
  const stretches = (step: number) => Math.floor(last / step) - Math.floor(first / step) + 1;
  while (stretches(minutes * MINUTE) > MOST_STRETCHES) minutes++;
  return minutes * MINUTE;
}
