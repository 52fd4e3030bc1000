import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { Icon } from '../../components/icon.tsx';
import { media } from '../../components/photo-image.tsx';
import { type Stage, showsMoreThan, type View } from './viewport.ts';

export type OriginalState = 'notWanted' | 'loading' | 'shown' | 'failed';

/**
 * The photo on its stage: the thumbnail that the strip has already, the preview over it, and the
 * original over that once somebody zooms in so far that it shows more.
 */
export function Picture({
  event,
  photo,
  name,
  on,
  view,
  originalReachable,
  onPreview,
  onOriginal,
}: {
  event: string;
  photo: string;
  name: string;
  on: Stage;
  view: View;
  originalReachable: boolean;
  /** The preview is there, so many pixels wide and high. */
  onPreview(width: number, height: number): void;
  onOriginal(state: OriginalState): void;
}): ReactNode {
  const [preview, setPreview] = useState<{ photo: string; width: number | null } | null>(null);
  const [original, setOriginal] = useState<{ photo: string; state: OriginalState } | null>(null);
  const width = preview?.photo === photo ? preview.width : null;
  const failed = preview?.photo === photo && preview.width === null;
  const state = original?.photo === photo ? original.state : 'notWanted';
  const wanted =
    originalReachable && width !== null && (state !== 'notWanted' || showsMoreThan(on, view, width));

  const reported = wanted && state === 'notWanted' ? 'loading' : state;
  useEffect(() => onOriginal(reported), [onOriginal, reported]);

  return (
    <div
      className="picture"
      data-testid="picture"
      style={{
        width: on.photo.width * view.scale,
        height: on.photo.height * view.scale,
        transform: `translate(${view.x}px, ${view.y}px)`,
      }}
    >
      <img key={`thumb ${photo}`} src={media.thumb(event, photo)} alt="" decoding="sync" draggable={false} />
      <img
        key={`preview ${photo}`}
        src={media.preview(event, photo)}
        alt={name}
        decoding="sync"
        draggable={false}
        data-shown={width !== null}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
          setPreview({ photo, width: naturalWidth });
          onPreview(naturalWidth, naturalHeight);
        }}
        onError={() => setPreview({ photo, width: null })}
      />
      {wanted && state !== 'failed' && (
        <img
          key={`original ${photo}`}
          src={media.original(event, photo)}
          alt=""
          decoding="async"
          draggable={false}
          data-shown={state === 'shown'}
          onLoad={() => setOriginal({ photo, state: 'shown' })}
          onError={() => setOriginal({ photo, state: 'failed' })}
        />
      )}
      {failed && (
        <span className="picture__failed">
          <Icon name="image" size={24} />
          {t('photo.unreadable')}
        </span>
      )}
    </div>
  );
}
