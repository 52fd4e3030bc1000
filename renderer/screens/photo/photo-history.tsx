import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import { t } from '../../../messages/format.ts';
import { clock } from '../../../messages/units.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { plain, sentence, undo } from '../../stores/history.ts';

/** What was done to the photo, newest first; each can be undone by itself. */
export function PhotoHistory({ event, detail }: { event: EventWithCounts; detail: PhotoDetail }): ReactNode {
  if (detail.history.length === 0) {
    return <EmptyState icon="clock" title={t('photo.history.empty')} text={t('photo.history.emptyText')} />;
  }
  return (
    <ul className="deeds">
      {detail.history.map((action) => (
        <li key={action.id} className={classNames('section', 'row', action.undone && 'deeds__undone')}>
          <span className="grow">
            <span className="deeds__what">{sentence(action)}</span>
            <span className="muted text-small">
              {t('photo.history.by', { author: action.author, time: clock(action.at, event.timeZone) })}
            </span>
          </span>
          {action.undone ? (
            <span className="muted text-small">{t('photo.history.undone')}</span>
          ) : (
            <Button
              kind="quiet"
              size="small"
              icon="undo"
              aria-label={t('photo.history.undo', { what: plain(action) })}
              onClick={() => void undo(action.id, event.id)}
            >
              {t('photo.rejected.undo')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
