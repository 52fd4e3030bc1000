import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Action } from '../../engine/contract/action.ts';
import type { EventWithCounts } from '../../engine/contract/event.ts';
import { t } from '../../messages/format.ts';
import { clock, day } from '../../messages/units.ts';
import { EmptyState, Note, Skeleton } from '../components/blocks.tsx';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/icon.tsx';
import type { IconName } from '../components/icons.ts';
import { engine } from '../engine/connect.ts';
import { sentenceOf } from '../engine/errors.ts';
import { KeyLayer, useCommands } from '../keyboard/use-commands.tsx';
import { useCurrentEvent, useRevision } from '../stores/events.ts';
import { plain, redo, sentence, undo } from '../stores/history.ts';
import { openPhoto } from '../stores/route.ts';
import './history-panel.css';

/** Actions that are asked for at a time. */
const PAGE = 100;

/** Everything that was done in the open event, newest first: who, when, and each can be taken back. */
export function HistoryPanel({ onClose }: { onClose(): void }): ReactNode {
  const event = useCurrentEvent();
  const close = useRef<HTMLButtonElement>(null);
  if (!event) return null;
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog__scrim" />
        <Base.Popup className="history-panel" initialFocus={close}>
          <KeyLayer>
            <div className="pane-head">
              <Base.Title className="text-title strong grow">{t('historyPanel.title')}</Base.Title>
              <Base.Close
                render={<Button ref={close} kind="quiet" icon="cross" aria-label={t('dialog.close')} />}
              />
            </div>
            <Deeds event={event} onClose={onClose} />
          </KeyLayer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function Deeds({ event, onClose }: { event: EventWithCounts; onClose(): void }): ReactNode {
  const { actions, more, error, askMore } = useActions(event.id);
  useCommands('anywhere', { undo: () => void undo(), redo: () => void redo(), history: onClose });
  if (error !== null)
    return (
      <div className="history-panel__list">
        <Note kind="bad" role="alert">
          {error}
        </Note>
      </div>
    );
  if (!actions)
    return (
      <div className="history-panel__list" role="status" aria-label={t('historyPanel.loading')}>
        {[1, 2, 3].map((n) => (
          <Skeleton key={n} className="history-panel__skeleton" />
        ))}
      </div>
    );
  if (actions.length === 0)
    return <EmptyState icon="clock" title={t('historyPanel.empty')} text={t('historyPanel.empty.text')} />;
  return (
    <div className="history-panel__list" data-panel-focus>
      {byDay(actions).map(({ date, done }) => (
        <section key={date} aria-label={day(date)}>
          <h3 className="heading history-panel__day">{day(date)}</h3>
          <ul>
            {done.map((action) => (
              <Deed key={action.id} action={action} event={event.id} onClose={onClose} />
            ))}
          </ul>
        </section>
      ))}
      {more && (
        <div className="history-panel__more">
          <Button onClick={askMore}>{t('historyPanel.more')}</Button>
        </div>
      )}
    </div>
  );
}

function Deed({ action, event, onClose }: { action: Action; event: string; onClose(): void }): ReactNode {
  const { photoId } = action;
  return (
    <li className={classNames('history-panel__deed', action.undone && 'history-panel__deed--undone')}>
      <Icon name={iconOf(action)} size={14} />
      <span className="history-panel__words">
        <span className="history-panel__what">{sentence(action)}</span>
        <span className="muted text-small">
          {t('photo.history.by', { author: action.author, time: clock(action.at) })}
          {action.undone && <> · {t('photo.history.undone')}</>}
        </span>
      </span>
      {photoId !== null && (
        <Button
          kind="quiet"
          size="small"
          icon="image"
          aria-label={t('historyPanel.photo', { what: plain(action) })}
          title={t('historyPanel.showPhoto')}
          onClick={() => {
            onClose();
            openPhoto(photoId);
          }}
        />
      )}
      <Button
        size="small"
        kind="quiet"
        icon={action.undone ? 'retry' : 'undo'}
        aria-label={t(action.undone ? 'historyPanel.redo' : 'photo.history.undo', { what: plain(action) })}
        onClick={() => void (action.undone ? redo(event, action.id) : undo(action.id, event))}
      >
        {t(action.undone ? 'historyPanel.again' : 'photo.rejected.undo')}
      </Button>
    </li>
  );
}

/** Follows the event: asks again whenever anything of it changed, for as many as are seen. */
function useActions(event: string): {
  actions: readonly Action[] | null;
  more: boolean;
  error: string | null;
  askMore(): void;
} {
  const revision = useRevision(event);
  const [wanted, setWanted] = useState(PAGE);
  const [actions, setActions] = useState<readonly Action[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    // Read here so that a change of the event asks anew.
    void revision;
    let gone = false;
    allOf(event, wanted).then(
      (list) => {
        if (gone) return;
        setActions(list);
        setError(null);
      },
      (reason: unknown) => {
        if (!gone) setError(sentenceOf(reason));
      },
    );
    return () => {
      gone = true;
    };
  }, [event, wanted, revision]);
  const askMore = useCallback(() => setWanted((n) => n + PAGE), []);
  return { actions, more: actions !== null && actions.length >= wanted, error, askMore };
}

/** As many of the latest actions as are wanted, page after page. */
async function allOf(event: string, wanted: number): Promise<Action[]> {
  const list: Action[] = [];
  while (list.length < wanted) {
    const last = list.at(-1);
    const limit = Math.min(500, wanted - list.length);
    const page = await engine.history.list({ event, limit, ...(last && { before: last.id }) });
    list.push(...page);
    if (page.length < limit) break;
  }
  return list;
}

/** On the calendar of this computer, where they were done. */
function byDay(actions: readonly Action[]): { date: string; done: Action[] }[] {
  const days: { date: string; done: Action[] }[] = [];
  for (const action of actions) {
    const at = new Date(action.at);
    const two = (n: number) => `${n}`.padStart(2, '0');
    const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    const last = days.at(-1);
    if (last?.date === date) last.done.push(action);
    else days.push({ date, done: [action] });
  }
  return days;
}

function iconOf({ what }: Action): IconName {
  switch (what.kind) {
    case 'stars':
      return 'star';
    case 'flag':
      return what.flag === 'reject' ? 'cross' : 'flag';
    case 'label':
      return 'tag';
    case 'reject':
      return 'cross';
    case 'startList':
      return 'list';
    case 'eventFacts':
      return 'gear';
    case 'saveSearch':
    case 'removeSearch':
      return 'search';
    case 'accept':
    case 'correct':
    case 'tag':
      return 'bib';
    default:
      return 'people';
  }
}
