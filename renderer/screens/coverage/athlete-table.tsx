import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { count, timeOfDay } from '../../../messages/units.ts';
import { classNames } from '../../components/class-names.ts';
import { focusDrawn } from '../../components/focus-drawn.ts';
import { Icon } from '../../components/icon.tsx';
import { type Column, type CoverageRow, columns, type View } from './coverage-view.ts';
import './athlete-table.css';

const ROW = 30;
const figures = new Set<Column>(['accepted', 'toReview', 'firstAt', 'lastAt']);

/** Athletes with their photos, in an order that a click on a heading changes. A row leads to its photos. */
export function AthleteTable({
  rows,
  label,
  sort,
  timeZone,
  onSort,
  onShow,
}: {
  rows: readonly CoverageRow[];
  label: string;
  sort: View['sort'];
  timeZone: string;
  onSort(by: Column): void;
  onShow(row: CoverageRow): void;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState(0);
  const focused = Math.min(focus, Math.max(0, rows.length - 1));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    // The heading covers the first row otherwise.
    scrollPaddingStart: ROW,
    overscan: 10,
  });
  const shown = virtual.getVirtualItems();
  const [above, below] = [shown[0]?.start ?? 0, virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)];

  const go = (index: number) => {
    setFocus(index);
    virtual.scrollToIndex(index);
    focusDrawn(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`));
  };
  const key = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 2);
    const steps: Record<string, number> = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      PageDown: Math.min(rows.length - 1, focused + page),
      PageUp: Math.max(0, focused - page),
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next >= 0 && next < rows.length) go(next);
  };

  return (
    <div ref={scroller} className="coverage-table">
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map((column) => (
            <col key={column} className={`coverage-table__${column}`} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={sort.by !== column ? undefined : sort.descending ? 'descending' : 'ascending'}
                className={figures.has(column) ? 'number' : undefined}
              >
                <button type="button" className="coverage-table__sort" onClick={() => onSort(column)}>
                  {t(`coverage.column.${column}`)}
                  {sort.by === column && <Icon name={sort.descending ? 'down' : 'up'} size={11} />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={key}>
          {above > 0 && <Gap height={above} />}
          {shown.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <Line
                  key={row.key}
                  measure={virtual.measureElement}
                  row={row}
                  index={index}
                  focusable={index === focused}
                  timeZone={timeZone}
                  onFocus={() => setFocus(index)}
                  onShow={() => onShow(row)}
                />
              )
            );
          })}
          {below > 0 && <Gap height={below} />}
        </tbody>
      </table>
    </div>
  );
}

/** Rows that are not in the page. */
function Gap({ height }: { height: number }): ReactNode {
  return (
    <tr>
      <td colSpan={columns.length} className="coverage-table__gap" style={{ height }} />
    </tr>
  );
}

function Line({
  measure,
  row,
  index,
  focusable,
  timeZone,
  onFocus,
  onShow,
}: {
  /** Rows are higher with larger text. */
  measure(element: Element | null): void;
  row: CoverageRow;
  index: number;
  focusable: boolean;
  timeZone: string;
  onFocus(): void;
  onShow(): void;
}): ReactNode {
  const who = row.name === null ? row.bib : `${row.bib}, ${row.name}`;
  const none = row.accepted + row.toReview === 0;
  const time = (at: number | null) => (at === null ? '' : timeOfDay(at, timeZone));
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={classNames(none ? 'coverage-table__none' : 'coverage-table__leads')}
      onDoubleClick={() => !none && onShow()}
    >
      <td>
        <button
          type="button"
          data-row={index}
          tabIndex={focusable ? 0 : -1}
          aria-disabled={none || undefined}
          aria-label={none ? t('coverage.row.none', { who }) : t('coverage.row.show', { who })}
          className="coverage-table__bib"
          onFocus={onFocus}
          onClick={() => !none && onShow()}
        >
          {row.bib}
        </button>
      </td>
      <td>{row.name}</td>
      <td>{row.category}</td>
      <td>{row.team}</td>
      <td>{row.wave}</td>
      <td className="number">
        {row.accepted === 0 && row.toReview === 0 ? (
          <span className="warn row coverage-table__missing">
            <Icon name="warning" size={12} />
            {count(0)}
          </span>
        ) : (
          count(row.accepted)
        )}
      </td>
      <td className="number">{row.toReview === 0 ? '' : count(row.toReview)}</td>
      <td className="number">{time(row.firstAt)}</td>
      <td className="number">{time(row.lastAt)}</td>
    </tr>
  );
}
