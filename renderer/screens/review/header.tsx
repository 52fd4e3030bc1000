import type { ReactNode } from 'react';
import type { ReviewCounts, ReviewRow } from '../../../engine/contract/review.ts';
import { t } from '../../../messages/format.ts';
import { duration } from '../../../messages/units.ts';
import { Badge } from '../../components/blocks.tsx';
import { Progress } from '../../components/progress.tsx';
import { Text } from '../../components/text.tsx';
import { questionOf } from './words.tsx';

/** Above a minute whole minutes are as exact as a pace is. */
const roughly = (milliseconds: number): number => {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? seconds : Math.round(seconds / 60) * 60;
};

/** What is asked, how much the answer settles, and how far the review is. */
export function ReviewHeader({
  row,
  counts,
  timeLeft,
}: {
  row: ReviewRow;
  counts: ReviewCounts;
  /** Milliseconds; null where it is not known yet. */
  timeLeft: number | null;
}): ReactNode {
  const { questions, sightings, settled, answers } = counts;
  const all = settled + sightings;
  return (
    <div className="review-head">
      <div className="row review-head__top">
        <h1 className="text-heading strong ellipsis">{questionOf(row)}</h1>
        <Badge kind="accent">
          <b>{t('review.settles', { sightings: row.sightings })}</b>
        </Badge>
        <span className="end nowrap review-head__left">
          <Text id="review.left" values={{ questions, sightings }} />
        </span>
      </div>
      <Progress
        label={t('review.progress')}
        share={all === 0 ? 1 : settled / all}
        parts={[{ share: all === 0 ? 1 : settled / all, kind: 'ok' }]}
        className="review-head__bar"
      />
      <div className="row text-caption muted">
        <span>{t('review.settled', { settled, all })}</span>
        <span className="end">
          {[
            t('review.answers', { answers }),
            ...(timeLeft === null ? [] : [t('review.time', { time: duration(roughly(timeLeft) / 1) })]),
          ].join(' · ')}
        </span>
      </div>
    </div>
  );
}
