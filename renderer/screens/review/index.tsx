import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState, Skeleton } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { Panel } from '../../components/pane.tsx';
import { sentenceOf } from '../../engine/errors.ts';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { canRun, runCommand } from '../../keyboard/dispatch.ts';
import { capsOf } from '../../keyboard/key-label.ts';
import type { Command } from '../../keyboard/keymap.ts';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { useLetters } from '../../keyboard/use-letters.ts';
import { plain } from '../../stores/history.ts';
import { go, openPhoto } from '../../stores/route.ts';
import { isOpen, useRuns } from '../../stores/runs.ts';
import { say } from '../../stores/toasts.ts';
import { useMedia } from '../browse/use-media.ts';
import { AnswerPane } from './answer-pane.tsx';
import { BatchStrip, LargeBatch } from './batch.tsx';
import { ReviewHeader } from './header.tsx';
import { Pictures } from './pictures.tsx';
import { Queue } from './queue.tsx';
import './review.css';
import { numberIn, type ReviewSession } from './review-session.ts';
import { reviewOf, useReview } from './sessions.ts';

/** One question after another: who is this, answered with the keyboard alone. */
export function ReviewScreen({ event }: { event: EventWithCounts }): ReactNode {
  const session = reviewOf(event.id);
  const queue = useReview(session, (state) => state.queue);
  const current = useReview(session, (state) => state.current);
  const question = useReview(session, (state) => state.question);
  const error = useReview(session, (state) => state.error);
  const timeLeft = useReview(session, (state) => state.timeLeft);
  const number = useReview(session, numberIn);
  const narrow = useMedia('(max-width: 1180px)');
  const short = useMedia('(max-height: 760px)');
  const [larger, setLarger] = useState(false);
  const whole = useHeld('Space');
  const panel = useRef<HTMLDivElement>(null);

  useLetters('review', queue?.letters ?? false);

  useNumberFocus(panel, queue !== null && queue.counts.questions > 0);

  const several = (question?.members.length ?? 0) > 1;
  useCommands('review', {
    digit: ({ key }) => session.type(key),
    eraseDigit: () => session.erase(),
    candidate: ({ key }) => session.choose(key === 'ArrowUp' ? -1 : 1),
    save: () => session.save(),
    saveBatch: () => session.saveBatch(),
    noNumber: () => session.none(),
    otherPerson: () => session.otherPerson(),
    skip: ({ key }) => {
      if (key !== 'ArrowLeft') session.skip();
      else if (!session.goBack()) say({ kind: 'info', text: t('review.back.none') });
    },
    wholePhoto: ({ repeat }) => repeat || whole.hold(),
    batchLarger: () => (several ? setLarger(true) : false),
    photoOfItem: () => (question ? openPhoto(question.members[0]!.photoId) : false),
    back: () => (session.clear() ? undefined : false),
  });

  return (
    <div className="review-screen" ref={panel}>
      <Announcer session={session} />
      {queue === null ? (
        error === null ? (
          <Loading />
        ) : (
          <Failed error={error} again={() => void session.refresh()} />
        )
      ) : queue.counts.questions === 0 ? (
        <NothingLeft event={event.id} />
      ) : (
        <>
          <Queue
            event={event.id}
            queue={queue}
            current={current}
            narrow={narrow}
            onOpen={(id) => session.open(id)}
          />
          <Panel label={t('review.questions')} className="review-centre">
            {question === null ? (
              error === null ? (
                <Loading />
              ) : (
                <Failed error={error} again={() => void session.refresh()} />
              )
            ) : (
              <>
                <ReviewHeader
                  row={queue.rows.find(({ id }) => id === question.row.id) ?? question.row}
                  counts={queue.counts}
                  timeLeft={timeLeft}
                />
                <Pictures
                  key={`${question.row.id} ${question.members[0]!.photoId}`}
                  event={event.id}
                  question={question}
                  whole={whole.held}
                />
                {several && <BatchStrip session={session} number={number} onLarger={() => setLarger(true)} />}
              </>
            )}
          </Panel>
          <AnswerPane session={session} number={number} narrow={narrow} short={short} />
          {larger && several && (
            <LargeBatch session={session} number={number} onClose={() => setLarger(false)} />
          )}
        </>
      )}
      <StatusSlot side="left">
        <StatusKeys command="digit" text={t('review.status.type')} />
        <StatusKeys command="save" text={t('review.status.save')} />
        <StatusKeys command="saveBatch" text={t('review.status.batch')} wide />
        <StatusKeys command="candidate" text={t('review.status.candidate')} />
        <StatusKeys command="noNumber" text={t('review.status.none')} />
        <StatusKeys command="otherPerson" text={t('review.status.other')} wide />
        <StatusKeys command="skip" text={t('review.status.skip')} />
        <StatusKeys command="wholePhoto" text={t('review.status.whole')} wide />
      </StatusSlot>
      <StatusSlot side="right">
        <StatusKeys command="undo" text={t('review.status.undo')} />
        <StatusKeys command="keys" text={t('review.status.keys')} />
      </StatusSlot>
    </div>
  );
}

