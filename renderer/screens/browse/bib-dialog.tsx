import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Suggestion } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { engine } from '../../engine/connect.ts';
import './bib-dialog.css';

/** What looks like a bib and not like the beginning of a name. */
const BIB = /^\S*\d\S*$/;

/** Asks for a bib, or several; a name of the start list stands for its bib. */
export function BibDialog({
  event,
  title,
  action,
  several,
  initial = '',
  onDone,
  onClose,
}: {
  event: string;
  title: string;
  /** Of the button. */
  action: string;
  several: boolean;
  initial?: string;
  onDone: (numbers: string[]) => void;
  onClose: () => void;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(initial);
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const parts = text.split(several ? /[,;]/ : /$^/).map((part) => part.trim());
  const last = parts.at(-1) ?? '';

  useEffect(() => {
    if (last === '') return setSuggestions([]);
    const away = new AbortController();
    engine.search.suggest({ event, text: last, limit: 6 }, { signal: away.signal }).then(
      (found) => {
        if (!away.signal.aborted) setSuggestions(found.filter(({ token }) => token.kind === 'athlete'));
      },
      // Numbers can be typed without suggestions.
      () => setSuggestions([]),
    );
    return () => away.abort();
  }, [event, last]);

  const named = suggestions.map(({ token }) => token).filter((token) => token.kind === 'athlete');
  const numbers = parts
    .flatMap((part) =>
      part === last && !BIB.test(part) ? named.slice(0, 1).map(({ bib }) => bib) : part.split(/\s+/),
    )
    .filter((part) => BIB.test(part));

  const done = () => {
    if (numbers.length === 0) return;
    onDone([...new Set(several ? numbers : numbers.slice(0, 1))]);
    onClose();
  };

  return (
    <Dialog
      title={title}
      size="small"
      initialFocus={input}
      onClose={onClose}
      actions={
        <Button kind="primary" disabled={numbers.length === 0} onClick={done}>
          {action}
        </Button>
      }
    >
      <Field label={t('browse.tag.field')} hint={several ? t('browse.tag.help') : undefined}>
        {(ids) => (
          <TextInput
            {...ids}
            ref={input}
            value={text}
            onChange={(change) => setText(change.target.value)}
            onKeyDown={(key) => {
              if (key.key !== 'Enter') return;
              key.preventDefault();
              done();
            }}
          />
        )}
      </Field>
      <ul className="bib-names">
        {named.map(({ bib, name }) => (
          <li key={bib}>
            <button
              type="button"
              onClick={() => {
                setText([...parts.slice(0, -1), bib].join(', '));
                input.current?.focus();
              }}
            >
              <b>{bib}</b> {name}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
