import { describe, expect, test } from 'vitest';
import { PlotScale, shareOf } from './plot-scale.ts';

const START = Date.UTC(2026, 4, 3, 8);
const MINUTE = 60_000;

function timeline(photos: number[], nobody: number[] = photos.map(() => 0), step = MINUTE) {
  const accepted = photos.map((count, at) => count - (nobody[at] ?? 0));
  return { start: START, step, photos, accepted, toReview: photos.map(() => 0), nobody };
}

describe('bars', () => {
  test('one for each stretch while there is room, several joined where not', () => {
    const wide = new PlotScale(timeline([3, 0, 6]), 300, 100);
    expect(wide.stretches).toHaveLength(3);
    expect(wide.xOf(wide.stretches[1]!.from)).toBe(100);
    const narrow = new PlotScale(timeline(new Array(100).fill(2)), 100, 100);
    expect(narrow.stretches).toHaveLength(20);
    expect(narrow.stretches.reduce((sum, { photos }) => sum + photos, 0)).toBe(200);
    // Two photos a minute, however many minutes a bar has.
    expect(narrow.top).toBe(2);
    expect(narrow.heightOf(narrow.stretches[0]!.photos, narrow.stretches[0]!)).toBe(100);
  });

  test('count photos a minute below a round number', () => {
    expect(new PlotScale(timeline([37]), 300, 100).top).toBe(40);
    expect(new PlotScale(timeline([41]), 300, 100).top).toBe(60);
    expect(new PlotScale(timeline([10], [0], 5 * MINUTE), 300, 100).top).toBe(2);
    expect(new PlotScale(timeline([0]), 300, 100).top).toBe(1);
  });

  test('a point is in the stretch below it, or beside the plot', () => {
    const scale = new PlotScale(timeline([3, 0, 6]), 300, 100);
    expect(scale.stretchAt(250)?.photos).toBe(6);
    expect(scale.stretchAt(300)).toBeNull();
    expect(scale.stretchAt(-1)).toBeNull();
  });
});

test('the line of shares has gaps where nothing was read', () => {
  const scale = new PlotScale(timeline([4, 4, 0, 2], [1, 4, 0, 0]), 400, 100);
  expect(scale.shareLines()).toEqual([
    [
      { x: 50, y: 75 },
      { x: 150, y: 0 },
    ],
    [{ x: 350, y: 100 }],
  ]);
  expect(shareOf({ accepted: 0, toReview: 0, nobody: 0 })).toBeNull();
});

test('times below are full minutes of the event’s clock', () => {
  const scale = new PlotScale({ ...timeline(new Array(90).fill(1)), start: START + 7 * MINUTE }, 900, 100);
  const ticks = scale.ticks(2 * 60 * MINUTE);
  expect(ticks.map(({ time }) => (time - START) / MINUTE)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
  expect(ticks[0]?.x).toBe(30);
});
