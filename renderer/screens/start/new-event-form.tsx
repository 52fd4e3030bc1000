import { type FormEvent, type ReactNode, type RefObject, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { KeyOf } from '../../components/kbd.tsx';
import { Text } from '../../components/text.tsx';
import { engine } from '../../engine/connect.ts';
import { codeOf, sentenceOf } from '../../engine/errors.ts';
import { useEvents } from '../../stores/events.ts';
import { openEvent } from '../../stores/route.ts';
import { say, sayError } from '../../stores/toasts.ts';
import { type DraftProblems, type EventDraft, emptyDraft, factsOf, problemsOf } from './event-draft.ts';
import { EventFields } from './event-fields.tsx';
import './event-form.css';
import { StartListCard } from './start-list-card.tsx';
import { type StartListChoice, usesOf } from './use-start-list.ts';

/** Makes an event, with its start list and the folder that its photos come from. */
export function NewEventForm({
  draft,
  setDraft,
  startList,
  nameRef,
  formRef,
}: {
  draft: EventDraft;
  setDraft(draft: EventDraft): void;
  startList: StartListChoice;
  nameRef: RefObject<HTMLInputElement | null>;
  formRef: RefObject<HTMLFormElement | null>;
}): ReactNode {
  const names = (useEvents(({ list }) => list) ?? []).map(({ name }) => name);
  const [tried, setTried] = useState(false);
  const [taken, setTaken] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const all = problemsOf(draft, names);
  // Before the first attempt only what is wrong whatever is typed next.
  const early: DraftProblems = draft.name.trim() === '' ? { ...all, name: '' } : all;
  const problems: DraftProblems = { ...(tried ? all : early), ...(taken ? { name: taken } : {}) };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (Object.keys(all).length > 0) {
      if (all.name) nameRef.current?.focus();
      return;
    }
    setBusy(true);
    try {
      await create(draft, startList);
      setTried(false);
      startList.clear();
      setDraft(emptyDraft());
    } catch (error) {
      if (codeOf(error) === 'EVENT_EXISTS') {
        setTaken(sentenceOf(error));
        nameRef.current?.focus();
      } else sayError(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form ref={formRef} className="event-form" onSubmit={(event) => void submit(event)} noValidate>
      <div className="event-form__head">
        <h2 className="text-heading strong grow">{t('event.new')}</h2>
        <KeyOf command="newEvent" />
      </div>
      <div className="event-form__fields">
        <EventFields
          draft={draft}
          problems={problems}
          nameRef={nameRef}
          onChange={(change) => {
            if (change.name !== undefined) setTaken(null);
            setDraft({ ...draft, ...change });
          }}
          startList={<StartListCard choice={startList} entries={null} />}
        />
      </div>
      <div className="event-form__foot">
        <Button
          kind="quiet"
          onClick={() => {
            setTried(false);
            setTaken(null);
            setDraft(emptyDraft());
            startList.clear();
            nameRef.current?.focus();
          }}
        >
          {t('event.clear')}
        </Button>
        <Button type="submit" kind="primary" size="large" command="create" busy={busy} className="end">
          {t('event.create')}
        </Button>
      </div>
    </form>
  );
}

/** The event is there as soon as it was made: a start list or folder that then fails takes nothing back. */
async function create(draft: EventDraft, { list }: StartListChoice): Promise<void> {
  const event = await engine.events.create(factsOf(draft));
  let text: ReactNode = <Text id="event.created" values={{ event: event.name }} />;
  let kind: 'ok' | 'warn' = 'ok';
  if (list?.preview?.hasBibs) {
    try {
      const report = await engine.startList.import({
        event: event.id,
        file: list.file,
        uses: usesOf(list.preview),
        mode: 'replace',
      });
      text = <Text id="event.createdWithList" values={{ event: event.name, entries: report.added }} />;
    } catch (error) {
      kind = 'warn';
      text = <Text id="event.createdWithoutList" values={{ event: event.name, reason: sentenceOf(error) }} />;
    }
  } else if (list) {
    kind = 'warn';
    const reason = list.error ?? t('startList.noBibs');
    text = <Text id="event.createdWithoutList" values={{ event: event.name, reason }} />;
  }
  if (draft.photosFrom)
    await engine.sources.add({ event: event.id, folder: draft.photosFrom.id }).catch(sayError);
  await useEvents.getState().load();
  say({ kind, text });
  openEvent(event.id, 'ingest');
}
