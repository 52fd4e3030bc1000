import type { Timeline } from '../../contract/browse.ts';
import { conditions } from './conditions.ts';
import type { PhotoColumns } from './photo-columns.ts';

const MINUTE = 60_000;
/** Stretches that a screen can draw. */
const MOST_STRETCHES = 399;

/** Hours without a photo between two groups of them. */
const APART = 6 * 60 * MINUTE;
/** Photos so far from the others are of a camera whose date is wrong, however many they are. */
const ANOTHER_DATE = 3 * 24 * 60 * MINUTE;
/** A group with less than one in so many of the photos is not worth shrinking the others for. */
const FEW = 50;

/** Photos, and those found by everything but a range of time, in each stretch of time. */
export function timeline(columns: PhotoColumns, failed: Uint16Array): Timeline {
  const { takenAt, time } = columns;
  let timed = time.length;
  while (timed > 0 && takenAt[time[timed - 1]!] === Infinity) timed--;
  if (timed === 0) return { start: null, step: MINUTE, photos: [], matches: [], earlier: 0, later: 0 };
  const [from, end] = together(timed, (place) => takenAt[time[place]!]!);
  const [first, last] = [takenAt[time[from]!]!, takenAt[time[end - 1]!]!];
  const step = stepOf(first, last);
  const start = Math.floor(first / step) * step;
  const count = Math.floor((last - start) / step) + 1;
  const photos = new Array<number>(count).fill(0);
  const matches = new Array<number>(count).fill(0);
  for (let i = from; i < end; i++) {
    const slot = time[i]!;
    const stretch = Math.floor((takenAt[slot]! - start) / step);
    photos[stretch]!++;
    if ((failed[slot]! & ~conditions.time) === 0) matches[stretch]!++;
  }
  return { start, step, photos, matches, earlier: from, later: timed - end };
}

/**
 * The photos that belong together by their times, from one place in their order to before another: the largest
 * group without a long pause, and the groups on either side of it that are many and not days away.
 */
function together(count: number, timeAt: (place: number) => number): [from: number, end: number] {
  const starts = [0];
  for (let i = 1; i < count; i++) if (timeAt(i) - timeAt(i - 1) >= APART) starts.push(i);
  const endOf = (group: number) => starts[group + 1] ?? count;
  const sizeOf = (group: number) => endOf(group) - starts[group]!;
  let largest = 0;
  for (const group of starts.keys()) if (sizeOf(group) > sizeOf(largest)) largest = group;
  const isMany = (group: number) => sizeOf(group) * FEW >= count;
  const isNear = (group: number) => timeAt(starts[group]!) - timeAt(starts[group]! - 1) < ANOTHER_DATE;
  let [first, last] = [largest, largest];
  // A few photos in the night do not part one day from the next.
  for (let group = largest; group > 0 && isNear(group); group--) if (isMany(group - 1)) first = group - 1;
  for (let group = largest + 1; group < starts.length && isNear(group); group++)
    if (isMany(group)) last = group;
  return [starts[first]!, endOf(last)];
}

/** The fewest whole minutes with which all photos fit into the stretches. */
export function stepOf(first: number, last: number): number {
  let minutes = Math.max(1, Math.floor((last - first) / MINUTE / MOST_STRETCHES));
  const stretches = (step: number) => Math.floor(last / step) - Math.floor(first / step) + 1;
  while (stretches(minutes * MINUTE) > MOST_STRETCHES) minutes++;
  return minutes * MINUTE;
}
