import { type KeyboardEvent, memo, type ReactNode, useEffect, useId, useRef } from 'react';
import type { ReviewQueue, ReviewRow } from '../../../engine/contract/review.ts';
import { t } from '../../../messages/format.ts';
import { count } from '../../../messages/units.ts';
import { Count } from '../../components/blocks.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pane, PaneHead } from '../../components/pane.tsx';
import { media } from '../../components/photo-image.tsx';
import { CroppedPhoto, headOf } from './cropped-photo.tsx';
import { reasonOf, titleOf } from './words.tsx';

/** Most photos are three by two, and a head this small forgives the others. */
const USUAL_ASPECT = 1.5;

/** What is asked, those that settle most first. */
export function Queue({
  event,
  queue,
  current,
  narrow,
  onOpen,
}: {
  event: string;
  queue: ReviewQueue;
  current: string | null;
  narrow: boolean;
  onOpen(id: string): void;
}): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { rows, counts } = queue;
  const at = rows.findIndex((row) => row.id === current);
  useEffect(() => {
    if (at >= 0) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);

  // Arrow keys are the candidates' and the way back; the list has the others.
  const key = ({ key, preventDefault }: KeyboardEvent) => {
    const to = key === 'Home' ? 0 : key === 'End' ? rows.length - 1 : null;
    const row = to === null ? undefined : rows[to];
    if (!row) return;
    preventDefault();
    onOpen(row.id);
  };

  const more = counts.questions - rows.length;
  const body = (
    <>
      <PaneHead className="review-queue__head">
        {!narrow && <b>{t('review.questions')}</b>}
        <Count kind="warn">{count(counts.questions)}</Count>
        {!narrow && (
          <span className="end row muted text-small nowrap" title={t('review.order.why')}>
            <Icon name="sort" size={14} />
            {t('review.order')}
          </span>
        )}
      </PaneHead>
      <div
        ref={list}
        role="listbox"
        aria-label={t('review.questions')}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        tabIndex={0}
        className="scroll review-queue__list"
        onKeyDown={key}
      >
        {rows.map((row, place) => (
          <QueueRow
            key={row.id}
            id={`${id}-${place}`}
            event={event}
            row={row}
            place={place}
            total={counts.questions}
            chosen={row.id === current}
            narrow={narrow}
            onOpen={onOpen}
          />
        ))}
      </div>
      {more > 0 && !narrow && (
        <p className="review-queue__more muted text-small">{t('review.row.more', { count: more })}</p>
      )}
    </>
  );
  if (narrow) {
    return (
      <section
        aria-label={t('review.questions')}
        className="pane pane--left review-queue review-queue--narrow"
        data-panel
        tabIndex={-1}
      >
        {body}
      </section>
    );
  }
  return (
    <Pane name="review.left" label={t('review.questions')} side="left" width={212} className="review-queue">
      {body}
    </Pane>
  );
}

const QueueRow = memo(function QueueRow({
  id,
  event,
  row,
  place,
  total,
  chosen,
  narrow,
  onOpen,
}: {
  id: string;
  event: string;
  row: ReviewRow;
  place: number;
  total: number;
  chosen: boolean;
  narrow: boolean;
  onOpen(id: string): void;
}): ReactNode {
  const title = titleOf(row);
  const reason = reasonOf(row.reason);
  const sightings = t('review.row.sightings', { sightings: row.sightings });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys answer and skip; a row is a way to a question out of turn.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-setsize={total}
      aria-posinset={place + 1}
      aria-label={narrow ? [title, reason, sightings].join(', ') : undefined}
      title={narrow ? [title, reason, sightings].join(', ') : undefined}
      className="review-row"
      onClick={() => onOpen(row.id)}
    >
      <CroppedPhoto
        className="review-row__face"
        src={media.fitting(event, row.photoId, 240)}
        alt=""
        aspect={USUAL_ASPECT}
        crop={headOf(row.crop, USUAL_ASPECT)}
        fit="cover"
      />
      {!narrow && (
        <>
          <span className="grow review-row__text">
            <b className="ellipsis">{title}</b>
            <span className="text-caption muted ellipsis">{reason}</span>
          </span>
          <b className="review-row__count">
            <span aria-hidden="true">{count(row.sightings)}</span>
            <span className="unseen">{sightings}</span>
          </b>
        </>
      )}
    </div>
  );
});
