import { type ReactNode, useState } from 'react';
import type { ReviewNeighbour, ReviewQuestion } from '../../../engine/contract/review.ts';
import { t } from '../../../messages/format.ts';
import { confidence } from '../../../messages/units.ts';
import { Icon } from '../../components/icon.tsx';
import { KeyOf } from '../../components/kbd.tsx';
import { media } from '../../components/photo-image.tsx';
import { CroppedPhoto } from './cropped-photo.tsx';
import { readsOf, whenOf } from './words.tsx';

/** Who is in question: near, in the whole photo, and in the frames before and after. */
export function Pictures({
  event,
  question,
  whole,
}: {
  event: string;
  question: ReviewQuestion;
  /** The whole photo takes the place of everything. */
  whole: boolean;
}): ReactNode {
  const best = question.members[0]!;
  const { earlier, later } = question;
  // Addresses of pictures that could not be had.
  const [failed, setFailed] = useState<ReadonlySet<string>>(new Set());
  const fail = (photo: string) => setFailed((before) => new Set(before).add(photo));
  const instead = failed.has(best.photoId)
    ? [earlier, later].find((frame) => frame !== null && !failed.has(frame.photoId))
    : undefined;
  const shown = instead ?? best;
  const nothing = failed.has(best.photoId) && !instead;
  const src = media.preview(event, shown.photoId);

  const caption = nothing
    ? t('review.best.unreadableAll', { name: best.name })
    : instead
      ? t('review.best.unreadable', { name: best.name, other: instead.name, when: whenOf(instead) })
      : best.read === null
        ? t('review.best.notRead', { name: best.name })
        : t('review.best.read', {
            name: best.name,
            number: best.read.number,
            confidence: confidence(best.read.confidence),
          });

  if (whole && !nothing) {
    return (
      <div className="review-pics review-pics--whole" data-testid="whole-photo">
        <figure className="review-big">
          <CroppedPhoto
            src={src}
            alt={t('review.whole.of', { name: shown.name })}
            aspect={shown.aspect}
            crop={[0, 0, 1, 1]}
            onFail={() => fail(shown.photoId)}
          />
        </figure>
      </div>
    );
  }
  return (
    <div className="review-pics">
      <figure className="review-big">
        {nothing ? (
          <Icon name="image" size={24} />
        ) : (
          <CroppedPhoto
            src={src}
            alt={t('review.best')}
            aspect={shown.aspect}
            crop={shown.crop}
            onFail={() => fail(shown.photoId)}
          />
        )}
        <figcaption className="review-caption" role={instead || nothing ? 'status' : undefined}>
          {(instead || nothing) && <Icon name="warning" size={13} />}
          {caption}
        </figcaption>
      </figure>
      <div className="review-around">
        <figure className="review-whole">
          {!nothing && (
            <span
              className="review-whole__frame"
              style={{ aspectRatio: shown.aspect, width: `min(100cqw, ${100 * shown.aspect}cqh)` }}
            >
              <img src={src} alt={t('review.whole.of', { name: shown.name })} draggable={false} />
              <span
                className="review-whole__box"
                style={{
                  left: `${shown.crop[0] * 100}%`,
                  top: `${shown.crop[1] * 100}%`,
                  width: `${shown.crop[2] * 100}%`,
                  height: `${shown.crop[3] * 100}%`,
                }}
              />
            </span>
          )}
          <figcaption className="review-caption">
            {t('review.whole')} <KeyOf command="wholePhoto" />
          </figcaption>
        </figure>
        <div className="review-beside">
          <Beside event={event} frame={earlier} when="before" failed={failed} onFail={fail} />
          <Beside event={event} frame={later} when="after" failed={failed} onFail={fail} />
        </div>
      </div>
    </div>
  );
}

function Beside({
  event,
  frame,
  when,
  failed,
  onFail,
}: {
  event: string;
  frame: ReviewNeighbour | null;
  when: 'before' | 'after';
  failed: ReadonlySet<string>;
  onFail(photo: string): void;
}): ReactNode {
  if (frame === null) {
    return (
      <p className="review-frame review-frame--none muted text-small">{t('review.frame.none', { when })}</p>
    );
  }
  return (
    <figure className="review-frame">
      {failed.has(frame.photoId) ? (
        <span className="review-frame__failed">
          <Icon name="image" label={t('image.failed', { name: frame.name })} />
        </span>
      ) : (
        <CroppedPhoto
          src={media.preview(event, frame.photoId)}
          alt={frame.name}
          aspect={frame.aspect}
          crop={frame.crop}
          onFail={() => onFail(frame.photoId)}
        />
      )}
      <figcaption className="text-caption">
        <b>{whenOf(frame)}</b>
        <span className="muted">{readsOf(frame)}</span>
      </figcaption>
    </figure>
  );
}
