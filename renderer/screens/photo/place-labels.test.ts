import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Labelled, placeLabels, type Rect } from './place-labels.ts';

const bounds: Rect = { x: 0, y: 0, width: 1000, height: 700 };

function face(id: string, x: number, y: number, more: Partial<Labelled> = {}): Labelled {
  const box = { x, y, width: 50, height: 60 };
  return { id, box, kind: 'face', label: { width: 60, height: 20 }, inQuestion: false, ...more };
}

function bib(id: string, x: number, y: number): Labelled {
  return { ...face(id, x, y), kind: 'bib' };
}

const touch = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('placeLabels', () => {
  it('puts the label of a face above it and that of a bib below', () => {
    const places = placeLabels([face('f', 300, 200), bib('b', 300, 400)], bounds);
    expect(places.get('f')).toEqual({ x: 300, y: 176, width: 60, height: 20 });
    expect(places.get('b')).toEqual({ x: 300, y: 464, width: 60, height: 20 });
  });

  it('goes to the side when there is no room above', () => {
    const places = placeLabels([face('f', 300, 5)], bounds);
    expect(places.get('f')).toEqual({ x: 354, y: 5, width: 60, height: 20 });
  });

  it('turns to the other side at the edge of the stage', () => {
    const places = placeLabels([face('f', 945, 5)], bounds);
    expect(places.get('f')).toMatchObject({ x: 945 - 4 - 60, y: 5 });
  });

  it('stands beside the face of the athlete in question, ahead of all others', () => {
    const places = placeLabels([face('other', 360, 230), face('f', 300, 200, { inQuestion: true })], bounds);
    expect(places.get('f')).toEqual({ x: 354, y: 200, width: 60, height: 20 });
  });

  it('leaves a label out rather than over a face', () => {
    const crowd = [];
    for (let row = 0; row < 12; row++) {
      for (let at = 0; at < 20; at++) crowd.push(face(`${row}-${at}`, at * 50, row * 60));
    }
    expect(placeLabels(crowd, bounds).size).toBe(0);
  });

  it('labels what is seen of a box larger than the stage', () => {
    const box = { x: 200, y: -3000, width: 300, height: 5000 };
    const places = placeLabels([face('near', 0, 0, { box })], bounds);
    expect(places.get('near')).toEqual({ x: 504, y: 2, width: 60, height: 20 });
  });

  it('places nothing for what is outside', () => {
    expect(placeLabels([face('f', 1200, 200)], bounds).size).toBe(0);
  });

  it('never covers a box or another label, nor leaves the stage', () => {
    const boxes = fc.record({
      x: fc.integer({ min: -200, max: 1100 }),
      y: fc.integer({ min: -200, max: 800 }),
      width: fc.integer({ min: 4, max: 400 }),
      height: fc.integer({ min: 4, max: 400 }),
    });
    const one = fc.record({
      box: boxes,
      kind: fc.constantFrom('face' as const, 'bib' as const),
      label: fc.record({ width: fc.integer({ min: 30, max: 200 }), height: fc.constant(20) }),
      inQuestion: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 25 }), (found) => {
        const labelled = found.map((each, at) => ({ ...each, id: String(at) }));
        const places = [...placeLabels(labelled, bounds).values()];
        places.forEach((place, at) => {
          expect(place.x).toBeGreaterThanOrEqual(0);
          expect(place.y).toBeGreaterThanOrEqual(0);
          expect(place.x + place.width).toBeLessThanOrEqual(1000);
          expect(place.y + place.height).toBeLessThanOrEqual(700);
          for (const { box } of labelled) expect(touch(place, box)).toBe(false);
          for (const other of places.slice(at + 1)) expect(touch(place, other)).toBe(false);
        });
      }),
    );
  });
});
