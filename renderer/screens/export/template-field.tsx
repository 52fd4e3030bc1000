import { type ReactNode, useRef, useState } from 'react';
import {
  type NameField,
  type NamePart,
  nameFields,
  parseTemplate,
  type TemplateProblem,
  templateText,
} from '../../../engine/contract/name-template.ts';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Menu } from '../../components/menu.tsx';

/** Bibs of fewer digits are filled up, so that folders stand in their order. */
const DIGITS: Partial<Record<NameField, number>> = { bib: 4, sequence: 4 };

/**
 * A name made of fields and text. Fields are seen as tokens; whoever goes into it types `{bib:4}`, or puts a
 * field in from a list.
 */
export function TemplateField({
  label,
  value,
  kind,
  example,
  onChange,
}: {
  label: string;
  value: string;
  kind: 'folders' | 'file';
  /** What the first file is called; null where there is none. */
  example: string | null;
  onChange(value: string): void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const text = typed ?? value;
  const parts = parseTemplate(text);
  const problem = problemOf(parts, text, kind);
  const type = (next: string) => {
    setTyped(next);
    if (problemOf(parseTemplate(next), next, kind) === null) onChange(next);
  };
  const insert = (field: NameField) => {
    const at = input.current;
    const token = templateText([{ field, digits: DIGITS[field] ?? null }]);
    const [start, end] =
      typed !== null && at
        ? [at.selectionStart ?? text.length, at.selectionEnd ?? text.length]
        : [text.length, text.length];
    const gap = start > 0 && /[\p{L}\p{N}}]$/u.test(text.slice(0, start)) ? '_' : '';
    type(text.slice(0, start) + gap + token + text.slice(end));
  };
  const fields = nameFields.filter((field) => kind === 'file' || field !== 'sequence');
  return (
    <Field
      label={label}
      error={problem}
      hint={
        kind === 'folders'
          ? t('export.folders.hint')
          : example === null
            ? null
            : t('export.template.example', { name: example })
      }
    >
      {(ids) => (
        <span className="input template" data-typing={typed !== null || undefined}>
          <span className="template__line">
            <input
              {...ids}
              ref={input}
              type="text"
              autoComplete="off"
              spellCheck={false}
              value={text}
              onFocus={() => setTyped(value)}
              onBlur={() => setTyped(null)}
              onChange={(event) => type(event.currentTarget.value)}
            />
            {typed === null && !('why' in parts) && (
              <span className="template__tokens" aria-hidden="true">
                {piecesOf(parts).map(({ key, part }) => (
                  <Piece key={key} part={part} />
                ))}
              </span>
            )}
          </span>
          <Menu
            align="end"
            trigger={
              <Button
                kind="quiet"
                size="small"
                icon="plus"
                aria-label={`${t('export.template.insert')}: ${label}`}
              />
            }
            items={fields.map((field) => ({
              label: t(`export.field.${field}`),
              detail: `{${field}}`,
              run: () => insert(field),
            }))}
          />
        </span>
      )}
    </Field>
  );
}

/** Keyed by where each begins: the same field may stand twice. */
function piecesOf(parts: readonly NamePart[]): { key: number; part: NamePart }[] {
  let at = 0;
  return parts.map((part) => {
    const key = at;
    at += templateText([part]).length;
    return { key, part };
  });
}

function Piece({ part }: { part: NamePart }): ReactNode {
  return 'text' in part ? (
    <span className="template__text">{part.text.replaceAll(' ', '\u00a0')}</span>
  ) : (
    <span className="template__token">{t(`export.field.${part.field}`)}</span>
  );
}

function problemOf(
  parts: readonly NamePart[] | TemplateProblem,
  text: string,
  kind: 'folders' | 'file',
): string | null {
  if ('why' in parts) {
    const ids = { unknownField: 'unknown', openBrace: 'open', digits: 'digits' } as const;
    return t(`export.template.${ids[parts.why]}`, { text: parts.text });
  }
  if (kind === 'file' && text.trim() === '') return t('export.template.empty');
  if (kind === 'folders' && parts.some((part) => 'field' in part && part.field === 'sequence')) {
    return t('export.template.noSequence');
  }
  return null;
}
