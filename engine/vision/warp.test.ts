import { expect, test } from 'vitest';
import type { RgbImage } from './rgb-image.ts';
import { boxToFrame, project, type Quad, quadToFrame, warp } from './warp.ts';

test('maps the corners of the frame to the corners of the quadrilateral', () => {
  const quad: Quad = [
    [10, 20],
    [110, 30],
    [100, 80],
    [5, 60],
  ];
  const toSource = quadToFrame(quad, 50, 20);
  const corners = [
    [0, 0],
    [50, 0],
    [50, 20],
    [0, 20],
  ] as const;
  for (const [index, [x, y]] of corners.entries()) {
    const [sourceX, sourceY] = project(toSource, [x, y]);
    expect(sourceX).toBeCloseTo(quad[index]![0], 9);
    expect(sourceY).toBeCloseTo(quad[index]![1], 9);
  }
});

test('cuts a box at whole pixels without changing a value', () => {
  const source = ramp(40, 30);
  const cut = warp(source, boxToFrame([7, 5, 12, 9], 12, 9), 12, 9);
  for (let y = 0; y < 9; y++) {
    for (let x = 0; x < 12; x++) expect(pixel(cut, x, y)).toEqual(pixel(source, x + 7, y + 5));
  }
});

test('samples between pixels, and repeats the last pixel beyond the border', () => {
  const source = ramp(40, 30);
  const shifted = warp(source, boxToFrame([0.5, 0, 2, 1], 2, 1), 2, 1);
  expect(pixel(shifted, 0, 0)[0]).toBe(3); // between 0 and 5, rounded
  const beyond = warp(source, boxToFrame([-4, -4, 2, 2], 2, 2), 2, 2);
  expect(pixel(beyond, 0, 0)).toEqual(pixel(source, 0, 0));
});

test('averages a pattern finer than the output instead of picking pixels of it', () => {
  const source: RgbImage = { data: new Uint8Array(64 * 64 * 3), width: 64, height: 64 };
  for (let y = 0; y < 64; y++) {
    for (let x = 0; x < 64; x++)
      source.data.fill((x + y) % 2 === 0 ? 255 : 0, (y * 64 + x) * 3, (y * 64 + x) * 3 + 3);
  }
  const small = warp(source, boxToFrame([0, 0, 64, 64], 16, 16), 16, 16);
  for (const value of small.data) expect(Math.abs(value - 127.5)).toBeLessThan(2);
});

test('straightens a quarter turn', () => {
  const source = ramp(20, 10);
  const quad: Quad = [
    [0, 10],
    [0, 0],
    [20, 0],
    [20, 10],
  ];
  const turned = warp(source, quadToFrame(quad, 10, 20), 10, 20);
  expect(pixel(turned, 0, 0)).toEqual(pixel(source, 0, 9));
  expect(pixel(turned, 9, 0)).toEqual(pixel(source, 0, 0));
  expect(pixel(turned, 9, 19)).toEqual(pixel(source, 19, 0));
});

/** Red grows to the right, green downwards. */
function ramp(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([x * 5, y * 5, 77], (y * width + x) * 3);
  }
  return { data, width, height };
}

function pixel({ data, width }: RgbImage, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}
