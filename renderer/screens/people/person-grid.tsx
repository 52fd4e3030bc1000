import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { t } from '../../../messages/format.ts';
import { count as written } from '../../../messages/units.ts';
import { Count } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { textScale } from '../../components/text-scale.ts';
import { type Group, PeopleLayout } from './people-layout.ts';
import type { PeopleHead, PeopleSession } from './people-session.ts';
import { type CardActions, PersonCard, PersonSkeleton } from './person-card.tsx';
import { usePeople } from './sessions.ts';
import './person-grid.css';

/** Least width of a card and space between cards, CSS pixels. */
const CARD = 184;
const CARD_NARROW = 158;
const GAP = 8;
/** Of a heading, and of a row of cards: its faces, and its words, which may be larger. */
const headHeight = (): number => 34 * textScale();
const rowHeight = (): number => 84 + 72 * textScale();

export interface PersonGridHandle {
  readonly layout: PeopleLayout;
  /** Scrolls a person into view, and gives it the keyboard unless it is to stay where it is. */
  reveal(index: number, focus?: boolean): void;
}

/** Every person in rows of cards, of which only those in view are in the page. */
export function PersonGrid({
  ref,
  session,
  head,
  narrow,
  split,
  actions,
}: {
  ref: Ref<PersonGridHandle>;
  session: PeopleSession;
  head: PeopleHead;
  narrow: boolean;
  /** Id of the person that is taken apart. */
  split: string | null;
  actions: CardActions;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const persons = usePeople(session, (state) => state.persons);
  const focus = usePeople(session, (state) => state.focus);
  const selected = usePeople(session, (state) => state.selected);
  const naming = usePeople(session, (state) => state.naming);
  const folded = usePeople(session, (state) => state.folded);
  const columns = useColumns(scroller, narrow ? CARD_NARROW : CARD);
  const { unnamed, total } = head;
  const layout = useMemo(
    () => new PeopleLayout({ unnamed, total, columns, folded }),
    [unnamed, total, columns, folded],
  );
  const focusIndex = focus === null ? null : layout.nearest(focus.index);
  const focusRow = focusIndex === null ? null : layout.rowOf(focusIndex);

  const rows = useVirtualizer({
    count: layout.rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (layout.row(at).kind === 'head' ? headHeight() : rowHeight()),
    overscan: 2,
    // Whoever has the keyboard stays in the page, wherever it is scrolled to.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return focusRow === null || shown.includes(focusRow)
        ? shown
        : [...shown, focusRow].sort((a, b) => a - b);
    },
  });
  const shown = rows.getVirtualItems();

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another layout have other sizes.
  useEffect(() => rows.measure(), [layout]);

  useEffect(() => {
    session.want(
      shown.flatMap(({ index }) => {
        const row = index < layout.rowCount ? layout.row(index) : null;
        return row?.kind === 'cards' ? [row.first, row.end - 1] : [];
      }),
    );
  }, [session, shown, layout]);

  useStillFocus(
    scroller,
    focus?.id ?? null,
    focusRow,
    focusRow === null ? null : (rows.measurementsCache[focusRow]?.start ?? null),
  );

  useKeptFocus(scroller, focusIndex);

  useImperativeHandle(ref, () => ({
    layout,
    reveal: (index, withFocus = true) => {
      const row = layout.rowOf(index);
      // The heading of the first row is seen with it.
      rows.scrollToIndex(row <= 1 ? 0 : row, { align: 'auto' });
      if (!withFocus) return;
      requestAnimationFrame(() => {
        // Whoever types a number by then keeps the field.
        if (session.state.naming === null) cardOf(scroller.current, index)?.focus();
      });
    },
  }));

  return (
    <div ref={scroller} className="person-grid" data-zone="people">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells have the focus in turn, as a grid's do.
        role="grid"
        aria-label={t('people.list')}
        aria-rowcount={layout.rowCount}
        aria-colcount={columns}
        aria-multiselectable="true"
        className="person-grid__all"
        style={{ height: rows.getTotalSize() }}
      >
        <tbody>
          {shown.map(({ index: at, start }) => {
            const row = layout.row(at);
            return (
              <tr
                key={row.kind === 'head' ? row.group : `${row.group} ${row.first}`}
                ref={rows.measureElement}
                data-index={at}
                aria-rowindex={at + 1}
                className={row.kind === 'head' ? 'person-grid__head' : 'person-grid__row'}
                style={{
                  transform: `translateY(${start}px)`,
                  ...(row.kind === 'cards' && { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }),
                }}
              >
                {row.kind === 'head' ? (
                  <Heading
                    group={row.group}
                    persons={row.group === 'unnamed' ? unnamed : total - unnamed}
                    fold={row.group === 'unnamed' && layout.canFold ? folded : null}
                    onFold={(fold) => session.unfold(fold)}
                  />
                ) : (
                  Array.from({ length: row.end - row.first }, (_, column) => {
                    const index = row.first + column;
                    const person = persons.get(index);
                    return person === undefined ? (
                      <PersonSkeleton key={index} column={column} />
                    ) : (
                      <PersonCard
                        key={person.id}
                        event={session.event}
                        person={person}
                        index={index}
                        column={column}
                        focusable={index === focusIndex}
                        selected={selected.includes(person.id)}
                        split={split === person.id}
                        naming={naming?.id === person.id ? naming.text : null}
                        hasStartList={head.athletes !== null}
                        actions={actions}
                      />
                    );
                  })
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Heading of a group, with its count. */
function Heading({
  group,
  persons,
  fold,
  onFold,
}: {
  group: Group;
  persons: number;
  /** Whether it is folded; null where there is nothing to fold. */
  fold: boolean | null;
  onFold(fold: boolean): void;
}): ReactNode {
  return (
    <td className="row grow">
      <h2 className="strong">{t(group === 'unnamed' ? 'people.unnamed' : 'people.named')}</h2>
      <Count kind={group === 'unnamed' ? 'warn' : 'plain'}>{written(persons)}</Count>
      {group === 'unnamed' && (
        <span className="muted text-small hide-narrow ellipsis">{t('people.unnamed.hint')}</span>
      )}
      {fold !== null && (
        <Button kind="quiet" size="small" className="end person-grid__fold" onClick={() => onFold(!fold)}>
          {t(fold ? 'people.unnamed.all' : 'people.unnamed.fewer')}
        </Button>
      )}
    </td>
  );
}

const cardOf = (scroller: HTMLElement | null, index: number): HTMLElement | null =>
  scroller?.querySelector<HTMLElement>(`[data-person="${index}"]`) ?? null;

/** Cards side by side in the room that there is. */
function useColumns(scroller: { readonly current: HTMLElement | null }, card: number): number {
  const [columns, setColumns] = useState(4);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      const room = element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      setColumns(Math.max(1, Math.floor((room + GAP) / (card + GAP))));
    };
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, [scroller, card]);
  return columns;
}

/** A card that moves to another row is made anew there, and would leave the keyboard behind. */
function useKeptFocus(scroller: { readonly current: HTMLElement | null }, index: number | null): void {
  const inside = useRef(false);
  useEffect(() => {
    const notice = ({ target }: Event) => {
      inside.current = target instanceof Node && scroller.current?.contains(target) === true;
    };
    // A click beside everything takes the keyboard away as well.
    const listening = new AbortController();
    for (const type of ['focusin', 'pointerdown'])
      document.addEventListener(type, notice, { signal: listening.signal });
    return () => listening.abort();
  }, [scroller]);
  useLayoutEffect(() => {
    if (index !== null && inside.current && document.activeElement === document.body)
      cardOf(scroller.current, index)?.focus({ preventScroll: true });
  });
}

/** The person that has the focus stays where it is in the window when the list changes under it. */
function useStillFocus(
  scroller: { readonly current: HTMLElement | null },
  id: string | null,
  row: number | null,
  start: number | null,
): void {
  const before = useRef<{ id: string | null; row: number; start: number } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    const last = before.current;
    before.current = row === null || start === null ? null : { id, row, start };
    if (element === null || last === null || row === null || start === null) return;
    if (last.id === null || last.id !== id || last.row === row) return;
    const seen =
      last.start > element.scrollTop - rowHeight() && last.start < element.scrollTop + element.clientHeight;
    if (seen) element.scrollTop += start - last.start;
  }, [scroller, id, row, start]);
}
