import { type ReactNode, useState } from 'react';
import type { Coverage } from '../../../engine/contract/coverage.ts';
import { t } from '../../../messages/format.ts';
import { count } from '../../../messages/units.ts';
import { PaneHead } from '../../components/pane.tsx';
import { Segment } from '../../components/segment.tsx';
import {
  athleteRows,
  type Bucket,
  distributionOf,
  type Grouping,
  groupings,
  groupsOf,
  unlistedRows,
  type View,
} from './coverage-view.ts';

/** How many photos athletes have, and how each category, wave and team is covered. Each row narrows the table. */
export function SidePane({
  coverage,
  view,
  onChange,
}: {
  coverage: Coverage;
  view: View;
  onChange(change: Partial<View>): void;
}): ReactNode {
  return (
    <div className="coverage-side">
      <Distribution coverage={coverage} view={view} onChange={onChange} />
      {coverage.athletes.length > 0 && <Groups coverage={coverage} view={view} onChange={onChange} />}
    </div>
  );
}

/** `3–5`, `51 and more`. */
export function rangeOf({ from, to }: Bucket): string {
  if (from === 0 && to === 0) return t('coverage.distribution.none');
  if (to === Number.POSITIVE_INFINITY) return t('coverage.distribution.from', { from });
  return from === to
    ? t('coverage.distribution.one', { from })
    : t('coverage.distribution.range', { from, to });
}

/** A category, wave or team by its name. */
export const groupName = (name: string | null): string => name ?? t('coverage.groups.unnamed');

interface Parts {
  coverage: Coverage;
  view: View;
  onChange(change: Partial<View>): void;
}

function Distribution({ coverage, view, onChange }: Parts): ReactNode {
  const rows = coverage.athletes.length > 0 ? athleteRows(coverage) : unlistedRows(coverage);
  const counted = distributionOf(rows);
  const most = Math.max(1, ...counted.map(({ athletes }) => athletes));
  return (
    <section aria-label={t('coverage.distribution')}>
      <PaneHead>
        <h2 className="strong">{t('coverage.distribution')}</h2>
      </PaneHead>
      <ul className="coverage-bars">
        {counted.map(({ athletes, ...bucket }) => {
          const chosen = view.photos?.from === bucket.from;
          return (
            <li key={bucket.from}>
              <button
                type="button"
                className="coverage-bar"
                aria-pressed={chosen}
                title={t('coverage.distribution.row', { range: rangeOf(bucket), athletes })}
                onClick={() => onChange({ photos: chosen ? null : bucket })}
              >
                <span className="coverage-bar__name">{rangeOf(bucket)}</span>
                <span className="coverage-bar__room">
                  <span
                    className={
                      bucket.to === 0 ? 'coverage-bar__fill coverage-bar__fill--warn' : 'coverage-bar__fill'
                    }
                    style={{ width: `${(athletes / most) * 100}%` }}
                  />
                </span>
                <span className="coverage-bar__count">{count(athletes)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Groups({ coverage, view, onChange }: Parts): ReactNode {
  const [by, setBy] = useState<Grouping>(view.group?.by ?? 'category');
  const groups = groupsOf(coverage, by);
  const named = groups.some(({ name }) => name !== null);
  return (
    <section aria-label={t('coverage.groups')}>
      <PaneHead>
        <h2 className="unseen">{t('coverage.groups')}</h2>
        <Segment<Grouping>
          label={t('coverage.groups')}
          value={by}
          options={groupings.map((value) => ({ value, label: t(`coverage.groups.${value}`) }))}
          onChange={setBy}
        />
      </PaneHead>
      {named ? (
        <ul className="coverage-bars">
          {groups.map(({ name, athletes, found }) => {
            const chosen = view.group?.by === by && view.group.name === name;
            return (
              <li key={name ?? ''}>
                <button
                  type="button"
                  className="coverage-bar coverage-bar--group"
                  aria-pressed={chosen}
                  title={t('coverage.groups.row', { name: groupName(name), found, all: athletes })}
                  onClick={() => onChange({ group: chosen ? null : { by, name } })}
                >
                  <span className="coverage-bar__name ellipsis">{groupName(name)}</span>
                  <span className="coverage-bar__room">
                    <span
                      className="coverage-bar__fill coverage-bar__fill--ok"
                      style={{ width: `${(found / athletes) * 100}%` }}
                    />
                  </span>
                  <span className="coverage-bar__count">
                    {t('coverage.groups.of', { found, all: athletes })}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      ) : (
        <p className="section muted text-small">{t('coverage.groups.empty')}</p>
      )}
    </section>
  );
}
