import type { ReactNode } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { timeOfDay } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { BibChip, Flag, FocusDot, Stars } from '../../components/marks.tsx';
import { media, PhotoImage } from '../../components/photo-image.tsx';
import './loupe.css';

/** The focused photo over the whole grid; the keys of the grid go on working on it. */
export function Loupe({
  event,
  cell,
  timeZone,
  onClose,
}: {
  event: string;
  cell: Cell;
  timeZone: string;
  onClose: () => void;
}): ReactNode {
  return (
    <section className="loupe" aria-label={t('browse.loupe', { name: cell.name })}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button below. */}
      <div className="loupe-photo" onDoubleClick={onClose}>
        {/* The thumbnail is there at once, and the preview comes over it. */}
        <img src={media.thumb(event, cell.id)} alt="" />
        <PhotoImage key={cell.id} src={media.preview(event, cell.id)} alt={cell.name} eager />
      </div>
      <div className="loupe-foot">
        <b>{cell.name}</b>
        {cell.takenAt !== null && <span className="muted">{timeOfDay(cell.takenAt, timeZone)}</span>}
        {cell.flag !== null && <Flag flag={cell.flag} />}
        {cell.focus !== null && <FocusDot focus={cell.focus} />}
        {cell.bibs.map(({ number, state, hit, confidence }) => (
          <BibChip
            key={number}
            number={number}
            state={state}
            hit={hit}
            confidence={confidence}
            size="large"
          />
        ))}
        <span className="grow" />
        <Stars stars={cell.stars} />
        <Button kind="quiet" size="small" command="loupe" onClick={onClose}>
          {t('browse.loupe.close')}
        </Button>
      </div>
    </section>
  );
}
