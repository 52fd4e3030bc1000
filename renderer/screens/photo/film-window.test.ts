import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filmLeft, filmLength, filmShowing, filmWindow } from './film-window.ts';

const strip = { pitch: 118, margin: 8, total: 100_000 };

describe('the film strip', () => {
  it('draws a few cells of a hundred thousand', () => {
    expect(filmWindow(strip, 0, 1092)).toEqual({ first: 0, end: 16 });
    const { first, end } = filmWindow(strip, filmLeft(strip, 50_000), 1092);
    expect(first).toBe(49_994);
    expect(end).toBe(50_016);
    expect(filmWindow(strip, filmLength(strip) - 1092, 1092).end).toBe(100_000);
  });

  it('draws every cell that is seen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 50, max: 3000 }),
        (total, at, width) => {
          const some = { ...strip, total };
          const left = at * Math.max(0, filmLength(some) - width);
          const { first, end } = filmWindow(some, left, width);
          for (let index = 0; index < total; index++) {
            const isSeen = filmLeft(some, index) < left + width && filmLeft(some, index) + some.pitch > left;
            if (isSeen) expect(index >= first && index < end).toBe(true);
          }
        },
      ),
    );
  });

  it('stays where it is while the photo and its neighbours are seen', () => {
    expect(filmShowing(strip, 103, filmLeft(strip, 100), 1092)).toBe(filmLeft(strip, 100));
  });

  it('goes on by a step at its ends, and jumps to the middle from afar', () => {
    const left = filmLeft(strip, 100);
    // Eight cells and a bit are seen; the ninth is the next.
    const next = filmShowing(strip, 109, left, 1092);
    expect(next + 1092).toBe(filmLeft(strip, 111));
    const far = filmShowing(strip, 5_000, left, 1092);
    expect(filmLeft(strip, 5_000) + 59 - far).toBe(546);
    expect(filmShowing(strip, 0, left, 1092)).toBe(0);
    expect(filmShowing(strip, 99_999, left, 1092)).toBe(filmLength(strip) - 1092);
  });

  it('needs no scrolling when all cells have room', () => {
    expect(filmShowing({ ...strip, total: 3 }, 2, 0, 1092)).toBe(0);
  });
});
