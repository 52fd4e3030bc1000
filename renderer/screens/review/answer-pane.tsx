import { type ReactNode, useEffect, useId, useState } from 'react';
import type { ReviewCandidate } from '../../../engine/contract/review.ts';
import { t } from '../../../messages/format.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import { Kbd, KeyOf } from '../../components/kbd.tsx';
import { Pane } from '../../components/pane.tsx';
import { media } from '../../components/photo-image.tsx';
import { Text } from '../../components/text.tsx';
import { engine } from '../../engine/connect.ts';
import { capOf, capOfCommand } from '../../keyboard/key-label.ts';
import { sentence, undo } from '../../stores/history.ts';
import type { ReviewSession } from './review-session.ts';
import { useReview } from './sessions.ts';
import { linesOf } from './words.tsx';

/** The number, who it may be, what else can be said, and what was said last. */
export function AnswerPane({
  session,
  number,
  narrow,
  short,
}: {
  session: ReviewSession;
  /** What Enter saves. */
  number: string;
  narrow: boolean;
  short: boolean;
}): ReactNode {
  const candidates = useReview(session, ({ question }) => question?.candidates) ?? [];
  const chosen = useReview(session, ({ typed, chosen }) => (typed === null ? chosen : -1));
  const typing = useReview(session, ({ typed }) => typed !== null);
  const last = useReview(session, (state) => state.last);
  const saving = useReview(session, (state) => state.saving);
  const lit = typing ? candidates.findIndex((candidate) => candidate.number === number) : chosen;
  return (
    <Pane
      key={narrow ? 'narrow' : 'wide'}
      name={narrow ? 'review.right.narrow' : 'review.right'}
      label={t('review.answer')}
      side="right"
      landmark="complementary"
      width={narrow ? 288 : 320}
      min={260}
      className="review-answer"
    >
      <div className="section">
        <span className="heading" id="review-number-label">
          {t('review.number')}
        </span>
        <div className="review-number" data-saving={saving || undefined}>
          {/* biome-ignore lint/a11y/useSemanticElements: an input would take the letters that are keys here, and digits go in whatever has the focus. */}
          <span
            role="textbox"
            aria-labelledby="review-number-label"
            aria-describedby="review-number-known"
            aria-readonly="true"
            tabIndex={0}
            data-panel-focus
            data-testid="review-number"
            className="review-number__text ellipsis"
          >
            {number}
          </span>
          <span className="review-number__caret" aria-hidden="true" />
          <span className="end">
            <KeyOf command="save" />
          </span>
        </div>
        <WhoHas session={session} number={number} candidates={candidates} />
      </div>
      <div className="review-answer__rest">
        <div className="section review-candidates">
          <div className="row heading review-candidates__head">
            {t('review.candidates')}
            <span className="end row">
              <Kbd>{capOf('ArrowUp')}</Kbd>
              <Kbd>{capOf('ArrowDown')}</Kbd>
            </span>
          </div>
          {candidates.length === 0 ? (
            <p className="muted text-small review-candidates__none">{t('review.candidates.none')}</p>
          ) : (
            <Candidates session={session} candidates={candidates} lit={lit} brief={short} />
          )}
        </div>
        <div className="section review-actions">
          <Button icon="ban" command="noNumber" onClick={() => session.none()}>
            {t('review.noNumber')}
          </Button>
          <Button icon="split" command="otherPerson" onClick={() => session.otherPerson()}>
            {t('review.other')}
          </Button>
          <Button icon="chevronRight" aria-keyshortcuts="ArrowRight" onClick={() => session.skip()}>
            {t('review.skip')}
            <Kbd>{capOf('ArrowRight')}</Kbd>
          </Button>
          <Button icon="undo" command="undo" onClick={() => void undo()}>
            {t('review.undo')}
          </Button>
        </div>
        <span className="grow" />
      </div>
      {last && !short && !last.action.undone && (
        <div className="section review-last">
          <Note
            kind="ok"
            icon="check"
            actions={
              <Button kind="quiet" size="small" onClick={() => void undo(last.action.id)}>
                {t('toast.undo')}
              </Button>
            }
          >
            {sentence(last.action)}
          </Note>
        </div>
      )}
    </Pane>
  );
}

