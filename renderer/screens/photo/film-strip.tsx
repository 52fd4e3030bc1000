import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import { Overlay } from '../../components/marks.tsx';
import { media } from '../../components/photo-image.tsx';
import { photoName } from '../browse/cell-words.ts';
import { filmLeft, filmLength, filmShowing, filmWindow } from './film-window.ts';
import type { Walk } from './walk.ts';
import './film-strip.css';

/** Between two photos of the strip, CSS pixels. */
const GAP = 4;
const MARGIN = 8;

/** The photos around the one that is shown, as Browse found them: any number of them, a few of them drawn. */
export function FilmStrip({
  event,
  timeZone,
  walk,
}: {
  event: string;
  timeZone: string;
  walk: Walk;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [room, setRoom] = useState({ left: 0, width: 0, height: 76 });
  const { index, found, total } = walk.place;
  const pitch = Math.round(room.height * 1.5) + GAP;
  const strip = { pitch, margin: MARGIN, total };
  const { first, end } = filmWindow(strip, room.left, room.width);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      const height = element.clientHeight - 2 * MARGIN;
      setRoom({ left: element.scrollLeft, width: element.clientWidth, height: Math.max(24, height) });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || index === null || room.width === 0) return;
    const shown = { pitch, margin: MARGIN, total };
    const left = filmShowing(shown, index, element.scrollLeft, room.width);
    if (left !== element.scrollLeft) element.scrollLeft = left;
  }, [index, total, pitch, room.width]);

  useEffect(() => {
    if (end > first) walk.want(first, end);
  }, [walk, first, end]);

  const shown = Array.from({ length: end - first }, (_, at) => first + at);
  const current = index !== null && found ? `${id}-${index}` : undefined;
  return (
    <div
      ref={scroller}
      className="film"
      role="listbox"
      aria-label={t('photo.film')}
      aria-activedescendant={current}
      aria-orientation="horizontal"
      tabIndex={0}
      data-panel
      onWheel={({ deltaX, deltaY, currentTarget }) => {
        if (deltaX === 0) currentTarget.scrollLeft += deltaY;
      }}
    >
      <div className="film__length" role="presentation" style={{ width: filmLength(strip) }} />
      {shown.map((at) => {
        const cell = walk.cellAt(at);
        const isOn = at === index && found;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys go from photo to photo, wherever the focus is.
          <div
            key={at}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={isOn}
            aria-setsize={total}
            aria-posinset={at + 1}
            aria-label={
              cell === undefined ? t('image.loading', { name: t('photo.title') }) : photoName(cell, timeZone)
            }
            className={classNames('film__cell', isOn && 'film__cell--on')}
            style={{ left: filmLeft(strip, at), width: pitch - GAP }}
            onClick={() => void walk.goTo(at)}
          >
            {cell !== undefined && (
              <>
                <img
                  key={cell.id}
                  src={media.fitting(event, cell.id, pitch - GAP)}
                  alt=""
                  draggable={false}
                  decoding="async"
                  className={cell.flag === 'reject' ? 'film__image film__image--rejected' : 'film__image'}
                />
                {cell.flag !== null && (
                  <Overlay
                    className={classNames(
                      'overlay--square',
                      'film__flag',
                      cell.flag === 'pick' ? 'ok' : 'bad',
                    )}
                  >
                    <Icon name={cell.flag === 'pick' ? 'flag' : 'cross'} size={11} />
                  </Overlay>
                )}
                {cell.bibs.some(({ state }) => state === 'review') && (
                  <Overlay className="overlay--square film__review warn">
                    <Icon name="question" size={11} />
                  </Overlay>
                )}
                {cell.stars > 0 && <span className="film__stars">{cell.stars}★</span>}
                {cell.burst !== null && cell.burst.size > 1 && <span className="film__burst" />}
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}
