import type { Coverage } from '../../../engine/contract/coverage.ts';

/** A stretch of the plot: as many of the timeline's as are drawn as one bar. */
export interface Stretch {
  /** Milliseconds since 1970 UTC: inclusive, exclusive. */
  readonly from: number;
  readonly before: number;
  readonly photos: number;
  readonly accepted: number;
  readonly toReview: number;
  readonly nobody: number;
}

const MINUTE = 60_000;
/** A bar and the space after it, CSS pixels; stretches are joined until bars are as wide. */
const MIN_PITCH = 5;
/** Between the times below. */
const MIN_TICK_DISTANCE = 76;
const TICK_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];

/** Where everything is on a plot of so many pixels: time to the right, photos a minute upwards. */
export class PlotScale {
  readonly start: number;
  readonly end: number;
  readonly stretches: readonly Stretch[];
  /** Photos a minute at the upper edge: a round number. */
  readonly top: number;
  readonly #width: number;
  readonly #height: number;

  constructor(timeline: Coverage['timeline'], width: number, height: number) {
    const { step, photos } = timeline;
    this.#width = Math.max(1, width);
    this.#height = height;
    this.start = timeline.start ?? 0;
    this.end = this.start + Math.max(1, photos.length) * step;
    const joined = Math.max(1, Math.ceil((MIN_PITCH * photos.length) / this.#width));
    this.stretches = Array.from({ length: Math.ceil(photos.length / joined) }, (_, at) => {
      const first = at * joined;
      const sum = (counts: readonly number[]) =>
        counts.slice(first, first + joined).reduce((total, count) => total + count, 0);
      return {
        from: this.start + first * step,
        before: Math.min(this.end, this.start + (first + joined) * step),
        photos: sum(photos),
        accepted: sum(timeline.accepted),
        toReview: sum(timeline.toReview),
        nobody: sum(timeline.nobody),
      };
    });
    this.top = roundUp(Math.max(1, ...this.stretches.map((stretch) => perMinute(stretch.photos, stretch))));
  }

  xOf(time: number): number {
    return ((time - this.start) / (this.end - this.start)) * this.#width;
  }

  /** Pixels above the lower edge of so many photos in a stretch. */
  heightOf(photos: number, stretch: Stretch): number {
    return (perMinute(photos, stretch) / this.top) * this.#height;
  }

  /** The stretch under a point; null beside the plot. */
  stretchAt(x: number): Stretch | null {
    const time = this.start + (x / this.#width) * (this.end - this.start);
    return this.stretches.find(({ from, before }) => time >= from && time < before) ?? null;
  }

  /** Full minutes or hours to write below, `zoneOffset` milliseconds ahead of UTC. */
  ticks(zoneOffset: number): { readonly x: number; readonly time: number }[] {
    const pixels = (this.#width / (this.end - this.start)) * MINUTE;
    const minutes =
      TICK_MINUTES.find((count) => count * pixels >= MIN_TICK_DISTANCE) ??
      1440 * Math.ceil(MIN_TICK_DISTANCE / (1440 * pixels));
    const distance = minutes * MINUTE;
    const ticks = [];
    const first = Math.ceil((this.start + zoneOffset) / distance) * distance - zoneOffset;
    for (let time = first; time < this.end; time += distance) ticks.push({ x: this.xOf(time), time });
    return ticks;
  }

  /** The share of photos that show nobody, as points from left to right; a gap where nothing was read. */
  shareLines(): { readonly x: number; readonly y: number }[][] {
    const lines: { x: number; y: number }[][] = [[]];
    for (const stretch of this.stretches) {
      const share = shareOf(stretch);
      const x = this.xOf((stretch.from + stretch.before) / 2);
      if (share !== null) lines.at(-1)!.push({ x, y: (1 - share) * this.#height });
      else if (lines.at(-1)!.length > 0) lines.push([]);
    }
    return lines.filter((line) => line.length > 0);
  }
}

const perMinute = (photos: number, { from, before }: Stretch): number => photos / ((before - from) / MINUTE);

/** Of the photos that were read, those that show nobody, 0…1; null where none was read. */
export function shareOf({
  accepted,
  toReview,
  nobody,
}: Pick<Stretch, 'accepted' | 'toReview' | 'nobody'>): number | null {
  const read = accepted + toReview + nobody;
  return read === 0 ? null : nobody / read;
}

/** 1, 2, 4, 6, 8, 10, 20 …: half of it can be written beside the plot as well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}
