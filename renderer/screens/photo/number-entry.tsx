import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useState } from 'react';
import type { Suggestion } from '../../../engine/contract/browse.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { fixed, percent } from '../../../messages/units.ts';
import { classNames } from '../../components/class-names.ts';
import { Kbd } from '../../components/kbd.tsx';
import { engine } from '../../engine/connect.ts';
import { capOf } from '../../keyboard/key-label.ts';
import { type Candidate, candidatesFor, type Neighbour, rowOf } from './candidates.ts';

/**
 * The field in which a number is typed, with the numbers that are likely below it. Enter saves the row
 * that is lit, or what was typed; Esc leaves the field.
 */
export function NumberEntry({
  event,
  label,
  hint,
  sighting,
  neighbours,
  several = false,
  field,
  onSave,
  onCancel,
}: {
  event: string;
  label: string;
  hint?: string;
  /** The reading that is corrected, if it is one. */
  sighting: NamedSighting | null;
  neighbours: readonly Neighbour[];
  /** Several numbers with commas between may be typed. */
  several?: boolean;
  field: RefObject<HTMLInputElement | null>;
  onSave(numbers: string[]): void;
  /** Leaves the field with nothing saved. */
  onCancel(): void;
}): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const last = several ? (typed.split(',').at(-1) ?? '') : typed;
  const suggestions = useSuggestions(event, last.trim());
  const rows = candidatesFor(last, sighting, neighbours, suggestions);
  const lit = chosen === null ? rowOf(rows, last) : Math.min(chosen, rows.length - 1);
  const error = last.trim().length > 20 ? t('photo.number.odd') : null;

  const save = (number: string | undefined) => {
    const before = several
      ? typed
          .split(',')
          .slice(0, -1)
          .map((part) => part.trim())
      : [];
    const numbers = [...before, number ?? ''].filter((one) => one !== '');
    if (numbers.length === 0 || error !== null) return;
    setTyped('');
    setChosen(null);
    field.current?.blur();
    onSave([...new Set(numbers)]);
  };

  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (rows.length > 0) setChosen((lit + step + rows.length) % rows.length);
    } else if (event.key === 'Enter') {
      const row = rows[lit];
      if (row !== undefined) save(row.number);
      else if (/^\S{1,20}$/.test(last.trim()) || several) save(last.trim());
      else return;
    } else if (event.key === 'Escape') {
      if (typed === '') {
        field.current?.blur();
        onCancel();
      } else {
        setTyped('');
        setChosen(null);
      }
    } else return;
    event.preventDefault();
  };

  return (
    <div className="entry">
      <label className="heading entry__label" htmlFor={id}>
        {label}
      </label>
      <span className={classNames('input', 'entry__field')}>
        <input
          ref={field}
          id={id}
          type="text"
          role="combobox"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={rows.length > 0}
          aria-controls={`${id}-rows`}
          aria-autocomplete="list"
          aria-activedescendant={lit >= 0 ? `${id}-row-${lit}` : undefined}
          aria-invalid={error !== null || undefined}
          aria-describedby={error !== null || hint ? `${id}-hint` : undefined}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setChosen(null);
          }}
          onKeyDown={key}
        />
        <span className="row muted text-small nowrap">
          <Kbd>{capOf('Enter')}</Kbd> {t('photo.number.saves')}
        </span>
      </span>
      {rows.length > 0 && (
        <div
          id={`${id}-rows`}
          role="listbox"
          aria-label={t('photo.number.candidates')}
          className="entry__rows"
        >
          {rows.map((row, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field's own keys choose and take a row.
            <div
              key={row.number}
              id={`${id}-row-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === lit}
              className={classNames('entry__row', at === lit && 'entry__row--lit')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => save(row.number)}
            >
              <b>{row.number}</b>
              <span className="ellipsis grow">{row.name}</span>
              <span className="muted nowrap">{whyOf(row)}</span>
            </div>
          ))}
        </div>
      )}
      {(error ?? hint) && (
        <p
          id={`${id}-hint`}
          className={classNames('text-small', 'entry__hint', error === null ? 'muted' : 'bad')}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

function whyOf({ why }: Candidate): string {
  switch (why.kind) {
    case 'seen':
      return t('photo.number.seen', {
        seconds: fixed(Math.abs(why.seconds), 1),
        when: why.seconds < 0 ? 'earlier' : 'later',
      });
    case 'read':
      return t('photo.number.read', { share: percent(why.probability) });
    case 'listed':
      return t('photo.number.photos', { photos: why.photos });
    case 'typed':
      return t('photo.number.typed');
  }
}

/** What the start list has for a text. */
function useSuggestions(event: string, text: string): readonly Suggestion[] {
  const [found, setFound] = useState<{ text: string; list: readonly Suggestion[] }>({ text: '', list: [] });
  useEffect(() => {
    if (text === '') return;
    const away = new AbortController();
    engine.search
      .suggest({ event, text, limit: 8 }, { signal: away.signal })
      .then((list) => setFound({ text, list }))
      .catch(() => {});
    return () => away.abort();
  }, [event, text]);
  // Those of a letter before are better than none for the moment until the next ones come.
  return text !== '' && text.startsWith(found.text) ? found.list : [];
}
