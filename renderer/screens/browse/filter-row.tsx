import type { ReactNode } from 'react';
import type { Arrangement, Facets, Filters } from '../../../engine/contract/browse.ts';
import type { LabelColour } from '../../../engine/contract/decision.ts';
import type { Focus } from '../../../engine/contract/focus.ts';
import { t } from '../../../messages/format.ts';
import { count } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { FocusDot } from '../../components/marks.tsx';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { Popover } from '../../components/popover.tsx';
import { Segment } from '../../components/segment.tsx';
import { Checkbox, Slider } from '../../components/toggles.tsx';
import { savePreferences } from '../../stores/preferences.ts';
import type { BrowseSession } from './browse-session.ts';
import { filterParts } from './query-parts.ts';
import { countSelected } from './selection.ts';
import { useBrowse } from './sessions.ts';
import './filter-row.css';

const focuses: readonly Focus[] = ['sharp', 'soft', 'blurred'];
const labels: readonly LabelColour[] = ['red', 'yellow', 'green', 'blue'];
/** Arrangements that have a button of their own; the others are in its menu. */
const first: readonly Arrangement[] = ['time', 'bib', 'sharpest'];
const others: readonly Arrangement[] = ['minute', 'burst', 'camera', 'latest'];
const flags = ['notRejected', 'pick', 'unflagged', 'reject', 'any'] as const;

/** How photos are arranged, which of them are shown, and how large. */
export function FilterRow({
  session,
  timeZone,
  cellSize,
}: {
  session: BrowseSession;
  timeZone: string;
  cellSize: number;
}): ReactNode {
  const filters = useBrowse(session, ({ query }) => query.filters);
  const arrangement = useBrowse(session, ({ query }) => query.arrange);
  const stacked = useBrowse(session, ({ query }) => query.stackBursts);
  const facets = useBrowse(session, (state) => state.facets);
  const selected = useBrowse(session, ({ selection, layout }) =>
    countSelected(selection, layout?.photos ?? 0),
  );

  const filter = (change: Filters, ...gone: (keyof Filters)[]) => {
    const next = { ...session.state.query.filters, ...change };
    for (const name of gone) delete next[name];
    void session.change({ filters: next });
  };
  const arrange = (chosen: Arrangement) => {
    savePreferences({ arrange: chosen });
    void session.change({ arrange: chosen }, true);
  };
  const stack = () => {
    const stackBursts = !session.state.query.stackBursts;
    savePreferences({ stackBursts });
    void session.change({ stackBursts, openBursts: [] }, true);
  };

  const chips = filterParts(
    { ...session.state.query, filters },
    { timeZone, cameras: facets?.cameras ?? [] },
  ).filter(({ key }) => key !== 'minStars' && key !== 'flag');
  const flag = filters.flag ?? 'notRejected';

  return (
    <div className="filter-row" role="toolbar" aria-label={t('browse.filters')}>
      <Segment
        label={t('browse.arrange')}
        value={arrangement}
        options={first.map((value) => ({ value, label: t(`browse.arrange.${value}`) }))}
        onChange={arrange}
      />
      <Menu
        trigger={
          <Button kind="quiet" size="small" icon="sort" pressed={others.includes(arrangement)}>
            {others.includes(arrangement) ? t(`browse.arrange.${arrangement}`) : t('browse.arrange.more')}
            <Icon name="chevronDown" size={11} />
          </Button>
        }
        items={others.map(
          (value): MenuItem => ({
            label: t(`browse.arrange.${value}`),
            checked: arrangement === value,
            run: () => arrange(value),
          }),
        )}
      />
      <Button
        kind="quiet"
        size="small"
        icon="burst"
        pressed={stacked}
        title={t(stacked ? 'browse.bursts.stacked' : 'browse.bursts.open')}
        onClick={stack}
      >
        <span className="filter-word">{t(stacked ? 'browse.bursts.stacked' : 'browse.bursts.open')}</span>
      </Button>
      <Menu
        trigger={
          <Button
            kind="quiet"
            size="small"
            icon="star"
            pressed={filters.minStars !== undefined}
            title={t('browse.filter.stars', { stars: filters.minStars ?? 0 })}
          >
            <span className="filter-word">{t('browse.filter.stars', { stars: filters.minStars ?? 0 })}</span>
          </Button>
        }
        items={[0, 1, 2, 3, 4, 5].map(
          (stars): MenuItem => ({
            label: t('browse.filter.stars', { stars }),
            ...countOf(facets?.stars.slice(stars)),
            checked: (filters.minStars ?? 0) === stars,
            run: () => (stars === 0 ? filter({}, 'minStars') : filter({ minStars: stars })),
          }),
        )}
      />
      <Menu
        trigger={
          <Button
            kind="quiet"
            size="small"
            icon="flag"
            pressed={flag !== 'notRejected'}
            title={t(`browse.flag.${flag}`)}
          >
            <span className="filter-word">{t(`browse.flag.${flag}`)}</span>
          </Button>
        }
        items={flags.map(
          (value): MenuItem => ({
            label: t(`browse.flag.${value}`),
            ...countOf(
              facets === null
                ? undefined
                : value === 'pick'
                  ? [facets.picks]
                  : value === 'reject'
                    ? [facets.rejected]
                    : undefined,
            ),
            checked: flag === value,
            run: () => (value === 'notRejected' ? filter({}, 'flag') : filter({ flag: value })),
          }),
        )}
      />
      <Popover
        label={t('browse.filters')}
        trigger={
          <Button kind="quiet" size="small" icon="eye" pressed={chips.length > 0}>
            {t('browse.filter')}
          </Button>
        }
      >
        <MoreFilters facets={facets} filters={filters} onChange={filter} />
      </Popover>
      {chips.length > 0 && (
        <span className="filter-chips">
          {chips.map(({ key, label, without }) => (
            <span key={key} className="filter-chip">
              {label}
              <button
                type="button"
                aria-label={t('browse.filter.remove', { name: label })}
                onClick={() => void session.change(without)}
              >
                <Icon name="cross" size={11} />
              </button>
            </span>
          ))}
        </span>
      )}
      <span className="filter-end">
        {selected > 0 && (
          <span className="text-small muted filter-selected">
            {t('browse.selected', { photos: selected })}
          </span>
        )}
        <Icon name="grid" size={13} className="muted" />
        <Slider
          label={t('browse.size')}
          min={96}
          max={480}
          step={4}
          value={cellSize}
          onChange={(size) => savePreferences({ cellSize: size })}
        />
      </span>
    </div>
  );
}

