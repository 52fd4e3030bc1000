import type { ReactNode } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { timeOfDay } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { BibChip, StarsInput } from '../../components/marks.tsx';
import { media, PhotoImage } from '../../components/photo-image.tsx';
import type { BrowseSession } from './browse-session.ts';
import { labelColours, type PhotoActions } from './photo-actions.ts';
import { isSelected } from './selection.ts';
import { useBrowse } from './sessions.ts';
import './many-selected.css';

/** Pictures of the selection that are shown. */
const PICTURES = 8;
/** Cells that are looked through for what is selected: those near the screen. */
const LOOKED_AT = 600;
const BIBS = 12;

/** What several selected photos have in common, and what can be done to all of them. */
export function ManySelected({
  session,
  timeZone,
  photos,
  actions,
  onTag,
  onCompare,
}: {
  session: BrowseSession;
  timeZone: string;
  photos: number;
  actions: PhotoActions;
  onTag: () => void;
  onCompare: () => void;
}): ReactNode {
  const selection = useBrowse(session, (state) => state.selection);
  const total = useBrowse(session, ({ layout }) => layout?.total ?? 0);
  const around = selection.focus?.index ?? 0;
  const cells: Cell[] = [];
  const seen = new Set<string>();
  const from = Math.max(0, around - LOOKED_AT / 2);
  for (let index = from; index < Math.min(total, from + LOOKED_AT); index++) {
    const cell = session.cellAt(index);
    if (cell === undefined || seen.has(cell.id) || !isSelected(selection, { index, id: cell.id })) continue;
    seen.add(cell.id);
    cells.push(cell);
  }
  const times = cells.map(({ takenAt }) => takenAt).filter((time) => time !== null);
  const bibs = [
    ...new Map(cells.flatMap((cell) => cell.bibs.map((bib) => [bib.number, bib] as const))).values(),
  ];
  const stars = new Set(cells.map((cell) => cell.stars));
  return (
    <>
      <div className="many">
        {cells.slice(0, PICTURES).map(({ id, name }) => (
          <PhotoImage key={id} src={media.thumb(session.event, id)} alt={name} fit="cover" />
        ))}
      </div>
      <div className="inspector-part">
        <b>{t('browse.many.title', { photos })}</b>
        {times.length > 0 && (
          <p className="text-small secondary">
            {t('browse.many.times', {
              from: timeOfDay(Math.min(...times), timeZone),
              to: timeOfDay(Math.max(...times), timeZone),
            })}
          </p>
        )}
      </div>
      <div className="inspector-part many-actions">
        <span className="heading">{t('browse.many.rating')}</span>
        <StarsInput
          stars={stars.size === 1 ? ([...stars][0] ?? 0) : 0}
          onChange={(value) => void actions.rate(value)}
        />
        <span className="heading">{t('browse.many.flag')}</span>
        <span className="many-buttons">
          <Button size="small" icon="flag" command="pick" onClick={() => void actions.flag('pick')}>
            {t('browse.do.pick')}
          </Button>
          <Button size="small" icon="cross" command="reject" onClick={() => void actions.flag('reject')}>
            {t('browse.do.reject')}
          </Button>
          <Button size="small" command="unflag" onClick={() => void actions.flag(null)}>
            {t('browse.do.unflag')}
          </Button>
        </span>
        <span className="heading">{t('browse.many.label')}</span>
        <span className="many-buttons">
          {labelColours.map((label) => (
            <Button
              key={label}
              size="small"
              kind="quiet"
              aria-label={t('browse.filter.label', { colour: t(`history.label.${label}`) })}
              title={t(`history.label.${label}`)}
              onClick={() => void actions.label(label)}
            >
              <span className="label-swatch" data-label={label} aria-hidden="true" />
            </Button>
          ))}
          <Button size="small" kind="quiet" onClick={() => void actions.label(null)}>
            {t('browse.do.noLabel')}
          </Button>
        </span>
      </div>
      <div className="inspector-part">
        <h2 className="heading">{t('browse.many.bibs')}</h2>
        <div className="many-buttons">
          {bibs.slice(0, BIBS).map(({ number, state }) => (
            <BibChip key={number} number={number} state={state} size="large" />
          ))}
          {bibs.length > BIBS && <span className="muted">+{bibs.length - BIBS}</span>}
        </div>
        <div className="many-buttons">
          <Button size="small" icon="bib" command="typeBib" onClick={onTag}>
            {t('browse.many.tag')}
          </Button>
          <Button size="small" command="pasteBibs" onClick={() => void actions.pasteBibs()}>
            {t('browse.many.paste')}
          </Button>
          <Button size="small" command="compare" onClick={onCompare}>
            {t('browse.many.compare')}
          </Button>
        </div>
      </div>
    </>
  );
}
