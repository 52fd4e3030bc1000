import type { ReactNode } from 'react';
import type { Coverage } from '../../../engine/contract/coverage.ts';
import { t } from '../../../messages/format.ts';
import { percent } from '../../../messages/units.ts';
import { figuresOf } from './coverage-view.ts';
import { shareOf } from './plot-scale.ts';

/** The figures that are asked for first. Those that name photos or athletes lead to them. */
export function Totals({
  coverage,
  onWithout,
  onNobody,
}: {
  coverage: Coverage;
  /** Lists the athletes without a photo. */
  onWithout(): void;
  /** Shows the photos with nobody. */
  onNobody(): void;
}): ReactNode {
  const { athletes, found, without, onlyToReview, median } = figuresOf(coverage);
  const listed = athletes > 0;
  return (
    <dl className="coverage-totals" aria-label={t('coverage.totals')}>
      <Figure
        value={
          listed
            ? t('coverage.totals.found', { found, all: athletes })
            : t('coverage.totals.seen', { bibs: coverage.unlisted.length })
        }
        name={
          listed
            ? t('coverage.totals.foundName', { share: percent(found / athletes) })
            : t('coverage.totals.seenName', { bibs: coverage.unlisted.length })
        }
      />
      {listed && (
        <Figure
          value={t('coverage.totals.without', { athletes: without })}
          name={t('coverage.totals.withoutName')}
          {...(without > 0 && { tone: 'warn', onClick: onWithout })}
        />
      )}
      {listed && (
        <Figure
          value={t('coverage.totals.review', { athletes: onlyToReview })}
          name={t('coverage.totals.reviewName')}
        />
      )}
      <Figure
        value={t('coverage.totals.nobody', { photos: coverage.nobody })}
        name={t('coverage.totals.nobodyName', { share: percent(shareOf(coverage) ?? 0) })}
        {...(coverage.nobody > 0 && {
          tone: 'bad',
          onClick: onNobody,
          label: t('coverage.totals.nobodyShow'),
        })}
      />
      {median !== null && (
        <Figure
          value={t('coverage.totals.median', { photos: median })}
          name={t('coverage.totals.medianName')}
          className="hide-narrow"
        />
      )}
    </dl>
  );
}

function Figure({
  value,
  name,
  tone,
  label,
  className,
  onClick,
}: {
  value: string;
  name: string;
  tone?: 'warn' | 'bad';
  /** What a click does, where the name does not say it. */
  label?: string;
  className?: string;
  onClick?(): void;
}): ReactNode {
  return (
    <div className={className}>
      <dt className="muted text-small">{name}</dt>
      <dd className={`text-number strong ${tone ?? ''}`}>
        {onClick ? (
          <button type="button" className="coverage-figure" title={label ?? name} onClick={onClick}>
            {value}
          </button>
        ) : (
          value
        )}
      </dd>
    </div>
  );
}
