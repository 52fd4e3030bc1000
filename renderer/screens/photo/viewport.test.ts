import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carriedOver,
  centredOn,
  fitted,
  fullScale,
  isFitted,
  onPhoto,
  onStage,
  panned,
  percent,
  pinched,
  type Stage,
  scaleLimits,
  scaleOfSlider,
  settled,
  showsMoreThan,
  sliderOf,
  type View,
  wheelFactor,
  zoomedAt,
  zoomStep,
} from './viewport.ts';

const wide: Stage = {
  photo: { width: 6000, height: 4000 },
  stage: { width: 1092, height: 700 },
  pixelRatio: 1,
};

const size = (least: number, most: number) =>
  fc.record({ width: fc.integer({ min: least, max: most }), height: fc.integer({ min: least, max: most }) });
const stages = fc.record({
  photo: size(40, 12_000),
  stage: size(200, 4000),
  pixelRatio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
});
const views = fc.record({
  x: fc.double({ min: -50_000, max: 50_000, noNaN: true }),
  y: fc.double({ min: -50_000, max: 50_000, noNaN: true }),
  scale: fc.double({ min: 0.001, max: 50, noNaN: true }),
});

/** No empty stage beside a photo that could cover it, and the middle where it cannot. */
function expectSettled(on: Stage, view: View): void {
  const { least, most } = scaleLimits(on);
  expect(view.scale).toBeGreaterThanOrEqual(least);
  expect(view.scale).toBeLessThanOrEqual(most);
  for (const [at, length, room] of [
    [view.x, on.photo.width * view.scale, on.stage.width],
    [view.y, on.photo.height * view.scale, on.stage.height],
  ] as const) {
    if (length <= room) expect(at).toBeCloseTo((room - length) / 2, 6);
    else {
      expect(at).toBeLessThanOrEqual(1e-9);
      expect(at + length).toBeGreaterThanOrEqual(room - 1e-6);
    }
  }
}

describe('fitting', () => {
  it('shows the whole photo in the middle, whatever its shape', () => {
    const upright: Stage = { ...wide, photo: { width: 4000, height: 6000 } };
    expect(fitted(wide)).toMatchObject({ x: (1092 - 1050) / 2, y: 0, scale: 700 / 4000 });
    expect(fitted(upright).y).toBe(0);
    expect(fitted(upright).x).toBeCloseTo((1092 - (700 / 6000) * 4000) / 2);
    expect(isFitted(wide, fitted(wide))).toBe(true);
    expect(percent(wide, fitted(wide))).toBe(18);
  });

  it('counts per cent in pixels of the screen', () => {
    const fine = { ...wide, pixelRatio: 2 };
    expect(fullScale(fine)).toBe(0.5);
    expect(percent(fine, centredOn(fine, fullScale(fine), [0.5, 0.5, 0, 0]))).toBe(100);
  });
});

