import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Filters, Token } from '../../../engine/contract/browse.ts';
import type { Coverage } from '../../../engine/contract/coverage.ts';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState, Note, Skeleton } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/field.tsx';
import { KeyOf } from '../../components/kbd.tsx';
import { Pane, Panel, Toolbar } from '../../components/pane.tsx';
import { Segment } from '../../components/segment.tsx';
import { Token as Chip } from '../../components/token.tsx';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { go } from '../../stores/route.ts';
import { browseFor } from '../browse/sessions.ts';
import { useMedia } from '../browse/use-media.ts';
import { AthleteTable } from './athlete-table.tsx';
import './coverage.css';
import {
  type CoverageRow,
  figuresOf,
  type ListFilter,
  shownRows,
  sortBy,
  type View,
  wholeView,
} from './coverage-view.ts';
import { CoveragePlot } from './plot.tsx';
import { saveCsv } from './save-csv.ts';
import { groupName, rangeOf, SidePane } from './side-pane.tsx';
import { Totals } from './totals.tsx';
import { useCoverage } from './use-coverage.ts';

/** Which athletes have photos and which have none, and when photos show nobody. */
export function CoverageScreen({ event }: { event: EventWithCounts }): ReactNode {
  const { coverage, error, retry } = useCoverage(event.id);
  return (
    <div className="coverage">
      <h1 className="unseen">{t('coverage.title')}</h1>
      {coverage !== null && coverage.photos > 0 ? (
        <Counted event={event} coverage={coverage} error={error} onRetry={retry} />
      ) : (
        <Panel label={t('coverage.title')}>
          {coverage !== null ? (
            <EmptyState icon="people" title={t('coverage.empty')} text={t('coverage.empty.text')}>
              <Button kind="primary" onClick={() => go('ingest')}>
                {t('coverage.empty.import')}
              </Button>
            </EmptyState>
          ) : error !== null ? (
            <EmptyState icon="warning" kind="bad" title={t('coverage.error')} text={error}>
              <Button icon="retry" onClick={retry}>
                {t('coverage.error.retry')}
              </Button>
            </EmptyState>
          ) : (
            <div className="coverage-loading" role="status" aria-label={t('coverage.loading')}>
              <Skeleton className="coverage-loading__totals" />
              <Skeleton className="coverage-loading__plot" />
              <Skeleton className="coverage-loading__table" />
            </div>
          )}
        </Panel>
      )}
    </div>
  );
}

