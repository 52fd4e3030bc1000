import type { ReactNode, Ref } from 'react';
import { t } from '../../../messages/format.ts';
import { bytes } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { Checkbox, Switch } from '../../components/toggles.tsx';
import { sayError } from '../../stores/toasts.ts';
import { BibFields } from './bib-fields.tsx';
import type { DraftProblems, EventDraft } from './event-draft.ts';
import { TimeZoneField } from './time-zone-field.tsx';

/** What is said of an event, the start list apart. */
export function EventFields({
  draft,
  problems,
  onChange,
  nameRef,
  startList,
}: {
  draft: EventDraft;
  /** Those that may be shown by now. */
  problems: DraftProblems;
  onChange(change: Partial<EventDraft>): void;
  nameRef: Ref<HTMLInputElement>;
  /** Stands between where photos are kept and what bibs look like. */
  startList: ReactNode;
}): ReactNode {
  return (
    <>
      <Field label={t('event.name')} error={problems.name ?? null}>
        {(ids) => (
          <TextInput
            {...ids}
            ref={nameRef}
            value={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className="event-form__two">
        <Field label={t('event.date')}>
          {(ids) => (
            <TextInput
              {...ids}
              type="date"
              value={draft.date}
              onChange={(event) => onChange({ date: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('event.place')}>
          {(ids) => (
            <TextInput
              {...ids}
              value={draft.place}
              maxLength={200}
              onChange={(event) => onChange({ place: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      {draft.photosFrom && (
        <FolderLine
          label={t('event.photosFrom')}
          path={draft.photosFrom.path}
          freeBytes={null}
          remove={t('event.photosFrom.remove')}
          onRemove={() => onChange({ photosFrom: null })}
        />
      )}
      <KeepIn draft={draft} onChange={onChange} />
      {startList}
      <Field label={t('event.timeZone')} hint={t('event.timeZone.hint')}>
        {({ id, 'aria-describedby': described }) => (
          <TimeZoneField
            id={id}
            aria-describedby={described}
            value={draft.timeZone}
            day={draft.date}
            onChange={(timeZone) => onChange({ timeZone })}
          />
        )}
      </Field>
      <Checkbox
        checked={draft.knowsBibs}
        hint={draft.knowsBibs ? undefined : t('event.bibs.learnt')}
        onChange={(knowsBibs) => onChange({ knowsBibs })}
      >
        {t('event.bibs.know')}
      </Checkbox>
      {draft.knowsBibs && <BibFields draft={draft} problems={problems} onChange={onChange} />}
      <Switch
        checked={draft.faceSearch}
        hint={t('event.faceSearch.hint')}
        onChange={(faceSearch) => onChange({ faceSearch })}
      >
        {t('event.faceSearch')}
      </Switch>
    </>
  );
}

/** Where copies of cards go. A browser cannot choose a folder of this computer, and says so. */
function KeepIn({
  draft,
  onChange,
}: {
  draft: EventDraft;
  onChange(change: Partial<EventDraft>): void;
}): ReactNode {
  const { host } = window;
  const { keepIn } = draft;
  if (!host && !keepIn)
    return (
      <div className="field">
        <span className="field__label">{t('event.keepIn')}</span>
        <span className="text-small muted">{t('event.keepIn.browser')}</span>
      </div>
    );
  const choose = async () => {
    try {
      const folder = await host?.chooseFolder('destination');
      if (folder) onChange({ keepIn: folder });
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <FolderLine
      label={t('event.keepIn')}
      path={keepIn?.path ?? null}
      freeBytes={keepIn?.freeBytes ?? null}
      none={t('event.keepIn.none')}
      remove={t('event.keepIn.clear')}
      onRemove={() => onChange({ keepIn: null })}
      choose={
        host && (
          <Button size="small" onClick={() => void choose()}>
            {t(keepIn ? 'event.keepIn.change' : 'event.keepIn.choose')}
          </Button>
        )
      }
    />
  );
}

function FolderLine({
  label,
  path,
  freeBytes,
  none,
  remove,
  onRemove,
  choose,
}: {
  label: string;
  path: string | null;
  freeBytes: number | null;
  none?: string;
  remove: string;
  onRemove(): void;
  choose?: ReactNode;
}): ReactNode {
  return (
    <fieldset className="field">
      <legend className="field__label">{label}</legend>
      <div className="event-form__folder">
        <Icon name={path ? 'folder' : 'drive'} size={14} className="muted" />
        <span className={path ? 'grow ellipsis' : 'grow ellipsis muted'} title={path ?? undefined}>
          {path ?? none}
        </span>
        {freeBytes !== null && (
          <span className="muted text-small nowrap">{t('event.free', { size: bytes(freeBytes) })}</span>
        )}
        {choose}
        {path && <Button size="small" kind="quiet" icon="cross" aria-label={remove} onClick={onRemove} />}
      </div>
    </fieldset>
  );
}
