import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import { t } from '../../../messages/format.ts';
import { count } from '../../../messages/units.ts';
import { FocusDot } from '../../components/marks.tsx';
import { media } from '../../components/photo-image.tsx';
import { openPhoto } from '../../stores/route.ts';
import { focusPlace } from './boxes-of.ts';
import type { Subject } from './subjects.ts';

/** The eyes of whoever is in question, pixel for pixel, with the verdict and the sharpest frame of the burst. */
export function FocusCheck({
  event,
  detail,
  subject,
}: {
  event: string;
  detail: PhotoDetail;
  subject: Subject | null;
}): ReactNode {
  const { cell, burst } = detail;
  const face = subject?.face ?? null;
  const other = burst?.photos.find(({ id }) => id === burst.sharpest);
  return (
    <section className="section focus" aria-label={t('photo.focus')}>
      <PixelCrop event={event} detail={detail} subject={subject} />
      <div className="grow">
        <h2 className="heading">{t('photo.focus')}</h2>
        <div className="row focus__verdict">
          {cell.focus === null ? (
            <span className="secondary">{t('photo.focus.unknown')}</span>
          ) : (
            <>
              <FocusDot focus={cell.focus} label={false} />
              <b>{t(`photo.focus.${cell.focus}`)}</b>
            </>
          )}
          {face !== null && (
            <span className="muted text-small">
              {t('photo.focus.detail', { value: count(Math.round(face.sharpness)) })}
            </span>
          )}
        </div>
        {burst !== null && burst.photos.length > 1 && (
          <div className="text-small muted">
            {burst.sharpest === cell.id || other === undefined ? (
              t('photo.focus.sharpest', { size: burst.photos.length })
            ) : (
              <>
                {t('photo.focus.other', { size: burst.photos.length })}{' '}
                <button type="button" className="link" onClick={() => openPhoto(other.id)}>
                  {other.name}
                </button>
              </>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

/**
 * Part of the preview at one picture pixel a screen pixel: what 100 % of the stage shows once the
 * original is read, without reading it.
 */
function PixelCrop({
  event,
  detail,
  subject,
}: {
  event: string;
  detail: PhotoDetail;
  subject: Subject | null;
}): ReactNode {
  const frame = useRef<HTMLSpanElement>(null);
  const [room, setRoom] = useState({ width: 112, height: 76 });
  const [size, setSize] = useState<{ src: string; width: number; height: number } | null>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element !== null) setRoom({ width: element.clientWidth, height: element.clientHeight });
  }, []);
  const jpeg = detail.files.some(({ role, reachable }) => role === 'jpeg' && reachable);
  const preview = media.preview(event, detail.cell.id);
  const src =
    jpeg && detail.width !== null && detail.width <= 2048 ? media.original(event, detail.cell.id) : preview;
  const [x, y, width, height] = focusPlace(subject, detail);
  const isFace = subject?.face !== null && subject?.face !== undefined;
  const centre = { x: x + width / 2, y: y + height * (isFace ? 0.4 : 0.5) };
  const known = size?.src === src ? size : null;
  const ratio = window.devicePixelRatio;
  const drawn = known && { width: known.width / ratio, height: known.height / ratio };
  const at = (length: number, share: number, space: number) =>
    length <= space
      ? (space - length) / 2
      : Math.min(0, Math.max(space - length, space / 2 - share * length));
  return (
    <span ref={frame} className="focus__crop">
      <img
        key={src}
        src={src}
        alt={t('photo.focus.crop')}
        draggable={false}
        style={
          drawn
            ? {
                width: drawn.width,
                height: drawn.height,
                transform: `translate(${at(drawn.width, centre.x, room.width)}px, ${at(drawn.height, centre.y, room.height)}px)`,
              }
            : { visibility: 'hidden' }
        }
        onLoad={({ currentTarget }) =>
          setSize({ src, width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
        }
      />
    </span>
  );
}
