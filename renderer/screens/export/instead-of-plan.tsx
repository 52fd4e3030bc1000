import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { ExportPlan } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState, Skeleton } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { sentenceOf } from '../../engine/errors.ts';
import { go } from '../../stores/route.ts';
import type { ExportSession } from './export-session.ts';

const lines = Array.from({ length: 12 }, (_, at) => `line ${at}`);

/** Before the first plan. */
export function PlanSkeleton(): ReactNode {
  return (
    <div className="export__skeleton" role="status">
      <span className="unseen">{t('export.planning')}</span>
      {lines.map((line) => (
        <Skeleton key={line} />
      ))}
    </div>
  );
}

export function PlanFailed({ session, error }: { session: ExportSession; error: unknown }): ReactNode {
  return (
    <EmptyState icon="warning" kind="bad" title={t('export.error')} text={sentenceOf(error)}>
      <Button icon="retry" onClick={() => void session.open()}>
        {t('export.error.retry')}
      </Button>
    </EmptyState>
  );
}

/** Nothing is to be exported: which option leaves nothing, and how to change that. */
export function NothingFits({
  session,
  event,
  plan,
}: {
  session: ExportSession;
  event: EventWithCounts;
  plan: ExportPlan;
}): ReactNode {
  if (plan.totals.photos === 0) {
    return (
      <EmptyState icon="image" title={t('export.empty')} text={t('export.empty.text')}>
        <Button kind="primary" icon="card" onClick={() => go('ingest')}>
          {t('export.empty.import')}
        </Button>
      </EmptyState>
    );
  }
  const [most] = plan.without;
  if (!most) return <EmptyState icon="export" title={t('export.none')} text={t('export.none.several')} />;
  const { reason, photos } = most;
  const text =
    reason === 'rejected' || reason === 'byHand'
      ? t(`export.none.${reason}`)
      : t(`export.none.${reason}`, { photos });
  const fixes = {
    rejected: null,
    filtered: () => session.change({ picks: false, minStars: 0 }),
    search: () => session.change({ search: null }),
    toReview: () => go('review'),
    nobody: () => session.change({ nobody: 'folder' }),
    noFile: () => session.change({ raw: true, ...(session.state.options?.jpeg ? {} : { jpeg: usualJpeg }) }),
    byHand: () => session.includeAll(),
  };
  const fix = fixes[reason];
  return (
    <EmptyState icon="export" title={t('export.none')} text={text}>
      {fix !== null && reason !== 'rejected' && (
        <Button kind="primary" onClick={fix}>
          {t(`export.none.fix.${reason}`)}
        </Button>
      )}
      {reason === 'nobody' && event.counts.toReview > 0 && (
        <Button onClick={() => go('review')}>{t('export.review.open')}</Button>
      )}
    </EmptyState>
  );
}

const usualJpeg = { longEdge: null, quality: 90, metadata: 'keep', keywords: true } as const;
