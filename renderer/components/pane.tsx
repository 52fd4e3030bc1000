import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { t } from '../../messages/format.ts';
import { paneWidth, usePreferences } from '../stores/preferences.ts';
import { classNames } from './class-names.ts';
import './pane.css';

/**
 * A pane at the side, whose inner edge can be dragged, or moved with the arrow keys when it has the
 * focus. Its width is remembered under `name`. `F6` goes from pane to pane.
 */
export function Pane({
  name,
  label,
  side,
  width,
  min = 160,
  max = 560,
  landmark = 'region',
  className,
  children,
}: {
  /** `browse.left`. */
  name: string;
  label: string;
  side: 'left' | 'right';
  /** Until it was changed, CSS pixels. */
  width: number;
  min?: number;
  max?: number;
  landmark?: 'region' | 'complementary' | 'navigation';
  className?: string | undefined;
  children: ReactNode;
}): ReactNode {
  const kept = usePreferences(({ panes }) => panes[name]);
  const [dragged, setDragged] = useState<number | null>(null);
  const within = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  const now = within(dragged ?? kept ?? width);

  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const start = event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    let last = now;
    const move = (moved: globalThis.PointerEvent) => {
      last = within(now + (moved.clientX - start) * (side === 'left' ? 1 : -1));
      setDragged(last);
    };
    const end = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('lostpointercapture', end);
      setDragged(null);
      paneWidth(name, last);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', end);
  };

  const step = (event: KeyboardEvent) => {
    const wider = side === 'left' ? 'ArrowRight' : 'ArrowLeft';
    const narrower = side === 'left' ? 'ArrowLeft' : 'ArrowRight';
    const next =
      event.key === wider
        ? now + 16
        : event.key === narrower
          ? now - 16
          : event.key === 'Home'
            ? min
            : event.key === 'End'
              ? max
              : null;
    if (next === null) return;
    event.preventDefault();
    paneWidth(name, within(next));
  };

  const Element = landmark === 'complementary' ? 'aside' : landmark === 'navigation' ? 'nav' : 'section';
  return (
    <Element
      aria-label={label}
      className={classNames('pane', `pane--${side}`, className)}
      style={{ width: `${now}px` }}
      data-panel
      tabIndex={-1}
    >
      {children}
      <hr
        aria-orientation="vertical"
        aria-label={t('pane.resize', { pane: label })}
        aria-valuenow={now}
        aria-valuemin={min}
        aria-valuemax={max}
        tabIndex={0}
        className="pane__edge"
        onPointerDown={drag}
        onKeyDown={step}
        onDoubleClick={() => paneWidth(name, width)}
      />
    </Element>
  );
}

/** The middle of a screen, or any part that `F6` stops at. */
export function Panel({
  label,
  className,
  children,
}: {
  label: string;
  className?: string | undefined;
  children: ReactNode;
}): ReactNode {
  return (
    <section aria-label={label} className={classNames('panel', className)} data-panel tabIndex={-1}>
      {children}
    </section>
  );
}

/** Head of a pane, 36 high. */
export function PaneHead({ children, className }: { children: ReactNode; className?: string }): ReactNode {
  return <div className={classNames('pane-head', className)}>{children}</div>;
}

/** Row of controls above a panel, 44 high. */
export function Toolbar({ children, className }: { children: ReactNode; className?: string }): ReactNode {
  return <div className={classNames('toolbar', className)}>{children}</div>;
}
