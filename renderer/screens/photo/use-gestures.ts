import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type Point, wheelFactor } from './viewport.ts';
import type { ViewportChange } from './viewport-state.ts';

/** CSS pixels that a press may wander and still be a click. */
const CLICK_SLACK = 4;

export interface Gestures {
  change(change: ViewportChange): void;
  /** While a box is being drawn, a drag draws and does not move the photo. */
  draw: null | {
    start(at: Point): void;
    to(at: Point): void;
    end(): void;
  };
}

/**
 * Wheel, pinch, drag, double click and two fingers on the stage. A press on a box stays a click of the
 * box unless it wanders: then it moves the photo, since faces are where people take hold of it.
 */
export function useGestures(stage: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const latest = useRef(gestures);
  useLayoutEffect(() => {
    latest.current = gestures;
  });
  useEffect(() => {
    const element = stage.current;
    return element === null ? undefined : listen(element, () => latest.current);
  }, [stage]);
}

function listen(element: HTMLElement, gestures: () => Gestures): () => void {
  const pointers = new Map<number, Point>();
  /** Where the press began; null once it is a drag, a pinch or a drawing. */
  let pressed: Point | null = null;
  let dragging = false;
  let drawing = false;
  const away = new AbortController();
  const { signal } = away;

  const at = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left - element.clientLeft, y: clientY - top - element.clientTop };
  };
  const isTool = (event: Event) =>
    event.target instanceof Element && event.target.closest('[data-over-photo]') !== null;

  element.addEventListener(
    'wheel',
    (event) => {
      if (isTool(event)) return;
      event.preventDefault();
      gestures().change({ kind: 'zoom', by: wheelFactor(event), at: at(event) });
    },
    { signal, passive: false },
  );
  element.addEventListener(
    'dblclick',
    (event) => {
      const onBox = event.target instanceof Element && event.target.closest('button') !== null;
      if (!isTool(event) && !onBox && gestures().draw === null) {
        gestures().change({ kind: 'toggle', at: at(event) });
      }
    },
    { signal },
  );
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (isTool(event) || (event.pointerType === 'mouse' && event.button !== 0)) return;
      pointers.set(event.pointerId, at(event));
      const { draw } = gestures();
      if (draw !== null && pointers.size === 1) {
        drawing = true;
        draw.start(at(event));
        element.setPointerCapture(event.pointerId);
        event.preventDefault();
      } else {
        pressed = pointers.size === 1 ? at(event) : null;
      }
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) return;
      const now = at(event);
      if (drawing) {
        gestures().draw?.to(now);
        pointers.set(event.pointerId, now);
        return;
      }
      if (pointers.size === 2) {
        const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
        if (other !== undefined)
          gestures().change({ kind: 'pinch', before: [before, other], now: [now, other] });
        pointers.set(event.pointerId, now);
        dragging = true;
        return;
      }
      if (!dragging) {
        if (pressed === null || Math.hypot(now.x - pressed.x, now.y - pressed.y) < CLICK_SLACK) return;
        dragging = true;
        element.setPointerCapture(event.pointerId);
        element.dataset['dragging'] = '';
      }
      gestures().change({ kind: 'pan', by: { x: now.x - before.x, y: now.y - before.y } });
      pointers.set(event.pointerId, now);
    },
    { signal },
  );
  const end = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    if (drawing) gestures().draw?.end();
    if (dragging) swallowClick();
    pressed = null;
    dragging = false;
    drawing = false;
    delete element.dataset['dragging'];
  };
  element.addEventListener('pointerup', end, { signal });
  element.addEventListener('pointercancel', end, { signal });

  /** A drag that ends on a box is no click of it. */
  function swallowClick(): void {
    const swallow = (event: Event) => {
      event.stopPropagation();
      event.preventDefault();
    };
    element.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => element.removeEventListener('click', swallow, { capture: true }));
  }

  return () => away.abort();
}