function NothingLeft({ event }: { event: string }): ReactNode {
  const running = useRuns(({ byId }) => [...byId.values()].some((run) => run.event === event && isOpen(run)));
  return (
    <Panel label={t('review.questions')} className="review-centre">
      <EmptyState
        icon={running ? 'clock' : 'check'}
        kind={running ? 'plain' : 'ok'}
        title={t(running ? 'review.empty.running' : 'review.empty')}
        text={t(running ? 'review.empty.runningText' : 'review.empty.text')}
      >
        {!running && canRun('planExport') && (
          <Button kind="primary" icon="export" command="planExport" onClick={() => runCommand('planExport')}>
            {t('review.plan')}
          </Button>
        )}
        <Button command="browse" onClick={() => go('browse')}>
          {t('review.browse')}
        </Button>
      </EmptyState>
    </Panel>
  );
}

function Loading(): ReactNode {
  return (
    <div className="review-loading" role="status" aria-label={t('review.loading')}>
      <Skeleton className="review-loading__big" />
      <Skeleton className="review-loading__side" />
    </div>
  );
}

function Failed({ error, again }: { error: unknown; again(): void }): ReactNode {
  return (
    <EmptyState icon="warning" kind="bad" title={t('review.failed')} text={sentenceOf(error)}>
      <Button kind="primary" onClick={again}>
        {t('review.again')}
      </Button>
    </EmptyState>
  );
}

/** Says each answer and what is left, once. */
function Announcer({ session }: { session: ReviewSession }): ReactNode {
  const last = useReview(session, (state) => state.last);
  return (
    <p className="unseen" role="status">
      {last && t('review.said', { what: plain(last.action), left: last.left })}
    </p>
  );
}

/**
 * The number has the keyboard once it is there, and again after a button was clicked: Enter saves, and does not press
 * the tab or the button that led here once more.
 */
function useNumberFocus(screen: RefObject<HTMLElement | null>, ready: boolean): void {
  useEffect(() => {
    const element = screen.current;
    if (!ready || element === null) return;
    const number = () => element.querySelector<HTMLElement>('.review-number [role=textbox]');
    number()?.focus({ preventScroll: true });
    const clicked = (event: MouseEvent) => {
      // A key that presses a button leaves the focus there.
      if (event.detail > 0 && event.target instanceof Element && event.target.closest('button'))
        number()?.focus();
    };
    element.addEventListener('click', clicked);
    return () => element.removeEventListener('click', clicked);
  }, [screen, ready]);
}

/** Whether a key is held since `hold` was called; it is let go by its `keyup`, or with the window. */
function useHeld(name: 'Space'): { held: boolean; hold(): void } {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!held) return;
    const release = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.code === name) setHeld(false);
    };
    window.addEventListener('keyup', release);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keyup', release);
      window.removeEventListener('blur', release);
    };
  }, [held, name]);
  return { held, hold: () => setHeld(true) };
}

function StatusKeys({
  command,
  text,
  wide = false,
}: {
  command: Command;
  text: string;
  /** Only where there is room. */
  wide?: boolean;
}): ReactNode {
  return (
    <span className={wide ? 'status__item hide-narrow' : 'status__item'}>
      {capsOf(command).length === 3 ? (
        <Kbd>{capsOf(command).join('')}</Kbd>
      ) : (
        capsOf(command).map((cap) => <Kbd key={cap}>{cap}</Kbd>)
      )}
      {text}
    </span>
  );
}
