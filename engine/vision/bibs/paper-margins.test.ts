import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../rgb-image.ts';
import { paperMargins } from './paper-margins.ts';

type Colour = readonly [number, number, number];
const shirt: Colour = [30, 60, 120];
const paper: Colour = [240, 238, 230];
const ink: Colour = [20, 20, 20];
const skin: Colour = [190, 140, 110];

const height = 48;

/** A strip of upright stripes, each so many columns wide; ink leaves the upper and lower edge free. */
function strip(...stripes: readonly (readonly [number, Colour])[]): RgbImage {
  const colours = stripes.flatMap(([columns, colour]) => new Array<Colour>(columns).fill(colour));
  const width = colours.length;
  const data = new Uint8Array(width * height * 3);
  colours.forEach((colour, x) => {
    for (let y = 0; y < height; y++) {
      const beyondDigits = colour === ink && (y < 6 || y >= height - 6);
      data.set(beyondDigits ? paper : colour, (y * width + x) * 3);
    }
  });
  return { data, width, height };
}

describe('paperMargins', () => {
  it('finds as much paper left as right of a number in the middle of its bib', () => {
    const image = strip(
      [30, shirt],
      [36, paper],
      [10, ink],
      [14, paper],
      [10, ink],
      [36, paper],
      [30, shirt],
    );
    const { left, right, contrast } = paperMargins(image, 71, 95);
    expect(left).toBeCloseTo(36 / height, 1);
    expect(right).toBeCloseTo(36 / height, 1);
    expect(contrast).toBeGreaterThan(300);
  });

  it('finds none where a hand covers what follows', () => {
    const image = strip([30, shirt], [36, paper], [10, ink], [14, paper], [10, ink], [2, paper], [60, skin]);
    const { left, right } = paperMargins(image, 71, 95);
    expect(left).toBeGreaterThan(0.6);
    expect(right).toBeLessThan(0.1);
  });

  it('finds none where the frame ends', () => {
    const image = strip([36, paper], [10, ink], [14, paper], [10, ink]);
    expect(paperMargins(image, 41, 65).right).toBe(0);
  });

  it('knows paper that is darker than its ink', () => {
    const night = strip([30, paper], [36, ink], [10, paper], [14, ink], [10, paper], [36, ink], [30, paper]);
    // Stripes of "ink" have light edges here, so that the dark bib is painted by hand.
    for (let x = 30; x < 136; x++) {
      const digit = (x >= 66 && x < 76) || (x >= 90 && x < 100);
      for (let y = 0; y < height; y++) {
        const light = digit && y >= 6 && y < height - 6;
        night.data.set(light ? paper : ink, (y * night.width + x) * 3);
      }
    }
    const { left, right } = paperMargins(night, 71, 95);
    expect(left).toBeCloseTo(36 / height, 1);
    expect(right).toBeCloseTo(36 / height, 1);
  });
});