function Candidates({
  session,
  candidates,
  lit,
  brief,
}: {
  session: ReviewSession;
  candidates: readonly ReviewCandidate[];
  lit: number;
  /** Evidence of the chosen one only. */
  brief: boolean;
}): ReactNode {
  const id = useId();
  return (
    <div
      role="listbox"
      aria-label={t('review.candidates')}
      aria-activedescendant={lit >= 0 ? `${id}-${lit}` : undefined}
      tabIndex={0}
    >
      {candidates.map((candidate, at) => {
        const { number, percent, entries, faceId } = candidate;
        const names = entries.map(({ name }) => name ?? t('review.number.noName')).join(', ');
        const [entry] = entries;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys choose, wherever the focus is.
          <div
            key={number}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === lit}
            className={classNames('review-candidate', at === lit && 'review-candidate--on')}
            onClick={() => session.chooseAt(at)}
          >
            <div className="row">
              <FaceOf event={session.event} faceId={faceId} />
              <div className="grow">
                <div className="row">
                  <b className="text-title">{number}</b>
                  <span className="ellipsis">{names}</span>
                </div>
                <div className="text-caption ellipsis review-candidate__detail">
                  {[entry?.category, entry?.team].filter(Boolean).join(' · ')}
                </div>
              </div>
              <b className="text-title nowrap">{percent}%</b>
            </div>
            {(!brief || at === lit) && (
              <div className="review-candidate__why">
                {linesOf(candidate).map(({ key, icon, text, end }) => (
                  <div key={key} className="row text-small">
                    <Icon name={icon} size={13} />
                    <span className="grow ellipsis">{text}</span>
                    <span>{end ?? '—'}</span>
                  </div>
                ))}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

function FaceOf({ event, faceId }: { event: string; faceId: string | null }): ReactNode {
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span className="review-candidate__face">
      {faceId === null || failed === faceId ? (
        <Icon name="people" size={18} />
      ) : (
        <img
          key={faceId}
          src={media.face(event, faceId)}
          alt=""
          draggable={false}
          onError={() => setFailed(faceId)}
        />
      )}
    </span>
  );
}

/** Who has the number in the field, said while it is typed. */
function WhoHas({
  session,
  number,
  candidates,
}: {
  session: ReviewSession;
  number: string;
  candidates: readonly ReviewCandidate[];
}): ReactNode {
  const names = useNames(session.event, number, candidates);
  return (
    <div id="review-number-known" role="status" className="text-small muted review-number__known">
      {number === '' ? (
        t('review.number.empty', { key: capOfCommand('noNumber') })
      ) : names === null ? (
        ' '
      ) : names.length === 0 ? (
        <span className="warn">{t('review.number.unlisted')}</span>
      ) : names.length === 1 ? (
        <Text id="review.number.listed" values={{ name: names[0] ?? '' }} />
      ) : (
        <Text id="review.number.several" values={{ count: names.length, names: names.join(', ') }} />
      )}
    </div>
  );
}

/** Names on the start list of a number; null until they are known. */
function useNames(
  event: string,
  number: string,
  candidates: readonly ReviewCandidate[],
): readonly string[] | null {
  const candidate = candidates.find((one) => one.number === number);
  const [found, setFound] = useState<{ number: string; names: readonly string[] } | null>(null);
  const ask = candidate === undefined && number !== '';
  useEffect(() => {
    if (!ask) return;
    const away = new AbortController();
    engine.search.suggest({ event, text: number, limit: 12 }, { signal: away.signal }).then(
      (list) =>
        setFound({
          number,
          names: list.flatMap(({ token }) =>
            token.kind === 'athlete' && token.bib.toUpperCase() === number ? [token.name] : [],
          ),
        }),
      () => {},
    );
    return () => away.abort();
  }, [event, number, ask]);
  if (candidate) return candidate.entries.map(({ name }) => name ?? t('review.number.noName'));
  return found?.number === number ? found.names : null;
}
