import { memo, type ReactNode } from 'react';
import type { Person } from '../../../engine/contract/people.ts';
import { t } from '../../../messages/format.ts';
import { Skeleton } from '../../components/blocks.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import { BibChip } from '../../components/marks.tsx';
import { Face } from './face.tsx';
import { NamingField } from './naming-field.tsx';
import { hintOf, nameOf } from './person-words.ts';
import './person-card.css';

/** Small faces beside the large one. */
const FEW = 4;

export interface CardActions {
  onFocus(index: number): void;
  onChoose(index: number, add: boolean): void;
  onOpen(person: Person): void;
  onName(person: Person, number: string): void;
  onSame(person: Person, other: Person): void;
  onLeaveNaming(): void;
}

/** A person: the best face, four others, the number or why there is none. */
export const PersonCard = memo(function PersonCard({
  event,
  person,
  index,
  column,
  focusable,
  selected,
  split,
  naming,
  hasStartList,
  actions,
}: {
  event: string;
  person: Person;
  index: number;
  column: number;
  /** The one card that Tab stops at. */
  focusable: boolean;
  selected: boolean;
  /** Its faces are shown to be taken apart. */
  split: boolean;
  /** What stands in the field first, while its number is typed. */
  naming: string | null;
  hasStartList: boolean;
  actions: CardActions;
}): ReactNode {
  const { number, photos, entries } = person;
  const name = nameOf(entries);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the screen's own keys do what a click does.
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid, which has the focus.
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      data-person={index}
      {...(focusable ? { 'data-panel-focus': true } : {})}
      className={classNames(
        'person',
        focusable && 'person--focused',
        (selected || split) && 'person--selected',
        naming !== null && 'person--naming',
      )}
      onFocus={() => actions.onFocus(index)}
      onClick={(click) => actions.onChoose(index, click.ctrlKey || click.metaKey)}
      onDoubleClick={() => actions.onOpen(person)}
    >
      <div className="person__faces">
        {person.covers[0] ? (
          <Face event={event} face={person.covers[0].id} className="person__best" eager />
        ) : (
          <span className="person__best skeleton" />
        )}
        <span className="person__few">
          {person.covers.slice(1, FEW + 1).map(({ id }) => (
            <Face key={id} event={event} face={id} eager />
          ))}
        </span>
      </div>
      {naming !== null ? (
        <NamingField
          event={event}
          person={person}
          begin={naming}
          hasStartList={hasStartList}
          onName={(typed) => actions.onName(person, typed)}
          onSame={(other) => actions.onSame(person, other)}
          onLeave={actions.onLeaveNaming}
        />
      ) : (
        <div className="person__said">
          <div className="row">
            {number === null ? <NoNumber /> : <BibChip number={number} state="accepted" />}
            <span className="end muted text-caption nowrap">{t('people.photos', { photos })}</span>
          </div>
          <div className={classNames('person__name ellipsis', (number === null || name === null) && 'muted')}>
            {number === null ? hintOf(person) : (name ?? (hasStartList ? t('people.unlisted') : null))}
          </div>
        </div>
      )}
      {selected && (
        <span className="person__check" aria-hidden="true">
          <Icon name="check" size={11} />
        </span>
      )}
    </td>
  );
});

/** The chip of a person whose number is not known. */
export function NoNumber({ large = false }: { large?: boolean }): ReactNode {
  return (
    <span className={classNames('bib bib--none bib--panel', large && 'bib--large')}>
      <Icon name="people" size={large ? 12 : 11} />
      {t('people.noNumber')}
    </span>
  );
}

/** The place of a person who was not fetched yet. */
export function PersonSkeleton({ column }: { column: number }): ReactNode {
  return (
    <td aria-colindex={column + 1} aria-busy="true" className="person person--coming">
      <div className="person__faces">
        <Skeleton className="person__best" />
      </div>
      <div className="person__said">
        <Skeleton className="person__line" />
      </div>
    </td>
  );
}
