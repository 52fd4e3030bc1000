import { describe, expect, it } from 'vitest';
import type { Box } from '../../contract/geometry.ts';
import type { RotatedRect } from './min-area-rect.ts';
import { nobodyNear, strayFromTorsos, torsoRegions } from './torso-regions.ts';

const face: Box = [480, 100, 40, 50];

describe('torsoRegions', () => {
  it('reaches from the chest to the thighs, wider than the shoulders', () => {
    const [region] = torsoRegions([face], 1000, 1000);
    expect(region!.box).toEqual([424, 180, 152, expect.closeTo(185, 5)]);
  });

  it('is cut to the image, and absent where the torso is outside', () => {
    const [cut] = torsoRegions([[0, 100, 40, 50]], 1000, 300);
    expect(cut!.box[0]).toBe(0);
    expect(cut!.box[1] + cut!.box[3]).toBe(300);
    expect(torsoRegions([[480, 900, 40, 50]], 1000, 1000)).toEqual([]);
  });
});

describe('strayFromTorsos', () => {
  const text = (cx: number, cy: number, height: number): RotatedRect => ({
    cx,
    cy,
    width: 80,
    height,
    angle: 0,
  });

  it('is nought on the chest below a face, at the size of bib digits', () => {
    expect(strayFromTorsos(text(500, 260, 27), [face])).toBe(0);
  });

  it('grows to the side, too far down, and for text too large or too small', () => {
    expect(strayFromTorsos(text(560, 260, 27), [face])).toBeGreaterThan(0.5);
    expect(strayFromTorsos(text(500, 400, 27), [face])).toBeGreaterThan(0.5);
    expect(strayFromTorsos(text(500, 260, 100), [face])).toBeGreaterThan(0.5);
    expect(strayFromTorsos(text(500, 260, 8), [face])).toBeGreaterThan(0.5);
  });

  it('takes the nearest of several people, and says where there is nobody', () => {
    expect(strayFromTorsos(text(500, 260, 27), [[100, 100, 40, 50], face])).toBe(0);
    expect(strayFromTorsos(text(500, 50, 27), [face])).toBe(nobodyNear);
    expect(strayFromTorsos(text(500, 260, 27), [])).toBe(nobodyNear);
  });
});
