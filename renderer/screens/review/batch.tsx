import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import type { ReviewMember } from '../../../engine/contract/review.ts';
import { t } from '../../../messages/format.ts';
import { confidence } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { media } from '../../components/photo-image.tsx';
import { capOfCommand } from '../../keyboard/key-label.ts';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { CroppedPhoto } from './cropped-photo.tsx';
import { memberKey, type ReviewSession } from './review-session.ts';
import { useReview } from './sessions.ts';

/** The sightings that one answer settles: who is not the same is left out. */
export function BatchStrip({
  session,
  number,
  onLarger,
}: {
  session: ReviewSession;
  /** What the answer sets; empty where nothing is typed or chosen. */
  number: string;
  onLarger(): void;
}): ReactNode {
  const members = useReview(session, ({ question }) => question?.members) ?? [];
  const leftOut = useReview(session, (state) => state.leftOut);
  return (
    <section className="review-batch" aria-label={t('review.batch')} data-panel tabIndex={-1}>
      <div className="row review-batch__head">
        <b className="nowrap">{titleOf(members.length, number)}</b>
        <span className="muted text-small hide-narrow ellipsis">
          {t('review.batch.out', { count: leftOut.size, key: capOfCommand('wholePhoto') })}
        </span>
        <span className="end row">
          <Button size="small" command="batchLarger" onClick={onLarger}>
            {t('review.batch.larger')}
          </Button>
          <SetButton session={session} count={members.length - leftOut.size} number={number} />
        </span>
      </div>
      <Members session={session} members={members} className="review-strip" />
    </section>
  );
}

/** The same on the whole window, with the crops as large as there is room. */
export function LargeBatch({
  session,
  number,
  onClose,
}: {
  session: ReviewSession;
  number: string;
  onClose(): void;
}): ReactNode {
  const members = useReview(session, ({ question }) => question?.members) ?? [];
  const leftOut = useReview(session, (state) => state.leftOut);
  return (
    <Dialog
      title={titleOf(members.length, number)}
      size="large"
      onClose={onClose}
      actions={
        <>
          <span className="muted text-small grow">
            {t('review.batch.out', { count: leftOut.size, key: capOfCommand('wholePhoto') })}
          </span>
          <SetButton
            session={session}
            count={members.length - leftOut.size}
            number={number}
            onDone={onClose}
          />
        </>
      }
    >
      <LargeKeys session={session} onClose={onClose} />
      <Members session={session} members={members} className="review-large" large />
    </Dialog>
  );
}

/** What acts while the batch lies over the screen. */
function LargeKeys({ session, onClose }: { session: ReviewSession; onClose(): void }): ReactNode {
  useCommands('review', {
    batchLarger: onClose,
    digit: ({ key }) => session.type(key),
    eraseDigit: () => session.erase(),
    saveBatch: () => {
      onClose();
      session.saveBatch();
    },
  });
  return null;
}

const titleOf = (count: number, number: string): string =>
  number === '' ? t('review.batch.who', { count }) : t('review.batch.all', { count, number });

function SetButton({
  session,
  count,
  number,
  onDone,
}: {
  session: ReviewSession;
  count: number;
  number: string;
  onDone?(): void;
}): ReactNode {
  return (
    <Button
      kind="primary"
      command="saveBatch"
      disabled={number === '' || count === 0}
      onClick={() => {
        onDone?.();
        session.saveBatch();
      }}
    >
      {t('review.batch.set', { count, number: number === '' ? '…' : number })}
    </Button>
  );
}

function Members({
  session,
  members,
  className,
  large = false,
}: {
  session: ReviewSession;
  members: readonly ReviewMember[];
  className: string;
  large?: boolean;
}): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const leftOut = useReview(session, (state) => state.leftOut);
  const cursor = useReview(session, (state) => state.cursor);
  useEffect(() => {
    if (large) list.current?.focus();
  }, [large]);
  useEffect(() => {
    document.getElementById(`${id}-${cursor}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id, cursor]);

  const key = (event: KeyboardEvent) => {
    const columns = columnsOf(list.current);
    const to: Partial<Record<string, number>> = {
      ArrowLeft: cursor - 1,
      ArrowRight: cursor + 1,
      ...(large ? { ArrowUp: cursor - columns, ArrowDown: cursor + columns } : {}),
      Home: 0,
      End: members.length - 1,
    };
    const next = to[event.key];
    if (event.key === ' ') session.toggle(cursor);
    else if (next !== undefined && !event.shiftKey && !event.altKey) session.moveCursor(next);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={list}
      role="listbox"
      aria-multiselectable="true"
      aria-label={t('review.batch')}
      aria-activedescendant={`${id}-${cursor}`}
      tabIndex={0}
      className={className}
      onKeyDown={key}
    >
      {members.map((member, at) => {
        const out = leftOut.has(memberKey(member));
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list's own keys move and leave out.
          <div
            key={memberKey(member)}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={!out}
            aria-label={saidOf(member, out)}
            title={member.name}
            className={classNames(
              'review-member',
              out && 'review-member--out',
              at === cursor && 'review-member--cursor',
            )}
            onClick={() => session.toggle(at)}
          >
            <CroppedPhoto
              src={
                large
                  ? media.preview(session.event, member.photoId)
                  : media.thumb(session.event, member.photoId)
              }
              alt=""
              aspect={member.aspect}
              crop={member.crop}
            />
            <span className={classNames('review-member__sign', out ? 'bad' : 'ok')}>
              <Icon name={out ? 'cross' : 'check'} size={11} />
            </span>
            {large && member.read && (
              <span className="review-member__read" aria-hidden="true">
                {member.read.number} · {confidence(member.read.confidence)}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

function saidOf({ name, read }: ReviewMember, out: boolean): string {
  const state = out ? 'out' : 'in';
  if (read === null) return t('review.batch.member', { name, state });
  return t('review.batch.memberRead', {
    name,
    state,
    number: read.number,
    confidence: confidence(read.confidence),
  });
}

/** Members in a row, as they are laid out now. */
function columnsOf(list: HTMLElement | null): number {
  if (!list) return 1;
  return Math.max(1, getComputedStyle(list).gridTemplateColumns.split(' ').length);
}
