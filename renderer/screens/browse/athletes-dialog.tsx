import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Entry } from '../../../engine/contract/start-list.ts';
import { t } from '../../../messages/format.ts';
import { count } from '../../../messages/units.ts';
import { EmptyState, Note } from '../../components/blocks.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextInput } from '../../components/field.tsx';
import { textScale } from '../../components/text-scale.ts';
import { engine } from '../../engine/connect.ts';
import { sentenceOf } from '../../engine/errors.ts';
import type { AthleteList } from './rail.tsx';
import { browseFor } from './sessions.ts';
import './athletes-dialog.css';

type Athlete = Entry & { photos: number };

const ROW = 30;

/** The start list with how many photos everybody has; a row shows them. */
export function AthletesDialog({
  event,
  list,
  onClose,
}: {
  event: string;
  list: AthleteList;
  onClose: () => void;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [athletes, setAthletes] = useState<readonly Athlete[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [text, setText] = useState('');

  useEffect(() => {
    let gone = false;
    engine.startList.list({ event }).then(
      (entries) => {
        if (!gone) setAthletes(entries);
      },
      (failure: unknown) => {
        if (!gone) setError(sentenceOf(failure));
      },
    );
    return () => {
      gone = true;
    };
  }, [event]);

  const shown = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return (athletes ?? []).filter((athlete) => {
      if (list === 'without' && athlete.photos > 0) return false;
      const said = [athlete.bib, athlete.name, athlete.team, athlete.category].join(' ').toLowerCase();
      return words.every((word) => said.includes(word));
    });
  }, [athletes, list, text]);

  const show = ({ bib, name }: Athlete) => {
    onClose();
    browseFor(event, [name === null ? { kind: 'bib', text: bib } : { kind: 'athlete', bib, name }]);
  };

  return (
    <Dialog
      title={t(list === 'all' ? 'browse.athletes.title' : 'browse.athletes.without')}
      onClose={onClose}
      initialFocus={input}
      header={
        <span className="muted text-small">{t('browse.athletes.count', { athletes: shown.length })}</span>
      }
    >
      {error !== null && <Note kind="bad">{error}</Note>}
      {athletes?.length === 0 ? (
        <EmptyState icon="list" title={t('browse.athletes.none')} />
      ) : (
        <div className="athletes">
          <TextInput
            ref={input}
            icon="search"
            aria-label={t('browse.athletes.find')}
            placeholder={t('browse.athletes.find')}
            value={text}
            onChange={(change) => setText(change.target.value)}
          />
          <AthleteRows athletes={shown} onShow={show} />
          {athletes !== null && shown.length === 0 && text !== '' && (
            <p className="secondary">{t('browse.athletes.noneFits', { text })}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function AthleteRows({
  athletes,
  onShow,
}: {
  athletes: readonly Athlete[];
  onShow: (athlete: Athlete) => void;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: athletes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * textScale(),
    overscan: 8,
  });
  return (
    <div ref={scroller} className="athletes-rows">
      <ul style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const athlete = athletes[index];
          if (athlete === undefined) return null;
          return (
            <li
              key={`${athlete.bib} ${athlete.name ?? ''}`}
              style={{ transform: `translateY(${start}px)`, height: ROW * textScale() }}
            >
              <button
                type="button"
                disabled={athlete.photos === 0}
                title={athlete.photos === 0 ? undefined : t('browse.athletes.show')}
                onClick={() => onShow(athlete)}
              >
                <b className="athletes-bib">{athlete.bib}</b>
                <span className="grow ellipsis">{athlete.name ?? ''}</span>
                <span className="athletes-team ellipsis muted">
                  {[athlete.category, athlete.team].filter(Boolean).join(' · ')}
                </span>
                <span className="athletes-photos">
                  {t('browse.search.photos', { photos: athlete.photos })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <span className="unseen" role="status">
        {count(athletes.length)}
      </span>
    </div>
  );
}
