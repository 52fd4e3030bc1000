import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { bytes } from '../../../messages/units.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { chooseDestination, saveSightings } from './actions.ts';
import { type ExportSession, useExport } from './export-session.ts';

/** Where to, with what is free there and what is needed. */
export function DestinationField({
  session,
  event,
}: {
  session: ExportSession;
  event: EventWithCounts;
}): ReactNode {
  const destination = useExport(session, (state) => state.destination);
  const plan = useExport(session, (state) => state.plan);
  const there = plan?.destination ?? null;
  const needed = plan?.totals.bytes ?? 0;
  const free = there?.freeBytes ?? null;
  const isFull = free !== null && needed > free;
  if (window.host === undefined) {
    return (
      <div className="field">
        <span className="field__label">{t('export.to')}</span>
        <Note icon="folder">
          {t('export.to.browser')}
          <code className="mono export__command">{t('export.to.browserCommand', { event: event.name })}</code>
          <Button size="small" icon="save" onClick={() => void saveSightings(session, event)}>
            {t('export.to.csv')}
          </Button>
        </Note>
      </div>
    );
  }
  const problem =
    there?.problem?.message ??
    (isFull ? t('export.to.full', { needed: bytes(needed), free: bytes(free) }) : null);
  return (
    <div className={problem === null ? 'field' : 'field field--error'}>
      <span className="field__label">{t('export.to')}</span>
      <button
        type="button"
        className="select export__to"
        aria-label={
          destination === null ? t('export.to.choose') : t('export.to.change', { path: destination.path })
        }
        title={destination?.path}
        onClick={() => void chooseDestination(session)}
      >
        <Icon name={destination === null ? 'folder' : 'drive'} size={14} />
        <span className="ellipsis grow">{destination?.path ?? t('export.to.choose')}</span>
      </button>
      {problem !== null ? (
        <span className="field__error" role="alert">
          {problem}
        </span>
      ) : (
        <span className="field__hint">
          {destination === null
            ? t('export.to.none')
            : free === null
              ? t('export.to.needed', { needed: bytes(needed) })
              : t('export.to.room', { free: bytes(free), needed: bytes(needed) })}
        </span>
      )}
    </div>
  );
}
