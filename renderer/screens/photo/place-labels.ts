import type { Size } from './viewport.ts';

/** A rectangle in CSS pixels of the stage. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box on the photo that wants a label. */
export interface Labelled {
  readonly id: string;
  readonly box: Rect;
  readonly kind: 'face' | 'bib';
  /** Of the label, measured. */
  readonly label: Size;
  /** The athlete in question: placed first, beside the face rather than above it. */
  readonly inQuestion: boolean;
}

/** Between a box and its label. */
const GAP = 4;
/** Boxes that reach out of the stage keep their labels this far inside. */
const EDGE = 2;

type Side = 'above' | 'below' | 'right' | 'left';

/**
 * Where each label stands: outside its box, over no box and no other label, inside `bounds`. A face
 * has its label above, a bib below, and to a side where there is no room. One that fits nowhere is
 * left out (its box still says what it is when pointed at), since a label over a face is worse than none.
 */
export function placeLabels(labelled: readonly Labelled[], bounds: Rect): Map<string, Rect> {
  const placed = new Map<string, Rect>();
  const taken: Rect[] = labelled.map(({ box }) => box);
  const shown = labelled.filter(({ box }) => overlaps(box, bounds));
  for (const one of shown.toSorted(byImportance)) {
    const place = candidates(one, bounds).find(
      (candidate) => isInside(candidate, bounds) && !taken.some((other) => overlaps(candidate, other)),
    );
    if (place === undefined) continue;
    placed.set(one.id, place);
    taken.push(place);
  }
  return placed;
}

function byImportance(a: Labelled, b: Labelled): number {
  if (a.inQuestion !== b.inQuestion) return a.inQuestion ? -1 : 1;
  return b.box.width * b.box.height - a.box.width * a.box.height;
}

function candidates({ box, label, kind, inQuestion }: Labelled, bounds: Rect): Rect[] {
  const seen = shownPart(box, bounds);
  return sidesOf(kind, inQuestion).flatMap((side) => along(side, seen, label));
}

function sidesOf(kind: 'face' | 'bib', inQuestion: boolean): readonly Side[] {
  if (kind === 'bib') return ['below', 'above', 'right', 'left'];
  return inQuestion ? ['right', 'above', 'left', 'below'] : ['above', 'right', 'left', 'below'];
}

/** Places along one side: at its beginning, its end, then its middle. */
function along(side: Side, box: Rect, { width, height }: Size): Rect[] {
  return [0, 1, 0.5].map((shift): Rect => {
    const x = box.x + (box.width - width) * shift;
    const y = box.y + (box.height - height) * shift;
    if (side === 'above') return { x, y: box.y - GAP - height, width, height };
    if (side === 'below') return { x, y: box.y + box.height + GAP, width, height };
    if (side === 'right') return { x: box.x + box.width + GAP, y, width, height };
    return { x: box.x - GAP - width, y, width, height };
  });
}

/** The part of a box that is seen: a label belongs to that, when the photo is zoomed. */
function shownPart(box: Rect, bounds: Rect): Rect {
  const x = Math.max(box.x, bounds.x + EDGE);
  const y = Math.max(box.y, bounds.y + EDGE);
  return {
    x,
    y,
    width: Math.max(0, Math.min(box.x + box.width, bounds.x + bounds.width - EDGE) - x),
    height: Math.max(0, Math.min(box.y + box.height, bounds.y + bounds.height - EDGE) - y),
  };
}

function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
