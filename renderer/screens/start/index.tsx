import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState, Skeleton } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { KeyOf } from '../../components/kbd.tsx';
import { Pane, Panel } from '../../components/pane.tsx';
import { Segment } from '../../components/segment.tsx';
import { useDrop } from '../../components/use-drop.ts';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { useEvents } from '../../stores/events.ts';
import { redo, undo } from '../../stores/history.ts';
import { useMachine } from '../../stores/machine.ts';
import { newEvent, useRoute } from '../../stores/route.ts';
import { isOpen, useRuns } from '../../stores/runs.ts';
import { sayError } from '../../stores/toasts.ts';
import { ConnectedNow } from './connected-now.tsx';
import { EditEventForm } from './edit-event-form.tsx';
import { EventCards } from './event-cards.tsx';
import { emptyDraft } from './event-draft.ts';
import { arrange, type Order, orders } from './event-list.ts';
import { EventsUnread } from './events-unread.tsx';
import { NewEventForm } from './new-event-form.tsx';
import { useOpenSample, useSample } from './sample-card.tsx';
import './start.css';
import { useStartList } from './use-start-list.ts';

/** Every event on this laptop, and a form for the next one. */
export function StartScreen(): ReactNode {
  const events = useEvents(({ list }) => list);
  const error = useEvents((state) => state.error);
  const runsById = useRuns(({ byId }) => byId);
  const runs = new Map([...runsById.values()].filter(isOpen).map((run) => [run.event, run]));
  const sample = useSample();
  const openSample = useOpenSample();
  const [text, setText] = useState('');
  const [order, setOrder] = useState<Order>('recent');
  const [draft, setDraft] = useState(emptyDraft);
  const [edited, setEdited] = useState<string | null>(null);
  const editing = events?.find(({ id }) => id === edited) ?? null;
  const newList = useStartList(null);
  const editList = useStartList(edited);
  const whole = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);

  // The event that undo means here: the one that was changed last.
  const touched = useRef<string | null>(null);
  const wanted = useRoute((route) => route.newEvent);
  useEffect(() => {
    if (!wanted) return;
    useRoute.setState({ newEvent: false });
    setEdited(null);
    setTimeout(() => name.current?.focus());
  }, [wanted]);

  const toEdit = useRoute((route) => route.editEvent);
  useEffect(() => {
    const event = events?.find(({ id }) => id === toEdit);
    if (!event) return;
    useRoute.setState({ editEvent: null });
    touched.current = event.id;
    setEdited(event.id);
    setTimeout(() => name.current?.focus());
  }, [toEdit, events]);

  const shown = arrange(events ?? [], text, order, new Set(runs.keys()));
  const latest = arrange(events ?? [], '', 'recent', new Set(runs.keys()))[0];
  const sampleCard = sample && !(sample.state === 'opened' && events?.some(({ id }) => id === sample.event));

  const edit = (event: EventWithCounts) => {
    touched.current = event.id;
    editList.clear();
    setEdited(event.id);
    setTimeout(() => name.current?.focus());
  };
  const from = (folders: readonly { id: string; name: string; path: string; freeBytes: number | null }[]) => {
    const [folder] = folders;
    if (!folder) return;
    newEvent();
    setDraft((now) => ({ ...now, photosFrom: folder, name: now.name || folder.name }));
  };
  const openFolder = async () => {
    try {
      const folder = await window.host?.chooseFolder('photos');
      if (folder) from([folder]);
    } catch (failed) {
      sayError(failed);
    }
  };

  useCommands('start', {
    undo: () => void undo(undefined, touched.current ?? undefined),
    redo: () => void redo(touched.current ?? undefined),
    search: () => {
      find.current?.focus();
      find.current?.select();
    },
    create: () => form.current?.requestSubmit(),
    ...(window.host ? { openFolder: () => void openFolder() } : {}),
    back: () => {
      if (editing) setEdited(null);
      else if (text) setText('');
      else return false;
      return true;
    },
  });

  const drop = async (files: File[]) => {
    const table = files.find((file) => /\.(csv|tsv|txt|xlsx)$/i.test(file.name));
    if (table) {
      await (editing ? editList : newList).choose(table);
      return;
    }
    try {
      from((await window.host?.grantDropped(files)) ?? []);
    } catch (failed) {
      sayError(failed);
    }
  };

  const over = useDrop(whole, (files) => void drop(files));

  return (
    <div ref={whole} className="start">
      <Panel label={t('start.title')}>
        <div className="start__head">
          <h1 className="text-heading strong">{t('start.title')}</h1>
          <TextInput
            ref={find}
            type="search"
            icon="search"
            className="start__find"
            aria-label={t('start.find')}
            placeholder={t('start.find')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            after={text === '' && <KeyOf command="search" />}
          />
          <span className="grow" />
          <Segment<Order>
            label={t('start.order')}
            className="hide-narrow"
            value={order}
            options={orders.map((value) => ({ value, label: t(`start.order.${value}`) }))}
            onChange={setOrder}
          />
          {window.host && (
            <Button icon="folder" command="openFolder" onClick={() => void openFolder()}>
              {t('start.openFolder')}
            </Button>
          )}
        </div>
        {events === null ? (
          error ? (
            <EventsUnread error={error} />
          ) : (
            <div className="events" role="status" aria-label={t('start.loading')}>
              {['a', 'b', 'c'].map((key) => (
                <Skeleton key={key} className="start__skeleton" />
              ))}
            </div>
          )
        ) : events.length === 0 ? (
          <EmptyState icon="flag" title={t('start.first.title')} text={t('start.first.text')}>
            <Button kind="primary" command="newEvent" onClick={newEvent}>
              {t('start.newEvent')}
            </Button>
            {sample && sample.state !== 'absent' && (
              <Button busy={openSample.busy || sample.state === 'beingMade'} onClick={openSample.open}>
                {t('sample.open')}
              </Button>
            )}
          </EmptyState>
        ) : shown.length === 0 ? (
          <EmptyState
            icon="search"
            title={t('start.findNone', { text })}
            text={t('start.findNone.text', { events: events.length })}
          >
            <Button command="back" onClick={() => setText('')}>
              {t('start.findNone.clear')}
            </Button>
          </EmptyState>
        ) : (
          <EventCards
            events={shown}
            runs={runs}
            sample={sampleCard && text === '' ? sample : null}
            onEdit={edit}
          />
        )}
        {latest && <ConnectedNow event={latest} />}
      </Panel>
      <Pane
        name="start.right"
        label={editing ? t('event.edit') : t('event.new')}
        side="right"
        width={window.innerWidth <= 1180 ? 340 : 408}
        min={320}
        max={560}
        landmark="complementary"
      >
        {editing ? (
          <EditEventForm
            key={editing.id}
            event={editing}
            startList={editList}
            nameRef={name}
            formRef={form}
            onClose={() => setEdited(null)}
          />
        ) : (
          <NewEventForm draft={draft} setDraft={setDraft} startList={newList} nameRef={name} formRef={form} />
        )}
      </Pane>
      {over && <div className="start__drop">{t('start.drop')}</div>}
      <StatusSlot side="left">
        <span>{t('start.status.events', { events: events?.length ?? 0 })}</span>
        <span className="row hide-narrow start__offline">
          <Icon name="check" size={14} className="ok" />
          {t('start.status.offline')}
        </span>
      </StatusSlot>
      <Version />
    </div>
  );
}

function Version(): ReactNode {
  const version = useMachine(({ status }) => status?.version);
  if (!version) return null;
  return (
    <StatusSlot side="right">
      <span className="muted hide-narrow">{t('frame.version', { version })}</span>
    </StatusSlot>
  );
}
