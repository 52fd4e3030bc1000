import type { RelativeBox } from '../../../engine/contract/decision.ts';
import type { Point, Share } from './viewport.ts';

/** A side or corner that a box is taken by: `n`, `e` … as on a compass. */
export type Handle = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';
export const handles: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** Smallest side of a box, as a share of the photo: 12 pixels of a preview, about a bib far away. */
export const LEAST_SIDE = 0.006;

/** The box between two points of the photo, in any order; what is outside the photo is cut off. */
export function boxBetween(a: Point, b: Point): RelativeBox {
  const left = share(Math.min(a.x, b.x));
  const top = share(Math.min(a.y, b.y));
  return [left, top, share(Math.max(a.x, b.x)) - left, share(Math.max(a.y, b.y)) - top];
}

/** Whether somebody meant to draw it, and did not just click. */
export function isBox([, , width, height]: RelativeBox): boolean {
  return width >= LEAST_SIDE && height >= LEAST_SIDE;
}

/** Moves a box by shares of the photo; it stays inside as it is. */
export function moved([x, y, width, height]: RelativeBox, by: Point): RelativeBox {
  return [clamp(x + by.x, 0, 1 - width), clamp(y + by.y, 0, 1 - height), width, height];
}

/** Moves one side or corner; the opposite one stays, and the box keeps its least size. */
export function resized([x, y, width, height]: RelativeBox, handle: Handle, by: Point): RelativeBox {
  let [left, top, right, bottom] = [x, y, x + width, y + height];
  if (handle.includes('w')) left = clamp(left + by.x, 0, Math.max(0, right - LEAST_SIDE));
  if (handle.includes('e')) right = clamp(right + by.x, Math.min(1, left + LEAST_SIDE), 1);
  if (handle.includes('n')) top = clamp(top + by.y, 0, Math.max(0, bottom - LEAST_SIDE));
  if (handle.includes('s')) bottom = clamp(bottom + by.y, Math.min(1, top + LEAST_SIDE), 1);
  return [left, top, right - left, bottom - top];
}

/**
 * A box to begin with at the keyboard: in the middle of what is seen of the photo (shares), an eighth
 * of its width, and shaped like a bib whatever the shape of the photo. `aspect` is width by height of
 * the photo.
 */
export function firstBox(seen: Share, aspect: number): RelativeBox {
  const width = Math.min(1, Math.max(LEAST_SIDE, seen[2] / 8));
  const height = Math.min(1, Math.max(LEAST_SIDE, width * 0.75 * aspect));
  const x = clamp(seen[0] + (seen[2] - width) / 2, 0, 1 - width);
  const y = clamp(seen[1] + (seen[3] - height) / 2, 0, 1 - height);
  return [x, y, width, height];
}

/** A key's part in drawing: arrows move, with Shift they move the right and lower side, with Alt by little. */
export function boxAfterKey(
  box: RelativeBox,
  key: { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean },
  aspect: number,
): RelativeBox | null {
  const step = key.altKey ? 0.002 : 0.01;
  const by = {
    ArrowLeft: { x: -step, y: 0 },
    ArrowRight: { x: step, y: 0 },
    ArrowUp: { x: 0, y: -step * aspect },
    ArrowDown: { x: 0, y: step * aspect },
  }[key.key];
  if (by === undefined) return null;
  return key.shiftKey ? resized(box, 'se', by) : moved(box, by);
}

function share(value: number): number {
  return clamp(value, 0, 1);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
