import type { ReactNode } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { engine } from '../../engine/connect.ts';
import { perform } from '../../stores/history.ts';
import { AthletesDialog } from './athletes-dialog.tsx';
import { BibDialog } from './bib-dialog.tsx';
import type { BrowseSession } from './browse-session.ts';
import { Compare } from './compare.tsx';
import { FaceSearch } from './face-search.tsx';
import type { PhotoActions } from './photo-actions.ts';
import type { AthleteList } from './rail.tsx';
import { addTokens } from './token-text.ts';

/** What lies over Browse. */
export type BrowseOver =
  | { kind: 'face'; picture: File | null }
  | { kind: 'tag' }
  | { kind: 'change'; photoId: string; sighting: NamedSighting }
  | { kind: 'athletes'; list: AthleteList }
  | { kind: 'compare'; cells: readonly Cell[]; sharpest: string | null };

export function BrowseDialogs({
  session,
  actions,
  over,
  selected,
  onChange,
}: {
  session: BrowseSession;
  actions: PhotoActions;
  over: BrowseOver | null;
  /** Photos that are selected. */
  selected: number;
  onChange: (over: BrowseOver | null) => void;
}): ReactNode {
  const { event } = session;
  return (
    <>
      {over?.kind === 'face' && (
        <FaceSearch
          event={event}
          picture={over.picture}
          onClose={() => onChange(null)}
          onFace={(embedding) => {
            const { tokens } = session.state.query;
            const token = { kind: 'selfie', embedding, minSimilarity: null } as const;
            void session.change({ tokens: addTokens(tokens, [token]) });
          }}
        />
      )}
      {over?.kind === 'tag' && (
        <BibDialog
          event={event}
          title={t('browse.tag.title', { photos: Math.max(1, selected) })}
          action={t('browse.tag.do', { photos: Math.max(1, selected) })}
          several
          onDone={(numbers) => void actions.tag(numbers)}
          onClose={() => onChange(null)}
        />
      )}
      {over?.kind === 'change' && (
        <BibDialog
          event={event}
          title={t('browse.tag.change', { number: over.sighting.number })}
          action={t('browse.tag.changeDo')}
          several={false}
          onDone={([to]) => to !== undefined && void actions.correct(over.photoId, over.sighting, to)}
          onClose={() => onChange(null)}
        />
      )}
      {over?.kind === 'athletes' && (
        <AthletesDialog event={event} list={over.list} onClose={() => onChange(null)} />
      )}
      {over?.kind === 'compare' && (
        <Compare
          event={event}
          cells={over.cells}
          sharpest={over.sharpest}
          onClose={() => onChange(null)}
          onRate={({ id }, stars) => {
            onChange({ ...over, cells: over.cells.map((one) => (one.id === id ? { ...one, stars } : one)) });
            void perform(
              () => engine.photos.setStars({ event: event, selection: { ids: [id] }, stars }),
              event,
            );
          }}
          onFlag={({ id }, flag) => {
            onChange({ ...over, cells: over.cells.map((one) => (one.id === id ? { ...one, flag } : one)) });
            void perform(
              () => engine.photos.setFlag({ event: event, selection: { ids: [id] }, flag }),
              event,
            );
          }}
        />
      )}
    </>
  );
}
