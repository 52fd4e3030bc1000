import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { PeopleFilter, PeopleOrder } from '../../../engine/contract/people.ts';
import { t } from '../../../messages/format.ts';
import { Badge } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/field.tsx';
import { KeyOf } from '../../components/kbd.tsx';
import { Menu } from '../../components/menu.tsx';
import { Toolbar } from '../../components/pane.tsx';
import { Segment } from '../../components/segment.tsx';
import type { PeopleHead, PeopleSession } from './people-session.ts';
import { usePeople } from './sessions.ts';

const filters = ['all', 'named', 'unnamed'] as const satisfies readonly PeopleFilter[];
const orders = ['photos', 'number', 'time'] as const satisfies readonly PeopleOrder[];

/** A key does not wait for the list, and the list not for every key (milliseconds). */
const TYPING_RESTS = 80;

/** Who is shown, what is searched for, and in which order. */
export function PeopleToolbar({
  session,
  head,
  search,
  onLeaveSearch,
}: {
  session: PeopleSession;
  head: PeopleHead | null;
  search: RefObject<HTMLInputElement | null>;
  onLeaveSearch(): void;
}): ReactNode {
  const query = usePeople(session, (state) => state.query);
  const counts = head?.counts ?? { all: 0, named: 0, unnamed: 0, faces: 0 };
  return (
    <Toolbar className="people__toolbar">
      <Segment<PeopleFilter>
        label={t('people.filter')}
        value={query.filter}
        options={filters.map((value) => ({
          value,
          label: t(`people.filter.${value}`, { count: counts[value] }),
        }))}
        onChange={(filter) => void session.change({ filter })}
      />
      <SearchPeople session={session} text={query.text} search={search} onLeave={onLeaveSearch} />
      <span className="grow people__space" />
      {head?.grouping && (
        <span title={t('people.grouping.why')}>
          <Badge kind="accent" icon="clock">
            {t('people.grouping')}
          </Badge>
        </span>
      )}
      <span className="muted text-small nowrap hide-narrow people__counts">
        {t('people.faces', { faces: counts.faces, persons: counts.all })}
      </span>
      <Menu
        align="end"
        trigger={
          <Button
            size="small"
            icon="sort"
            className="people__order"
            aria-label={t('people.order', { order: t(`people.order.${query.order}`) })}
          >
            <span className="hide-narrow">{t(`people.order.${query.order}`)}</span>
          </Button>
        }
        items={orders.map((order) => ({
          label: t(`people.order.${order}`),
          checked: order === query.order,
          run: () => void session.change({ order }),
        }))}
      />
    </Toolbar>
  );
}

function SearchPeople({
  session,
  text,
  search,
  onLeave,
}: {
  session: PeopleSession;
  text: string;
  search: RefObject<HTMLInputElement | null>;
  onLeave(): void;
}): ReactNode {
  const [typed, setTyped] = useState(text);
  const asked = useRef(text);
  // It was cleared from elsewhere: Esc, or a button where nobody fits.
  useEffect(() => {
    if (text === asked.current) return;
    asked.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed;
      void session.change({ text: typed });
    }, TYPING_RESTS);
    return () => clearTimeout(timer);
  }, [typed, session]);
  return (
    <TextInput
      ref={search}
      type="search"
      icon="search"
      className="people__find"
      aria-label={t('people.find')}
      placeholder={t('people.find.hint')}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onKeyDown={(pressed) => {
        if (pressed.key !== 'ArrowDown' && pressed.key !== 'Enter') return;
        pressed.preventDefault();
        onLeave();
      }}
      after={
        typed === '' ? (
          <KeyOf command="search" />
        ) : (
          <Button
            kind="quiet"
            size="small"
            icon="cross"
            aria-label={t('people.find.clear')}
            onClick={() => {
              setTyped('');
              search.current?.focus();
            }}
          />
        )
      }
    />
  );
}