describe('zooming', () => {
  it('keeps what is under the pointer there', () => {
    const at = { x: 700, y: 300 };
    const before = centredOn(wide, 0.6, [0.5, 0.5, 0, 0]);
    const under = onPhoto(wide, before, at);
    const after = zoomedAt(wide, before, 1.7, at);
    expect(after.scale).toBe(1.7);
    expect(onPhoto(wide, after, at).x).toBeCloseTo(under.x, 9);
    expect(onPhoto(wide, after, at).y).toBeCloseTo(under.y, 9);
  });

  it('never leaves the limits or empty stage, however it is zoomed, moved or pinched', () => {
    const points = fc.record({
      x: fc.double({ min: 0, max: 4000, noNaN: true }),
      y: fc.double({ min: 0, max: 4000, noNaN: true }),
    });
    fc.assert(
      fc.property(
        stages,
        views,
        points,
        points,
        fc.double({ min: 1e-4, max: 100, noNaN: true }),
        (on, any, a, b, scale) => {
          const view = settled(on, any);
          expectSettled(on, view);
          expectSettled(on, zoomedAt(on, view, scale, a));
          expectSettled(on, panned(on, view, b));
          expectSettled(on, pinched(on, view, [a, b], [b, { x: a.x * 2, y: a.y }]));
          expectSettled(on, zoomStep(on, view, 1));
          expectSettled(on, zoomStep(on, view, -1));
        },
      ),
    );
  });

  it('brings a face to the middle at 100 %, or as near as the photo reaches', () => {
    const view = centredOn(wide, fullScale(wide), [0.4, 0.3, 0.05, 0.1]);
    const face = onStage(wide, view, [0.4, 0.3, 0.05, 0.1]);
    expect(face.x + face.width / 2).toBeCloseTo(1092 / 2);
    expect(face.y + face.height / 2).toBeCloseTo(350);
    const corner = centredOn(wide, fullScale(wide), [0, 0, 0.01, 0.01]);
    expect(corner).toMatchObject({ x: 0, y: 0 });
  });

  it('steps over the levels and ends at the limits', () => {
    let view = fitted(wide);
    const seen = [percent(wide, view)];
    for (let i = 0; i < 12; i++) {
      view = zoomStep(wide, view, 1);
      seen.push(percent(wide, view));
    }
    expect(seen.slice(0, 6)).toEqual([18, 25, 33, 50, 67, 100]);
    expect(seen.at(-1)).toBe(400);
    for (let i = 0; i < 12; i++) view = zoomStep(wide, view, -1);
    expect(isFitted(wide, view)).toBe(true);
  });

  it('shows a photo smaller than the stage at 100 % too', () => {
    const small: Stage = { ...wide, photo: { width: 300, height: 200 } };
    expect(scaleLimits(small).least).toBe(1);
    expect(zoomedAt(small, fitted(small), 0.01, { x: 0, y: 0 }).scale).toBe(1);
  });

  it('turns a wheel the other way back to where it was', () => {
    for (const deltaMode of [0, 1, 2]) {
      const out = wheelFactor({ deltaY: 3, deltaMode, ctrlKey: false });
      const back = wheelFactor({ deltaY: -3, deltaMode, ctrlKey: false });
      expect(out).toBeLessThan(1);
      expect(out * back).toBeCloseTo(1, 12);
    }
    const pinch = wheelFactor({ deltaY: -4, deltaMode: 0, ctrlKey: true });
    expect(pinch).toBeGreaterThan(wheelFactor({ deltaY: -4, deltaMode: 0, ctrlKey: false }));
  });

  it('follows two fingers: twice as far apart is twice as large, around their middle', () => {
    const before = centredOn(wide, 0.5, [0.5, 0.5, 0, 0]);
    const after = pinched(
      wide,
      before,
      [
        { x: 400, y: 300 },
        { x: 500, y: 300 },
      ],
      [
        { x: 350, y: 300 },
        { x: 550, y: 300 },
      ],
    );
    expect(after.scale).toBeCloseTo(1);
    const under = onPhoto(wide, before, { x: 450, y: 300 });
    expect(onPhoto(wide, after, { x: 450, y: 300 }).x).toBeCloseTo(under.x, 9);
  });
});

describe('the slider', () => {
  it('is the inverse of itself and spans the limits', () => {
    fc.assert(
      fc.property(stages, fc.double({ min: 0, max: 1, noNaN: true }), (on, at) => {
        const { least, most } = scaleLimits(on);
        expect(scaleOfSlider(on, 0)).toBeCloseTo(least, 9);
        expect(scaleOfSlider(on, 1) / most).toBeCloseTo(1, 9);
        if (most > least * 1.0001) expect(sliderOf(on, scaleOfSlider(on, at))).toBeCloseTo(at, 6);
      }),
    );
  });
});

describe('going to another photo or window', () => {
  it('keeps the middle in the middle and things as large when the window grows', () => {
    const larger = { ...wide, stage: { width: 1600, height: 1000 } };
    const view = centredOn(wide, 1, [0.6, 0.4, 0, 0]);
    const after = carriedOver(wide, larger, view);
    expect(after.scale).toBe(1);
    const mid = onPhoto(larger, after, { x: 800, y: 500 });
    expect(mid.x).toBeCloseTo(0.6);
    expect(mid.y).toBeCloseTo(0.4);
  });

  it('keeps place and size on a photo with other pixels', () => {
    const half: Stage = { ...wide, photo: { width: 3000, height: 2000 } };
    const after = carriedOver(wide, half, centredOn(wide, 1, [0.6, 0.4, 0, 0]));
    expect(after.scale).toBe(2);
    expect(onPhoto(half, after, { x: 546, y: 350 }).x).toBeCloseTo(0.6);
  });

  it('asks for the original only where it shows more than the preview', () => {
    expect(showsMoreThan(wide, fitted(wide), 2048)).toBe(false);
    expect(showsMoreThan(wide, centredOn(wide, 1, [0.5, 0.5, 0, 0]), 2048)).toBe(true);
    expect(showsMoreThan({ ...wide, pixelRatio: 2 }, fitted(wide), 2048)).toBe(true);
    const small: Stage = { ...wide, photo: { width: 1600, height: 1000 } };
    expect(showsMoreThan(small, centredOn(small, 4, [0.5, 0.5, 0, 0]), 1600)).toBe(false);
  });
});
