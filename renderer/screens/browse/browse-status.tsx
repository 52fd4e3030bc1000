import type { ReactNode } from 'react';
import { say, t } from '../../../messages/format.ts';
import { bytes, count } from '../../../messages/units.ts';
import { Icon } from '../../components/icon.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { capOfCommand } from '../../keyboard/key-label.ts';
import type { Command } from '../../keyboard/keymap.ts';
import type { BrowseSession } from './browse-session.ts';
import { countSelected } from './selection.ts';
import { useBrowse } from './sessions.ts';
import { useDetail } from './use-detail.ts';

/** Keys that are worth a place in the status bar. */
const keys = ['loupe', 'photo', 'typeBib', 'nextToReview'] as const satisfies readonly Command[];

/** How much is shown and selected, and the keys that are used most. */
export function BrowseStatus({ session }: { session: BrowseSession }): ReactNode {
  const layout = useBrowse(session, (state) => state.layout);
  const selected = useBrowse(session, ({ selection }) => countSelected(selection, layout?.photos ?? 0));
  const focus = useBrowse(session, ({ selection }) => selection.focus?.id ?? null);
  const detail = useDetail(session, selected === 1 ? focus : null);
  const size = detail?.files.reduce((sum, file) => sum + file.size, 0) ?? null;
  if (layout === null) return null;
  return (
    <>
      <StatusSlot side="left">
        <span className="status__item">
          <Icon name="image" size={14} />
          {t('browse.status.of', { found: count(layout.photos), all: layout.photosOfEvent })}
        </span>
        {selected > 0 && (
          <span className="status__item">
            {size !== null && selected === 1
              ? t('browse.status.selectedSize', { photos: selected, size: bytes(size) })
              : t('browse.status.selected', { photos: selected })}
          </span>
        )}
        {layout.waiting > 0 && (
          <span className="status__item hide-narrow">
            {t('browse.status.waiting', { photos: layout.waiting })}
          </span>
        )}
      </StatusSlot>
      <StatusSlot side="right">
        {keys.map((command) => (
          <span key={command} className="status__item hide-narrow browse-key">
            <Kbd>{capOfCommand(command)}</Kbd>
            {say(`keys.${command}`)}
          </span>
        ))}
      </StatusSlot>
    </>
  );
}
