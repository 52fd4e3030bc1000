import type { Timeline } from '../../../engine/contract/browse.ts';

/** Milliseconds since 1970 UTC: inclusive, exclusive. */
export interface TimeRange {
  readonly from: number;
  readonly before: number;
}

/** A bar of the timeline, CSS pixels, and what it counts. */
export interface TimelineBar {
  readonly x: number;
  readonly width: number;
  readonly photos: number;
  readonly matches: number;
}

/** The part of a timeline that is drawn as bars. */
type Stretches = Pick<Timeline, 'start' | 'step' | 'photos' | 'matches'>;

export type DragPart = 'new' | 'from' | 'before' | 'whole';

/** A drag that is going on: what is dragged, and where it began. */
export interface TimelineDrag {
  readonly part: DragPart;
  readonly x: number;
  readonly range: TimeRange;
}

const MINUTE = 60_000;
/** A bar and the space after it, CSS pixels; stretches are joined until bars are as wide. */
const MIN_PITCH = 4;
/** Edges of a range can be taken within so many pixels. */
const GRASP = 6;
/** Between the labels below. */
const MIN_TICK_DISTANCE = 70;
const TICK_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];

/** Where the stretches of a timeline are on a line of so many pixels, and what a drag on it means. */
export class TimelineScale {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  /** Photos a minute in the fullest stretch. */
  readonly peak: number;
  readonly #timeline: Stretches;
  readonly #width: number;

  constructor(timeline: Stretches, width: number) {
    this.#timeline = timeline;
    this.#width = Math.max(1, width);
    this.step = timeline.step;
    this.start = timeline.start ?? 0;
    this.end = this.start + Math.max(1, timeline.photos.length) * timeline.step;
    const most = timeline.photos.reduce((max, count) => Math.max(max, count), 0);
    this.peak = Math.round((most * MINUTE) / timeline.step);
  }

  get whole(): TimeRange {
    return { from: this.start, before: this.end };
  }

  bars(): TimelineBar[] {
    const { photos, matches } = this.#timeline;
    const joined = Math.max(1, Math.ceil((MIN_PITCH * photos.length) / this.#width));
    const bars: TimelineBar[] = [];
    for (let first = 0; first < photos.length; first += joined) {
      const x = this.xOf(this.start + first * this.step);
      const end = this.xOf(Math.min(this.end, this.start + (first + joined) * this.step));
      bars.push({
        x,
        width: Math.max(1, end - x - Math.min(1.5, (end - x) / 4)),
        photos: sum(photos, first, joined),
        matches: sum(matches, first, joined),
      });
    }
    return bars;
  }

  xOf(time: number): number {
    return ((time - this.start) / (this.end - this.start)) * this.#width;
  }

  timeOf(x: number): number {
    return this.start + (x / this.#width) * (this.end - this.start);
  }

  /** Full minutes or hours to write below, `zoneOffset` milliseconds ahead of UTC. */
  ticks(zoneOffset: number): { x: number; time: number }[] {
    const perMinute = (this.#width / (this.end - this.start)) * MINUTE;
    const minutes =
      TICK_MINUTES.find((count) => count * perMinute >= MIN_TICK_DISTANCE) ??
      1440 * Math.ceil(MIN_TICK_DISTANCE / (1440 * perMinute));
    const distance = minutes * MINUTE;
    const ticks = [];
    const first = Math.ceil((this.start + zoneOffset) / distance) * distance - zoneOffset;
    for (let time = first; time < this.end; time += distance) ticks.push({ x: this.xOf(time), time });
    return ticks;
  }

  /** What a press takes hold of: an edge of the range, the range, or nothing yet. */
  grasp(x: number, range: TimeRange | null): TimelineDrag {
    if (range !== null) {
      const from = this.xOf(range.from);
      const before = this.xOf(range.before);
      // Of two edges in reach the nearer one.
      const nearFrom = Math.abs(x - from);
      const nearBefore = Math.abs(x - before);
      if (Math.min(nearFrom, nearBefore) <= GRASP) {
        return { part: nearFrom < nearBefore ? 'from' : 'before', x, range };
      }
      if (x > from && x < before) return { part: 'whole', x, range };
    }
    const time = this.#clamp(this.timeOf(x));
    return { part: 'new', x, range: { from: time, before: time } };
  }

  /** The range that a drag has led to; whole stretches, at least one. */
  drag({ part, x: began, range }: TimelineDrag, x: number): TimeRange {
    const time = this.timeOf(x);
    switch (part) {
      case 'new':
        return this.#stretches(Math.min(range.from, time), Math.max(range.from, time));
      case 'from':
        return this.#stretches(Math.min(time, range.before), Math.max(time, range.before));
      case 'before':
        return this.#stretches(Math.min(time, range.from), Math.max(time, range.from));
      case 'whole': {
        const length = range.before - range.from;
        const moved = Math.round((this.timeOf(x) - this.timeOf(began)) / this.step) * this.step;
        const from = Math.max(this.start, Math.min(this.end - length, range.from + moved));
        return { from, before: from + length };
      }
    }
  }

  /** Moves one edge by stretches; it never passes the other one. */
  moveEdge(range: TimeRange, edge: 'from' | 'before', stretches: number): TimeRange {
    const by = stretches * this.step;
    if (edge === 'from') {
      return { ...range, from: Math.max(this.start, Math.min(range.before - this.step, range.from + by)) };
    }
    return { ...range, before: Math.min(this.end, Math.max(range.from + this.step, range.before + by)) };
  }

  /** The stretch under a point: when it starts, and what it counts. */
  stretchAt(x: number): { time: number; photos: number; matches: number } | null {
    const at = Math.floor((this.timeOf(x) - this.start) / this.step);
    const photos = this.#timeline.photos[at];
    if (photos === undefined) return null;
    return { time: this.start + at * this.step, photos, matches: this.#timeline.matches[at] ?? 0 };
  }

  #stretches(from: number, before: number): TimeRange {
    const first = Math.floor((this.#clamp(from) - this.start) / this.step);
    const last = Math.max(first + 1, Math.ceil((this.#clamp(before) - this.start) / this.step));
    const stretches = Math.round((this.end - this.start) / this.step);
    const begin = Math.min(first, stretches - 1);
    return {
      from: this.start + begin * this.step,
      before: this.start + Math.min(stretches, last) * this.step,
    };
  }

  #clamp(time: number): number {
    return Math.max(this.start, Math.min(this.end, time));
  }
}

function sum(counts: readonly number[], first: number, count: number): number {
  let total = 0;
  for (let at = first; at < Math.min(counts.length, first + count); at++) total += counts[at] ?? 0;
  return total;
}
