import type { ReactNode } from 'react';
import { t } from '../../../messages/format.ts';
import { Field, TextInput } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import type { DraftProblems, EventDraft } from './event-draft.ts';

const lengths = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'].map((value) => ({ value, label: value }));

/** What bibs of the event look like. */
export function BibFields({
  draft,
  problems,
  onChange,
}: {
  draft: EventDraft;
  problems: DraftProblems;
  onChange(change: Partial<EventDraft>): void;
}): ReactNode {
  return (
    <fieldset className="event-form__bibs" aria-label={t('event.bibs')}>
      <div className="event-form__three">
        <Field label={t('event.bibs.alphabet')}>
          {({ id }) => (
            <Select
              id={id}
              label={t('event.bibs.alphabet')}
              value={draft.alphabet}
              options={[
                { value: 'digits', label: t('event.bibs.digits') },
                { value: 'letters', label: t('event.bibs.letters') },
                { value: 'own', label: t('event.bibs.own') },
              ]}
              onChange={(alphabet) => onChange({ alphabet })}
            />
          )}
        </Field>
        <Field label={t('event.bibs.min')}>
          {({ id }) => (
            <Select
              id={id}
              label={t('event.bibs.min')}
              value={`${draft.minLength}`}
              options={lengths}
              onChange={(value) => onChange({ minLength: Number(value) })}
            />
          )}
        </Field>
        <Field label={t('event.bibs.max')}>
          {({ id }) => (
            <Select
              id={id}
              label={t('event.bibs.max')}
              value={`${draft.maxLength}`}
              options={lengths}
              onChange={(value) => onChange({ maxLength: Number(value) })}
            />
          )}
        </Field>
      </div>
      {problems.lengths && <span className="field__error">{problems.lengths}</span>}
      {draft.alphabet === 'own' && (
        <Field label={t('event.bibs.ownField')} error={problems.ownAlphabet ?? null}>
          {(ids) => (
            <TextInput
              {...ids}
              value={draft.ownAlphabet}
              onChange={(event) => onChange({ ownAlphabet: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Field
        label={t('event.bibs.ranges')}
        hint={t('event.bibs.ranges.hint')}
        error={problems.ranges ?? null}
      >
        {(ids) => (
          <TextInput
            {...ids}
            value={draft.ranges}
            onChange={(event) => onChange({ ranges: event.currentTarget.value })}
          />
        )}
      </Field>
    </fieldset>
  );
}
