import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimelineScale, type TimeRange } from './timeline-scale.ts';

const MINUTE = 60_000;
const NINE = Date.UTC(2026, 4, 3, 9);

/** Three hours from nine, with a peak at ten. */
const photos = Array.from({ length: 180 }, (_, minute) => (minute === 60 ? 148 : minute % 7));
const timeline = { start: NINE, step: MINUTE, photos, matches: photos.map((count) => count >> 1) };
const scale = new TimelineScale(timeline, 900);

const wholeStretches = ({ from, before }: TimeRange) =>
  (from - NINE) % MINUTE === 0 && (before - NINE) % MINUTE === 0 && before > from;

describe('TimelineScale', () => {
  it('counts photos a minute, however long its stretches are', () => {
    expect(scale.peak).toBe(148);
    expect(new TimelineScale({ ...timeline, step: 2 * MINUTE }, 900).peak).toBe(74);
  });

  it('draws every photo in one bar, and no more bars than there is room for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(200), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 50, max: 2000 }),
        (counts, width) => {
          const bars = new TimelineScale(
            { start: NINE, step: MINUTE, photos: counts, matches: counts },
            width,
          ).bars();
          const total = counts.reduce((sum, count) => sum + count, 0);
          expect(bars.reduce((sum, bar) => sum + bar.photos, 0)).toBe(total);
          expect(bars.reduce((sum, bar) => sum + bar.matches, 0)).toBe(total);
          expect(bars.length).toBeLessThanOrEqual(Math.max(1, width / 4));
          bars.slice(1).forEach((bar, at) => {
            expect(bar.x).toBeGreaterThanOrEqual(bars[at]!.x + bars[at]!.width);
          });
          expect(bars.at(-1)!.x + bars.at(-1)!.width).toBeLessThanOrEqual(width + 1);
        },
      ),
    );
  });

  it('writes full hours of the event below, also where its clock is half an hour off', () => {
    const minutes = (zoneOffset: number) =>
      scale.ticks(zoneOffset).map(({ time }) => ((time + zoneOffset) / MINUTE) % 60);
    expect(new Set(minutes(0))).toEqual(new Set([0, 15, 30, 45]));
    expect(new Set(minutes(5.5 * 60 * MINUTE))).toEqual(new Set([0, 15, 30, 45]));
    scale
      .ticks(0)
      .slice(1)
      .forEach(({ x }, at) => {
        expect(x - scale.ticks(0)[at]!.x).toBeGreaterThanOrEqual(70);
      });
  });

  it('sets a range of whole minutes by a drag in either direction', () => {
    const forward = scale.drag(
      scale.grasp(scale.xOf(NINE + 31.4 * MINUTE), null),
      scale.xOf(NINE + 62.2 * MINUTE),
    );
    expect(forward).toEqual({ from: NINE + 31 * MINUTE, before: NINE + 63 * MINUTE });
    const back = scale.drag(
      scale.grasp(scale.xOf(NINE + 62.2 * MINUTE), null),
      scale.xOf(NINE + 31.4 * MINUTE),
    );
    expect(back).toEqual(forward);
  });

  it('moves an edge that is taken, and the range as a whole between its edges', () => {
    const range = { from: NINE + 30 * MINUTE, before: NINE + 60 * MINUTE };
    const edge = scale.grasp(scale.xOf(range.before) + 2, range);
    expect(edge.part).toBe('before');
    expect(scale.drag(edge, scale.xOf(NINE + 90 * MINUTE))).toEqual({
      from: range.from,
      before: NINE + 90 * MINUTE,
    });
    const crossed = scale.drag(edge, scale.xOf(NINE + 10 * MINUTE));
    expect(crossed).toEqual({ from: NINE + 10 * MINUTE, before: range.from });
    const whole = scale.grasp(scale.xOf(NINE + 45 * MINUTE), range);
    expect(whole.part).toBe('whole');
    const moved = scale.drag(whole, scale.xOf(NINE + 300 * MINUTE));
    expect(moved).toEqual({ from: NINE + 150 * MINUTE, before: NINE + 180 * MINUTE });
  });

  it('stays within the timeline, in whole stretches, whatever is dragged', () => {
    const x = fc.integer({ min: -500, max: 1500 });
    fc.assert(
      fc.property(x, x, x, x, (a, b, c, d) => {
        const first = scale.drag(scale.grasp(a, null), b);
        const second = scale.drag(scale.grasp(c, first), d);
        for (const range of [first, second]) {
          expect(wholeStretches(range)).toBe(true);
          expect(range.from).toBeGreaterThanOrEqual(scale.start);
          expect(range.before).toBeLessThanOrEqual(scale.end);
        }
      }),
    );
  });

  it('moves edges by keys, never one past the other', () => {
    const range = { from: NINE + 30 * MINUTE, before: NINE + 32 * MINUTE };
    expect(scale.moveEdge(range, 'from', 1).from).toBe(NINE + 31 * MINUTE);
    expect(scale.moveEdge(range, 'from', 10).from).toBe(NINE + 31 * MINUTE);
    expect(scale.moveEdge(range, 'before', -10).before).toBe(NINE + 31 * MINUTE);
    expect(scale.moveEdge(range, 'from', -100).from).toBe(NINE);
    expect(scale.moveEdge(range, 'before', 1000).before).toBe(scale.end);
  });

  it('says what is under the pointer', () => {
    expect(scale.stretchAt(scale.xOf(NINE + 60.5 * MINUTE))).toEqual({
      time: NINE + 60 * MINUTE,
      photos: 148,
      matches: 74,
    });
    expect(scale.stretchAt(-10)).toBeNull();
  });
});
