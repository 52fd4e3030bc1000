import { type RefObject, useEffect, useRef, useState } from 'react';
import type { RelativeBox } from '../../../engine/contract/decision.ts';
import type { Answers } from './answers.ts';
import { firstBox } from './draw-box.ts';
import type { Drawing } from './stage.tsx';
import { onPhoto } from './viewport.ts';
import type { ViewportState } from './viewport-state.ts';

/** Somebody is being added: in a box, or anywhere in the photo. */
type Added = { readonly photo: string } & (
  | { readonly kind: 'box'; readonly drawing: Drawing }
  | { readonly kind: 'photo' }
);

/** Somebody whom the machine missed, from the first corner of a box to the number. */
export interface Adding {
  /** Null while nobody is being added. */
  readonly kind: Added['kind'] | null;
  readonly drawing: Drawing | null;
  /** Where the number is typed. */
  readonly field: RefObject<HTMLInputElement | null>;
  /** Begins a box in the middle of what is seen; `atKeyboard` when keys move it. */
  draw(atKeyboard: boolean): void;
  redraw(box: RelativeBox): void;
  /** Begins with the whole photo for a place. */
  tag(): void;
  focusField(): void;
  save(numbers: string[]): Promise<void>;
  cancel(): void;
}

/** @param begin Called when somebody is about to be added. */
export function useAdding(
  photo: string,
  state: ViewportState | null,
  answers: Answers,
  stage: RefObject<HTMLElement | null>,
  begin: () => void,
): Adding {
  const field = useRef<HTMLInputElement>(null);
  const [any, setAdded] = useState<Added | null>(null);
  const added = any?.photo === photo ? any : null;
  const drawing = added?.kind === 'box' ? added.drawing : null;
  const kind = added?.kind ?? null;
  useEffect(() => {
    if (kind === 'photo') field.current?.focus();
  }, [kind]);
  return {
    kind,
    drawing,
    field,
    draw(atKeyboard) {
      if (state === null) return;
      setAdded({ photo, kind: 'box', drawing: { box: firstBoxIn(state), atKeyboard } });
      begin();
    },
    redraw: (box) =>
      setAdded({ photo, kind: 'box', drawing: { box, atKeyboard: drawing?.atKeyboard ?? false } }),
    tag() {
      setAdded({ photo, kind: 'photo' });
      begin();
    },
    focusField: () => requestAnimationFrame(() => field.current?.focus()),
    async save(numbers) {
      if ((await answers.tag(numbers, drawing?.box ?? null)) !== null) setAdded(null);
    },
    cancel() {
      setAdded(null);
      stage.current?.closest<HTMLElement>('[data-panel]')?.focus({ preventScroll: true });
    },
  };
}

/** A box to begin with, within what of the photo is seen. */
function firstBoxIn({ on, view }: ViewportState): RelativeBox {
  const corner = onPhoto(on, view, { x: 0, y: 0 });
  const far = onPhoto(on, view, { x: on.stage.width, y: on.stage.height });
  const left = Math.max(0, corner.x);
  const top = Math.max(0, corner.y);
  const seen = [left, top, Math.min(1, far.x) - left, Math.min(1, far.y) - top] as const;
  return firstBox(seen, on.photo.width / on.photo.height);
}
