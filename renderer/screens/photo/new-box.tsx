import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import type { RelativeBox } from '../../../engine/contract/decision.ts';
import { t } from '../../../messages/format.ts';
import { boxAfterKey, type Handle, handles, resized } from './draw-box.ts';
import { onStage, type Stage, type View } from './viewport.ts';

/**
 * The box that is being drawn: dragged by its handles, or moved and resized with the arrow keys. Enter
 * goes to the number, Esc gives it up.
 */
export function NewBox({
  box,
  on,
  view,
  takesFocus,
  onChange,
  onDone,
  onCancel,
}: {
  box: RelativeBox;
  on: Stage;
  view: View;
  /** It was asked for at the keyboard. */
  takesFocus: boolean;
  onChange(box: RelativeBox): void;
  onDone(): void;
  onCancel(): void;
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const rect = onStage(on, view, box);
  useEffect(() => {
    if (takesFocus) frame.current?.focus({ preventScroll: true });
  }, [takesFocus]);

  const key = (event: KeyboardEvent) => {
    const next = boxAfterKey(box, event, on.photo.width / on.photo.height);
    if (next !== null) onChange(next);
    else if (event.key === 'Enter') onDone();
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const drag = (handle: Handle) => (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    event.preventDefault();
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    const start = { x: event.clientX, y: event.clientY };
    const move = ({ clientX, clientY }: globalThis.PointerEvent) => {
      onChange(
        resized(box, handle, {
          x: (clientX - start.x) / (on.photo.width * view.scale),
          y: (clientY - start.y) / (on.photo.height * view.scale),
        }),
      );
    };
    const end = () => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('lostpointercapture', end);
      onDone();
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('lostpointercapture', end);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take the focus.
    <div
      ref={frame}
      className="new-box"
      role="group"
      aria-label={`${t('photo.number.newBox')} ${t('photo.number.newBoxHint')}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move it.
      tabIndex={0}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
      onKeyDown={key}
      data-testid="new-box"
    >
      {handles.map((handle) => (
        <span
          key={handle}
          className={`new-box__handle new-box__handle--${handle}`}
          data-over-photo
          onPointerDown={drag(handle)}
        />
      ))}
    </div>
  );
}
