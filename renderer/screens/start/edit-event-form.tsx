import { type FormEvent, type ReactNode, type RefObject, useState } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Text } from '../../components/text.tsx';
import { engine } from '../../engine/connect.ts';
import { codeOf, sentenceOf } from '../../engine/errors.ts';
import { useEvents } from '../../stores/events.ts';
import { perform, undo } from '../../stores/history.ts';
import { say, sayError } from '../../stores/toasts.ts';
import { changedFacts, draftOf, problemsOf } from './event-draft.ts';
import { EventFields } from './event-fields.tsx';
import './event-form.css';
import { countOf, StartListCard } from './start-list-card.tsx';
import { type StartListChoice, usesOf } from './use-start-list.ts';

/** Changes what is said of an event, and brings in its start list again after showing what that changes. */
export function EditEventForm({
  event,
  startList,
  nameRef,
  formRef,
  onClose,
}: {
  event: EventWithCounts;
  startList: StartListChoice;
  nameRef: RefObject<HTMLInputElement | null>;
  formRef: RefObject<HTMLFormElement | null>;
  onClose(): void;
}): ReactNode {
  const names = (useEvents(({ list }) => list) ?? [])
    .filter(({ id }) => id !== event.id)
    .map(({ name }) => name);
  const [draft, setDraft] = useState(() => draftOf(event));
  const [taken, setTaken] = useState<string | null>(null);
  const [busy, setBusy] = useState<'facts' | 'list' | null>(null);
  const problems = problemsOf(draft, names);

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (busy) return;
    if (Object.keys(problems).length > 0) {
      if (problems.name) nameRef.current?.focus();
      return;
    }
    const change = changedFacts(draft, event);
    if (Object.keys(change).length === 0) {
      say({ kind: 'info', text: t('event.nothingToSave') });
      return;
    }
    setBusy('facts');
    try {
      const changed = await engine.events.update({ event: event.id, ...change });
      await useEvents.getState().load();
      setDraft(draftOf(changed));
      say({
        kind: 'ok',
        text: <Text id="event.saved" values={{ event: changed.name }} />,
        action: { label: t('toast.undo'), run: () => void undo(undefined, event.id) },
      });
    } catch (error) {
      if (codeOf(error) === 'EVENT_EXISTS') setTaken(sentenceOf(error));
      else sayError(error);
    } finally {
      setBusy(null);
    }
  };

  const { list } = startList;
  const apply = async () => {
    if (!list?.preview || busy) return;
    const { file, preview, mode } = list;
    setBusy('list');
    const done = await perform(
      async () =>
        (await engine.startList.import({ event: event.id, file, uses: usesOf(preview), mode })).action,
      event.id,
    );
    setBusy(null);
    if (!done) return;
    startList.clear();
    await useEvents.getState().load();
  };

  return (
    <form ref={formRef} className="event-form" onSubmit={(submitted) => void submit(submitted)} noValidate>
      <div className="event-form__head">
        <h2 className="text-heading strong grow">{t('event.edit')}</h2>
        <Button kind="quiet" icon="cross" aria-label={t('event.done')} onClick={onClose} />
      </div>
      <div className="event-form__fields">
        <EventFields
          draft={draft}
          problems={taken ? { ...problems, name: taken } : problems}
          nameRef={nameRef}
          onChange={(change) => {
            if (change.name !== undefined) setTaken(null);
            setDraft({ ...draft, ...change });
          }}
          startList={
            <StartListCard
              choice={startList}
              entries={event.counts.entries}
              apply={
                list?.diff && (
                  <Button kind="primary" busy={busy === 'list'} onClick={() => void apply()}>
                    {t('startList.apply', { changes: countOf(list.diff) })}
                  </Button>
                )
              }
            />
          }
        />
      </div>
      <div className="event-form__foot">
        <Button kind="quiet" onClick={onClose}>
          {t('event.done')}
        </Button>
        <Button type="submit" size="large" command="create" busy={busy === 'facts'} className="end">
          {t('event.save')}
        </Button>
      </div>
    </form>
  );
}
