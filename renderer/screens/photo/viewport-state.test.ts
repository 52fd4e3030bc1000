import { describe, expect, it } from 'vitest';
import { isFitted, onPhoto, onStage, percent, type Share, type Stage } from './viewport.ts';
import { changed, firstViewport, type ViewportChange, type ViewportState } from './viewport-state.ts';

const on: Stage = {
  photo: { width: 6000, height: 4000 },
  stage: { width: 1092, height: 700 },
  pixelRatio: 1,
};
const face: Share = [0.6, 0.3, 0.05, 0.08];
const mid = { x: 546, y: 350 };

function following(state: ViewportState, ...changes: ViewportChange[]): ViewportState {
  return changes.reduce(changed, state);
}

/** The first photo, once its size and its faces are known. */
function opened(): ViewportState {
  return following(firstViewport(on), { kind: 'stage', on, face, newPhoto: false });
}

describe('the view of a photo', () => {
  it('goes from the whole photo to 100 % at the face, and back', () => {
    const near = following(opened(), { kind: 'toggle' });
    expect(percent(on, near.view)).toBe(100);
    const seen = onStage(on, near.view, face);
    expect(seen.x + seen.width / 2).toBeCloseTo(546);
    expect(isFitted(on, following(near, { kind: 'toggle' }).view)).toBe(true);
  });

  it('goes to the point that was double-clicked instead', () => {
    const at = { x: 200, y: 500 };
    const before = opened();
    const near = following(before, { kind: 'toggle', at });
    expect(onPhoto(on, near.view, at).x).toBeCloseTo(onPhoto(on, before.view, at).x, 9);
  });

  it('fits the next photo where this one was fitted, whatever its shape', () => {
    const upright: Stage = { ...on, photo: { width: 4000, height: 6000 } };
    const next = following(opened(), { kind: 'stage', on: upright, face: null, newPhoto: true });
    expect(isFitted(upright, next.view)).toBe(true);
  });

  it('follows the face from photo to photo at the same zoom', () => {
    const other: Share = [0.2, 0.5, 0.05, 0.08];
    const near = following(opened(), { kind: 'level', level: 2 });
    // The next photo is there before its faces are known.
    const next = following(
      near,
      { kind: 'stage', on, face: null, newPhoto: true },
      { kind: 'stage', on, face: other, newPhoto: false },
    );
    expect(percent(on, next.view)).toBe(200);
    expect(onPhoto(on, next.view, mid).x).toBeCloseTo(0.225);
  });

  it('keeps the place where somebody panned or zoomed there, to compare the frames of a burst', () => {
    const there = following(
      opened(),
      { kind: 'zoom', by: 6, at: { x: 300, y: 200 } },
      { kind: 'pan', by: { x: -40, y: 10 } },
    );
    const place = onPhoto(on, there.view, mid);
    const next = following(there, { kind: 'stage', on, face: [0.1, 0.1, 0.1, 0.1], newPhoto: true });
    expect(onPhoto(on, next.view, mid).x).toBeCloseTo(place.x);
    expect(next.view.scale).toBe(there.view.scale);
  });

  it('does not move when the face of the same photo is told again or another athlete is chosen', () => {
    const near = following(opened(), { kind: 'toggle' });
    const again = following(near, { kind: 'stage', on, face: [0.1, 0.1, 0.1, 0.1], newPhoto: false });
    expect(again.view).toEqual(near.view);
    const shown = following(again, { kind: 'show', place: [0.1, 0.1, 0.1, 0.1] });
    expect(shown.view).not.toEqual(near.view);
    expect(following(opened(), { kind: 'show', place: face }).view).toEqual(opened().view);
  });

  it('keeps the middle when a pane or the window changes its width', () => {
    const near = following(opened(), { kind: 'toggle' });
    const wider: Stage = { ...on, stage: { width: 1400, height: 900 } };
    const next = following(near, { kind: 'stage', on: wider, face, newPhoto: false });
    expect(onPhoto(wider, next.view, { x: 700, y: 450 }).x).toBeCloseTo(0.625);
  });

  it('is at 100 % after Z also where the whole photo is seen at little less', () => {
    const middling: Stage = { ...on, photo: { width: 1350, height: 900 } };
    const state = following(firstViewport(middling), { kind: 'toggle' });
    expect(percent(middling, state.view)).toBe(100);
  });

  it('is at 100 % or above after Z even where the photo is smaller than the window', () => {
    const small: Stage = { ...on, photo: { width: 600, height: 400 } };
    const state = following(firstViewport(small), { kind: 'toggle' });
    expect(percent(small, state.view)).toBeGreaterThan(100);
    expect(isFitted(small, state.view)).toBe(false);
  });
});
