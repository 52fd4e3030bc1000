import type { ReactNode } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { BibChip, BibNote } from '../../components/marks.tsx';
import { media, PhotoImage } from '../../components/photo-image.tsx';
import { go, openPhoto } from '../../stores/route.ts';
import { photoName } from '../browse/cell-words.ts';

/** Bibs on a photo before they are only counted. */
const CHIPS = 2;

/** What was read last, the newest first: each photo can be found already. */
export function JustRead({
  event,
  cells,
  isRunning,
}: {
  event: EventWithCounts;
  cells: readonly Cell[];
  isRunning: boolean;
}): ReactNode {
  return (
    <section className="just-read" aria-label={t('ingest.justRead')}>
      <div className="row just-read__head">
        <h2 className="heading">{t('ingest.justRead')}</h2>
        <span className="muted text-small ellipsis">{t('ingest.justRead.text')}</span>
        <span className="grow" />
        <Button kind="quiet" size="small" command="browse" onClick={() => go('browse')}>
          {t('ingest.justRead.open')}
        </Button>
      </div>
      {cells.length === 0 && isRunning && <p className="muted text-small">{t('ingest.justRead.none')}</p>}
      <ul className="just-read__cells">
        {cells.map((cell) => (
          <li key={cell.id}>
            <button
              type="button"
              className="just-read__cell"
              data-photo={cell.id}
              aria-label={photoName(cell, event.timeZone)}
              onClick={() => openPhoto(cell.id)}
            >
              <PhotoImage src={media.thumb(event.id, cell.id)} alt="" fit="cover" />
              <span className="just-read__bibs" aria-hidden="true">
                {cell.bibs.slice(0, CHIPS).map(({ number, state }) => (
                  <BibChip key={number} number={number} state={state} onPhoto />
                ))}
                {cell.bibs.length > CHIPS && <BibNote onPhoto>+{cell.bibs.length - CHIPS}</BibNote>}
                {cell.state === 'reading' && (
                  <BibNote icon="clock" onPhoto>
                    {t('bib.reading')}
                  </BibNote>
                )}
                {cell.state === 'ready' && cell.bibs.length === 0 && (
                  <BibNote onPhoto>{t('browse.cell.noBib', { faces: cell.faces })}</BibNote>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