function Counted({
  event,
  coverage,
  error,
  onRetry,
}: {
  event: EventWithCounts;
  coverage: Coverage;
  /** Why the latest count failed: what is shown is older. */
  error: string | null;
  onRetry(): void;
}): ReactNode {
  const listed = coverage.athletes.length > 0;
  const narrow = useMedia('(max-width: 1180px)');
  const search = useRef<HTMLInputElement>(null);
  const [kept, setView] = useState<View>(wholeView);
  // Without a start list there are only bibs that are on none.
  const view = useMemo<View>(
    () => (listed ? kept : { ...kept, filter: 'unlisted', group: null }),
    [kept, listed],
  );
  const text = useDeferredValue(view.text);
  const rows = useMemo(() => shownRows(coverage, { ...view, text }), [coverage, view, text]);
  const { athletes, found, without } = figuresOf(coverage);
  const change = (part: Partial<View>) => setView((before) => ({ ...before, ...part }));
  const save = () => saveCsv(event.id, athletes);
  const browse = (tokens: Token[], filters: Filters = {}) => browseFor(event.id, tokens, filters);

  useCommands('coverage', {
    search: () => {
      search.current?.focus();
      search.current?.select();
    },
    saveTable: () => void save(),
    back: () => {
      if (view.text === '' && view.group === null && view.photos === null && kept.filter === 'all')
        return false;
      change({ text: '', group: null, photos: null, filter: 'all' });
      return true;
    },
  });

  const show = ({ bib, name }: CoverageRow) =>
    browse([name === null ? { kind: 'bib', text: bib } : { kind: 'athlete', bib, name }]);

  return (
    <>
      <Panel label={t('coverage.title')} className="coverage__centre">
        <Totals
          coverage={coverage}
          onWithout={() => change({ filter: 'without', photos: null })}
          onNobody={() => browse([], { noBib: true })}
        />
        {error !== null && (
          <div className="coverage__note">
            <Note
              kind="bad"
              role="alert"
              actions={
                <Button size="small" icon="retry" onClick={onRetry}>
                  {t('coverage.error.retry')}
                </Button>
              }
            >
              {error}
            </Note>
          </div>
        )}
        {coverage.read < coverage.photos && (
          <div className="coverage__note">
            <Note icon="clock">{t('coverage.unread', { photos: coverage.photos - coverage.read })}</Note>
          </div>
        )}
        {!listed && (
          <div className="coverage__note">
            <Note
              icon="list"
              actions={
                <Button size="small" onClick={() => go('start')}>
                  {t('coverage.noList.import')}
                </Button>
              }
            >
              {t('coverage.noList')}
            </Note>
          </div>
        )}
        <CoveragePlot
          coverage={coverage}
          timeZone={event.timeZone}
          onShow={({ from, before }) => browse([], { noBib: true, takenFrom: from, takenBefore: before })}
        />
        <Toolbar className="coverage__tools">
          {listed && (
            <Segment<ListFilter>
              label={t('coverage.filter')}
              value={view.filter}
              options={[
                { value: 'all', label: t('coverage.filter.all', { count: athletes }) },
                { value: 'without', label: t('coverage.filter.without', { count: without }) },
                {
                  value: 'unlisted',
                  label: t('coverage.filter.unlisted', { count: coverage.unlisted.length }),
                },
              ]}
              onChange={(filter) => change({ filter })}
            />
          )}
          <TextInput
            ref={search}
            type="search"
            icon="search"
            className="coverage__find"
            aria-label={t('coverage.find')}
            placeholder={t('coverage.find.hint')}
            value={view.text}
            onChange={({ currentTarget }) => change({ text: currentTarget.value })}
            after={view.text === '' && <KeyOf command="search" />}
          />
          {view.group && (
            <Chosen what={groupName(view.group.name)} onRemove={() => change({ group: null })} />
          )}
          {view.photos && (
            <Chosen
              what={t('coverage.onlyPhotos', { range: rangeOf(view.photos) })}
              onRemove={() => change({ photos: null })}
            />
          )}
          <span className="grow" />
          <Button icon="save" command="saveTable" onClick={() => void save()}>
            {t('coverage.save')}
          </Button>
        </Toolbar>
        {rows.length > 0 ? (
          <AthleteTable
            rows={rows}
            label={t('coverage.athletes')}
            sort={view.sort}
            timeZone={event.timeZone}
            onSort={(by) => change({ sort: sortBy(view.sort, by) })}
            onShow={show}
          />
        ) : view.filter === 'without' && without === 0 ? (
          <EmptyState icon="check" kind="ok" title={t('coverage.noneWithout')}>
            <Button onClick={() => setView(wholeView)}>{t('coverage.showAll')}</Button>
          </EmptyState>
        ) : (
          <EmptyState icon="search" title={t('coverage.noneFits')} text={t('coverage.noneFits.text')}>
            <Button onClick={() => setView(wholeView)}>{t('coverage.showAll')}</Button>
          </EmptyState>
        )}
      </Panel>
      <Pane
        name="coverage.right"
        label={t('coverage.distribution')}
        side="right"
        width={narrow ? 248 : 300}
        min={220}
        max={480}
        landmark="complementary"
      >
        <SidePane coverage={coverage} view={view} onChange={change} />
      </Pane>
      <StatusSlot side="left">
        {listed && (
          <span className="status__item">{t('coverage.status.athletes', { found, all: athletes })}</span>
        )}
        <span className="status__item" role="status">
          {t('coverage.status.shown', { athletes: rows.length })}
        </span>
      </StatusSlot>
      <StatusSlot side="right">
        <span className="status__item">
          <KeyOf command="search" />
          {t('coverage.keys.find')}
        </span>
        <span className="status__item">
          <KeyOf command="saveTable" />
          {t('coverage.keys.save')}
        </span>
      </StatusSlot>
    </>
  );
}

/** What the table is narrowed to by the pane, with a way to take it back. */
function Chosen({ what, onRemove }: { what: string; onRemove(): void }): ReactNode {
  return <Chip name={t('coverage.only', { what })} tabIndex={0} onRemove={onRemove} />;
}
