import { type ReactNode, useEffect } from 'react';
import type { Merge, MergeEvidence, Person } from '../../../engine/contract/people.ts';
import { pieces, t } from '../../../messages/format.ts';
import { clock, confidence } from '../../../messages/units.ts';
import { Count, EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Kbd, KeyOf } from '../../components/kbd.tsx';
import { BibChip } from '../../components/marks.tsx';
import { PaneHead } from '../../components/pane.tsx';
import { media } from '../../components/photo-image.tsx';
import { capOf, capOfCommand } from '../../keyboard/key-label.ts';
import { evidenceLine, type Side } from './evidence-words.ts';
import { Face } from './face.tsx';
import type { MergeQueue } from './merge-queue.ts';
import { NoNumber } from './person-card.tsx';
import { nameOf, shortly } from './person-words.ts';
import { useMerges } from './sessions.ts';
import './merge-pane.css';

/** Faces below the large one of each side. */
const MORE = 4;

/** Two persons who may be one, beside each other, with what speaks for it and against it. */
export function MergePane({
  event,
  timeZone,
  queue,
  onAnswer,
}: {
  event: string;
  timeZone: string;
  queue: MergeQueue;
  onAnswer(same: boolean): void;
}): ReactNode {
  const list = useMerges(queue, (state) => state.list);
  const total = useMerges(queue, (state) => state.total);
  const at = useMerges(queue, (state) => state.at);
  const compared = useMerges(queue, (state) => state.compared);
  const merge = compared ?? list?.[at] ?? null;
  usePicturesOf(event, list?.[at + 1] ?? null);
  return (
    <section
      aria-label={t(compared ? 'people.compare' : 'people.merges')}
      data-zone="merges"
      className="merges"
    >
      <PaneHead>
        <h2 className="strong">{t(compared ? 'people.compare' : 'people.merges')}</h2>
        {compared ? (
          <Button kind="quiet" size="small" className="end" onClick={() => queue.endComparison()}>
            {t('people.compare.close')}
            <Kbd>{capOf('Escape')}</Kbd>
          </Button>
        ) : (
          total > 0 && (
            <>
              <Count kind="accent">{total}</Count>
              <span className="end muted text-small">{t('people.merges.place', { n: at + 1, total })}</span>
              <Button
                kind="quiet"
                size="small"
                icon="chevronLeft"
                aria-label={t('people.merges.previous')}
                onClick={() => queue.step(-1)}
              />
              <Button
                kind="quiet"
                size="small"
                icon="chevronRight"
                aria-label={t('people.merges.next')}
                onClick={() => queue.step(1)}
              />
            </>
          )
        )}
      </PaneHead>
      {merge ? (
        <Question
          event={event}
          timeZone={timeZone}
          merge={merge}
          place={compared ? null : { n: at + 1, total }}
          onAnswer={onAnswer}
          onLater={() => queue.step(1)}
        />
      ) : list === null ? (
        <p role="status" className="section muted text-small">
          {t('people.merges.waiting')}
        </p>
      ) : (
        <div className="merges__none">
          <EmptyState
            icon="merge"
            title={t('people.merges.none')}
            text={t('people.merges.none.text', {
              select: capOfCommand('selectPerson'),
              compare: capOfCommand('comparePeople'),
            })}
          />
        </div>
      )}
    </section>
  );
}

