import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Person } from '../../../engine/contract/people.ts';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Kbd } from '../../components/kbd.tsx';
import { Text } from '../../components/text.tsx';
import { capOf } from '../../keyboard/key-label.ts';
import { type Standing, standingOf } from './naming.ts';
import { nameOf } from './person-words.ts';
import { useFound } from './use-found.ts';

/**
 * The field on a card in which a person's bib is typed. Enter saves it; where another person has the
 * number already, the card asks whether both are one, and Enter says so. Esc is the screen's.
 */
export function NamingField({
  event,
  person,
  begin,
  hasStartList,
  onName,
  onSame,
  onLeave,
}: {
  event: string;
  person: Person;
  /** What stands in the field first; selected where it is more than a digit that was just typed. */
  begin: string;
  hasStartList: boolean;
  onName(number: string): void;
  /** It is another person as well, whose number was typed. */
  onSame(other: Person): void;
  /** The focus went elsewhere, with nothing saved. */
  onLeave(): void;
}): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState(begin);
  /** Enter was pressed before it was known whose number this is. */
  const [waits, setWaits] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const standing = standingOf(typed, useFound(event, typed), { person, hasStartList });

  // Before the next key comes.
  useLayoutEffect(() => {
    field.current?.focus();
    if (begin.length > 1) field.current?.select();
  }, [begin]);

  const save = () => {
    if (standing.kind === 'free') onName(typed.trim());
    else if (standing.kind === 'taken') onSame(standing.by);
    else if (standing.kind === 'asking') setWaits(true);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was waited for has come, for this number.
  useEffect(() => {
    if (!waits || standing.kind === 'asking') return;
    setWaits(false);
    // That it is somebody else's was not seen yet when Enter was pressed: it is asked first.
    if (standing.kind === 'free') save();
  }, [waits, standing.kind]);

  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Enter') return;
    pressed.preventDefault();
    save();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it notices only that the focus leaves all of it.
    <div
      ref={whole}
      className="naming"
      onBlur={({ relatedTarget }) => {
        // The window that loses the focus is no answer.
        if (document.hasFocus() && !whole.current?.contains(relatedTarget)) onLeave();
      }}
      onMouseDown={(down) => down.stopPropagation()}
      onDoubleClick={(click) => click.stopPropagation()}
    >
      <span className="input naming__field">
        <input
          ref={field}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          aria-label={t('people.name')}
          aria-describedby={id}
          aria-invalid={standing.kind === 'odd' || undefined}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setWaits(false);
          }}
          onKeyDown={key}
        />
        <Kbd>{capOf('Enter')}</Kbd>
      </span>
      <div id={id} role="status" className={classNames('naming__said ellipsis', toneOf(standing))}>
        <Said standing={standing} person={person} typed={typed.trim()} />
      </div>
      {standing.kind === 'taken' && (
        // In the last row it would be below the edge.
        <div className="naming__taken" ref={(question) => question?.scrollIntoView({ block: 'nearest' })}>
          <Button size="small" kind="primary" onClick={() => onSame(standing.by)}>
            {t('people.name.same')}
            <Kbd>{capOf('Enter')}</Kbd>
          </Button>
          <Button size="small" onClick={() => onName(typed.trim())}>
            {t('people.name.anyway')}
          </Button>
        </div>
      )}
    </div>
  );
}

function toneOf(standing: Standing): string {
  if (standing.kind === 'odd') return 'bad';
  if (standing.kind === 'taken') return 'warn';
  if (standing.kind === 'free') return standing.unlisted ? 'warn' : 'ok';
  return 'muted';
}

function Said({ standing, person, typed }: { standing: Standing; person: Person; typed: string }): ReactNode {
  const { photos } = person;
  switch (standing.kind) {
    case 'nothing':
      return t('people.name.type');
    case 'odd':
      return t('people.name.odd');
    case 'asking':
      return t('people.name.free', { photos });
    case 'free':
      if (standing.unlisted) return t('people.name.unlisted');
      return standing.name === null
        ? t('people.name.free', { photos })
        : t('people.name.listed', { name: standing.name, photos });
    case 'taken': {
      const name = nameOf(standing.by.entries);
      return name === null ? (
        <Text id="people.name.takenUnnamed" values={{ number: typed, photos: standing.by.photos }} />
      ) : (
        <Text id="people.name.taken" values={{ number: typed, name, photos: standing.by.photos }} />
      );
    }
  }
}
