import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HEIGHT, TallScroll } from './tall-scroll.ts';

const VIEW = 700;

function scrollOf(height: number): TallScroll {
  const scroll = new TallScroll();
  scroll.resize(height, VIEW);
  return scroll;
}

describe('TallScroll', () => {
  it('leaves content alone that a browser can lay out', () => {
    const scroll = scrollOf(1_000_000);
    expect(scroll.scrollHeight).toBe(1_000_000);
    scroll.scrolled(123_456);
    expect(scroll).toMatchObject({ top: 123_456, position: 123_456, shift: 0 });
  });

  it('reaches both ends of 34 million pixels by dragging the bar', () => {
    const scroll = scrollOf(34_000_000);
    expect(scroll.scrollHeight).toBe(MAX_HEIGHT);
    scroll.scrolled(MAX_HEIGHT - VIEW);
    expect(scroll.top).toBe(34_000_000 - VIEW);
    scroll.scrolled(0);
    expect(scroll.top).toBe(0);
    scroll.scrolled((MAX_HEIGHT - VIEW) / 2);
    expect(scroll.top).toBeCloseTo((34_000_000 - VIEW) / 2, -1);
  });

  it('moves the content by exactly what the wheel says', () => {
    const scroll = scrollOf(34_000_000);
    scroll.go(20_000_000);
    const { position, top } = scroll;
    scroll.scrolled(position + 120);
    expect(scroll.top).toBe(top + 120);
    scroll.scrolled(position - 40);
    expect(scroll.top).toBe(top - 40);
  });

  it('never comes to an end of the bar while there is more content, whatever the wheel does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: VIEW + 1, max: 60_000_000 }),
        fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (height, turns, start) => {
          const scroll = scrollOf(height);
          const highest = scroll.scrollHeight - VIEW;
          scroll.go(start * height);
          for (const turn of turns) {
            const position = Math.max(0, Math.min(highest, scroll.position + turn * 100));
            scroll.scrolled(position);
            expect(scroll.top).toBeGreaterThanOrEqual(0);
            expect(scroll.top).toBeLessThanOrEqual(height - VIEW);
            if (scroll.position <= 0) expect(scroll.top).toBeLessThanOrEqual(height / MAX_HEIGHT);
            if (scroll.position >= highest) {
              expect(scroll.top).toBeGreaterThanOrEqual(height - VIEW - height / MAX_HEIGHT - 1);
            }
          }
        },
      ),
    );
  });

  it('brings the bar to the share of the content when scrolling rests, without moving the content', () => {
    const scroll = scrollOf(34_000_000);
    scroll.go(10_000_000);
    for (let turn = 0; turn < 2000; turn++) scroll.scrolled(scroll.position + 100);
    const { top } = scroll;
    expect(top).toBe(10_200_000);
    expect(scroll.settle()).toBe(true);
    expect(scroll.top).toBe(top);
    expect(scroll.position).toBe(Math.round((top / (34_000_000 - VIEW)) * (MAX_HEIGHT - VIEW)));
    expect(scroll.settle()).toBe(false);
  });

  it('stays inside content that became shorter', () => {
    const scroll = scrollOf(34_000_000);
    scroll.go(30_000_000);
    scroll.resize(5_000, VIEW);
    expect(scroll).toMatchObject({ top: 4_300, position: 4_300, shift: 0 });
    scroll.resize(100, VIEW);
    expect(scroll.top).toBe(0);
  });
});