/** Filters that are not asked for often enough to have a button. */
function MoreFilters({
  facets,
  filters,
  onChange,
}: {
  facets: Facets | null;
  filters: Filters;
  onChange: (change: Filters, ...gone: (keyof Filters)[]) => void;
}): ReactNode {
  const toggle = <Name extends 'focus' | 'labels' | 'cameras'>(
    name: Name,
    value: NonNullable<Filters[Name]>[number],
    on: boolean,
  ) => {
    const now: readonly string[] = filters[name] ?? [];
    const next = on ? [...now, value] : now.filter((other) => other !== value);
    if (next.length === 0) onChange({}, name);
    else onChange({ [name]: next });
  };
  return (
    <div className="more-filters">
      <fieldset>
        <legend className="heading">{t('browse.filter.focus')}</legend>
        {focuses.map((focus) => (
          <FilterCheck
            key={focus}
            photos={facets?.focus[focus]}
            checked={filters.focus?.includes(focus) ?? false}
            onChange={(on) => toggle('focus', focus, on)}
          >
            <FocusDot focus={focus} label={false} />
            {t(`browse.focus.${focus}`)}
          </FilterCheck>
        ))}
      </fieldset>
      <fieldset>
        <legend className="heading">{t('browse.filter.state')}</legend>
        <FilterCheck
          photos={facets?.toReview}
          checked={filters.toReview ?? false}
          onChange={(on) => (on ? onChange({ toReview: true }) : onChange({}, 'toReview'))}
        >
          <Icon name="question" size={13} />
          {t('browse.collection.toReview')}
        </FilterCheck>
        <FilterCheck
          photos={facets?.noBib}
          checked={filters.noBib ?? false}
          onChange={(on) => (on ? onChange({ noBib: true }) : onChange({}, 'noBib'))}
        >
          <Icon name="bib" size={13} />
          {t('browse.collection.noBib')}
        </FilterCheck>
      </fieldset>
      <fieldset>
        <legend className="heading">{t('browse.filter.labels')}</legend>
        {labels.map((label) => (
          <FilterCheck
            key={label}
            photos={facets?.labels[label]}
            checked={filters.labels?.includes(label) ?? false}
            onChange={(on) => toggle('labels', label, on)}
          >
            <span className="label-swatch" data-label={label} aria-hidden="true" />
            {t(`history.label.${label}`)}
          </FilterCheck>
        ))}
      </fieldset>
      {facets !== null && facets.cameras.length > 0 && (
        <fieldset>
          <legend className="heading">{t('browse.filter.cameras')}</legend>
          {facets.cameras.map(({ id, name, photos }) => (
            <FilterCheck
              key={id}
              photos={photos}
              checked={filters.cameras?.includes(id) ?? false}
              onChange={(on) => toggle('cameras', id, on)}
            >
              {name}
            </FilterCheck>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function FilterCheck({
  photos,
  checked,
  onChange,
  children,
}: {
  photos: number | undefined;
  checked: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}): ReactNode {
  return (
    <Checkbox checked={checked} onChange={onChange} className="filter-check">
      <span className="filter-check-label">
        {children}
        <span className="n">{photos === undefined ? '' : count(photos)}</span>
      </span>
    </Checkbox>
  );
}

function countOf(counts: readonly number[] | undefined): { detail?: string } {
  return counts === undefined ? {} : { detail: count(counts.reduce((sum, photos) => sum + photos, 0)) };
}
