import { Dialog as Base } from '@base-ui/react/dialog';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState, type WheelEvent } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { BibChip, Flag, FocusDot, Stars } from '../../components/marks.tsx';
import { media } from '../../components/photo-image.tsx';
import { pressKey } from '../../keyboard/dispatch.ts';
import { KeyLayer, useCommands } from '../../keyboard/use-commands.tsx';
import './compare.css';

/** Photos that are side by side at most: more are too small to judge. */
export const MAX_COMPARED = 6;
const MAX_ZOOM = 8;

/** What all photos show: how many times larger than fitting, and the point at the middle, as shares. */
interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

const FIT: View = { zoom: 1, x: 0.5, y: 0.5 };

/** Photos side by side, zoomed and moved as one, to find the sharpest face. */
export function Compare(props: CompareProps): ReactNode {
  return (
    <Base.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Popup
          className="compare"
          aria-label={t('browse.compare.title', { photos: props.cells.length })}
        >
          <KeyLayer>
            <Photos {...props} />
          </KeyLayer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface CompareProps {
  readonly event: string;
  readonly cells: readonly Cell[];
  /** Id of the sharpest, where it is known. */
  readonly sharpest: string | null;
  onRate(cell: Cell, stars: number): void;
  onFlag(cell: Cell, flag: 'pick' | 'reject' | null): void;
  onClose(): void;
}

function Photos({ event, cells, sharpest, onRate, onFlag, onClose }: CompareProps): ReactNode {
  const [view, setView] = useState(FIT);
  const [current, setCurrent] = useState(0);
  const photos = useRef<(HTMLButtonElement | null)[]>([]);
  const at = Math.min(current, cells.length - 1);
  const cell = cells[at];

  const toggle = () => setView(view.zoom > 1 ? FIT : within({ ...view, zoom: 4 }));
  const zoomTo = (zoom: number, x = view.x, y = view.y) => setView(within({ zoom, x, y }));
  const move = (by: number) => {
    const next = (at + by + cells.length) % cells.length;
    setCurrent(next);
    photos.current[next]?.focus();
  };

  useEffect(() => photos.current[0]?.focus(), []);

  useCommands('browse', {
    back: onClose,
    compare: onClose,
    larger: () => zoomTo(view.zoom * 1.4),
    smaller: () => zoomTo(view.zoom / 1.4),
    loupe: toggle,
    move: ({ key }) => (key === 'ArrowLeft' ? move(-1) : key === 'ArrowRight' ? move(1) : false),
    extend: ({ key }) => {
      const step = 0.08 / view.zoom;
      const ways: Partial<Record<string, [number, number]>> = {
        'Shift+ArrowLeft': [-step, 0],
        'Shift+ArrowRight': [step, 0],
        'Shift+ArrowUp': [0, -step],
        'Shift+ArrowDown': [0, step],
      };
      const way = ways[key];
      if (way === undefined) return false;
      setView(within({ ...view, x: view.x + way[0], y: view.y + way[1] }));
      return true;
    },
    rate: ({ key }) => (cell === undefined ? false : onRate(cell, Number(key))),
    pick: () => (cell === undefined ? false : onFlag(cell, 'pick')),
    reject: () => (cell === undefined ? false : onFlag(cell, 'reject')),
    unflag: () => (cell === undefined ? false : onFlag(cell, null)),
  });

  const wheel = (turn: WheelEvent<HTMLElement>) => {
    const area = turn.currentTarget.getBoundingClientRect();
    const zoom = Math.min(MAX_ZOOM, Math.max(1, view.zoom * Math.exp(-turn.deltaY / 400)));
    // The point under the pointer stays under it, in this photo and so in all.
    const pointX = view.x + ((turn.clientX - area.left) / area.width - 0.5) / view.zoom;
    const pointY = view.y + ((turn.clientY - area.top) / area.height - 0.5) / view.zoom;
    zoomTo(
      zoom,
      pointX - (pointX - view.x) * (view.zoom / zoom),
      pointY - (pointY - view.y) * (view.zoom / zoom),
    );
  };
  const drag = (pressed: PointerEvent<HTMLElement>) => {
    if (pressed.buttons !== 1 || view.zoom === 1) return;
    const area = pressed.currentTarget.getBoundingClientRect();
    setView(
      within({
        zoom: view.zoom,
        x: view.x - pressed.movementX / area.width / view.zoom,
        y: view.y - pressed.movementY / area.height / view.zoom,
      }),
    );
  };

  const columns = cells.length <= 3 ? cells.length : Math.ceil(cells.length / 2);
  return (
    <>
      <div className="compare-head">
        <b>{t('browse.compare.title', { photos: cells.length })}</b>
        <span className="muted text-small">{t('browse.compare.help')}</span>
        <span className="grow" />
        <Button
          size="small"
          icon="minus"
          aria-label={t('keys.smaller')}
          onClick={() => zoomTo(view.zoom / 1.4)}
        />
        <Button
          size="small"
          icon="plus"
          aria-label={t('keys.larger')}
          onClick={() => zoomTo(view.zoom * 1.4)}
        />
        <Button size="small" kind="quiet" icon="cross" aria-label={t('dialog.close')} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the photos in it have the focus. */}
      <div
        className="compare-photos"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        onKeyDown={({ nativeEvent }) => nativeEvent.key.startsWith('Arrow') && pressKey(nativeEvent)}
      >
        {cells.map((photo, index) => (
          <button
            key={photo.id}
            ref={(element) => {
              photos.current[index] = element;
            }}
            type="button"
            className={classNames('compare-photo', index === at && 'is-current')}
            aria-current={index === at}
            onFocus={() => setCurrent(index)}
            onClick={() => setCurrent(index)}
            onDoubleClick={toggle}
            onKeyDown={(event) => {
              // A button would take it for a click.
              if (event.key !== ' ') return;
              event.preventDefault();
              toggle();
            }}
          >
            <span className="compare-stage" onWheel={wheel} onPointerMove={drag}>
              <img
                src={media.preview(event, photo.id)}
                alt=""
                draggable={false}
                style={{
                  transform: `scale(${view.zoom}) translate(${(0.5 - view.x) * 100}%, ${(0.5 - view.y) * 100}%)`,
                }}
              />
            </span>
            <span className="compare-foot">
              <b>{photo.name}</b>
              {photo.flag !== null && <Flag flag={photo.flag} />}
              {photo.focus !== null && <FocusDot focus={photo.focus} />}
              {photo.id === sharpest && <span className="ok text-small">{t('browse.compare.sharpest')}</span>}
              {photo.bibs.slice(0, 3).map(({ number, state, hit }) => (
                <BibChip key={number} number={number} state={state} hit={hit} />
              ))}
              <span className="grow" />
              <Stars stars={photo.stars} />
            </span>
          </button>
        ))}
      </div>
    </>
  );
}

/** No further out than fitting, and no further to a side than its edge. */
function within({ zoom: asked, x, y }: View): View {
  const zoom = Math.min(MAX_ZOOM, Math.max(1, asked));
  const half = 0.5 / zoom;
  const clamp = (share: number) => Math.min(1 - half, Math.max(half, share));
  return { zoom, x: clamp(x), y: clamp(y) };
}