function Question({
  event,
  timeZone,
  merge,
  place,
  onAnswer,
  onLater,
}: {
  event: string;
  timeZone: string;
  merge: Merge;
  /** Among the suggestions; null of a comparison. */
  place: { n: number; total: number } | null;
  onAnswer(same: boolean): void;
  onLater(): void;
}): ReactNode {
  // Who has a number is on the left: the photos of the other one move there.
  const [left, right] =
    merge.a.number === null && merge.b.number !== null ? [merge.b, merge.a] : [merge.a, merge.b];
  const number = left.number ?? right.number;
  const likeness = confidence(merge.likeness);
  return (
    <div className="section">
      {place && (
        <p role="status" className="unseen">
          {t('people.merge.announced', {
            ...place,
            one: shortly(left),
            other: shortly(right),
            value: likeness,
          })}
        </p>
      )}
      <div className="merge">
        <SideOf event={event} timeZone={timeZone} person={left} />
        <div className="merge__alike" role="img" aria-label={t('people.merge.likeness', { value: likeness })}>
          <b className="text-heading">{likeness}</b>
          <span className="text-caption muted">{t('people.merge.alike')}</span>
        </div>
        <SideOf event={event} timeZone={timeZone} person={right} />
      </div>
      <ul className="merge__why" aria-label={t('people.merge.why')}>
        {merge.evidence.map((evidence) => (
          <Why key={JSON.stringify(evidence)} evidence={evidence} />
        ))}
      </ul>
      <div className="merge__answers">
        <Button kind="primary" command="same" className="grow" onClick={() => onAnswer(true)}>
          {t('people.merge.same')}
        </Button>
        <Button command="different" className="grow" onClick={() => onAnswer(false)}>
          {t('people.merge.different')}
        </Button>
        {place && (
          <Button kind="quiet" onClick={onLater}>
            {t('people.merge.later')}
            <span className="merge__elsewhere">
              <KeyOf command="mergeLater" />
            </span>
            <span className="merge__here">
              <Kbd>{capOf('ArrowRight')}</Kbd>
            </span>
          </Button>
        )}
      </div>
      <p className="muted text-small merge__moves">
        {number === null
          ? t('people.merge.joins', { photos: left.photos + right.photos })
          : t('people.merge.moves', { photos: merge.moves, number })}
      </p>
    </div>
  );
}

function SideOf({ event, timeZone, person }: { event: string; timeZone: string; person: Person }): ReactNode {
  const { number, entries, photos, firstAt, lastAt, covers } = person;
  const name = nameOf(entries);
  const from = firstAt === null ? '' : clock(firstAt, timeZone);
  const to = lastAt === null ? '' : clock(lastAt, timeZone);
  return (
    <div className="merge__side">
      {covers[0] ? (
        <Face key={covers[0].id} event={event} face={covers[0].id} className="merge__face" eager />
      ) : (
        <span className="merge__face skeleton" />
      )}
      <div className="row merge__who">
        {number === null ? <NoNumber large /> : <BibChip number={number} state="accepted" size="large" />}
        {name !== null && <span className="ellipsis strong">{name}</span>}
      </div>
      <div className="muted text-small">
        {from === ''
          ? t('people.photos', { photos })
          : from === to
            ? t('people.merge.seenOnce', { photos, from })
            : t('people.merge.seen', { photos, from, to })}
      </div>
      <div className="merge__more">
        {covers.slice(1, MORE + 1).map(({ id }) => (
          <Face key={id} event={event} face={id} eager />
        ))}
      </div>
    </div>
  );
}

const signs = { for: 'check', against: 'warning', neither: 'clock' } as const;
const tones = { for: 'ok', against: 'warn', neither: 'muted' } as const;

function Why({ evidence }: { evidence: MergeEvidence }): ReactNode {
  const { side, id, values } = evidenceLine(evidence);
  const said = pieces<ReactNode>(id, values, (text, index) => <b key={index}>{text}</b>);
  return (
    <li className="merge__line">
      <Icon name={signs[side]} size={13} className={tones[side]} />
      <span>
        <SideWord side={side} />
        {said}
      </span>
    </li>
  );
}

/** What the sign and its colour say, for whoever does not see them. */
function SideWord({ side }: { side: Side }): ReactNode {
  if (side === 'neither') return null;
  return <span className="unseen">{t(side === 'for' ? 'people.why.for' : 'people.why.against')} </span>;
}

/** Has the pictures of the next suggestion ready, so that no answer waits for them. */
function usePicturesOf(event: string, merge: Merge | null): void {
  const faces =
    merge === null ? '' : [merge.a, merge.b].flatMap(({ covers }) => covers.map(({ id }) => id)).join(' ');
  useEffect(() => {
    const pictures = faces
      .split(' ')
      .filter(Boolean)
      .map((face) => {
        const picture = new Image();
        picture.src = media.face(event, face);
        return picture;
      });
    return () => {
      for (const picture of pictures) if (!picture.complete) picture.src = '';
    };
  }, [event, faces]);
}
