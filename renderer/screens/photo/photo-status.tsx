import type { ReactNode } from 'react';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import { t } from '../../../messages/format.ts';
import { Kbd } from '../../components/kbd.tsx';
import { FocusDot } from '../../components/marks.tsx';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { capsOf } from '../../keyboard/key-label.ts';
import type { Command } from '../../keyboard/keymap.ts';
import { exposureOf, filesOf } from './photo-facts.tsx';

/** What the status bar says of the photo that is shown, and its keys. */
export function PhotoStatus({ detail }: { detail: PhotoDetail | null }): ReactNode {
  return (
    <>
      <StatusSlot side="left">
        {detail !== null && (
          <>
            <span>{filesOf(detail)}</span>
            <span className="hide-narrow">{exposureOf(detail)}</span>
            {detail.cell.focus !== null && (
              <span className="row">
                <FocusDot focus={detail.cell.focus} label={false} />
                {t(`photo.focus.${detail.cell.focus}`)}
              </span>
            )}
          </>
        )}
      </StatusSlot>
      <StatusSlot side="right">
        <Keys command="photoStep" text={t('photo.keys.photo')} />
        <Keys command="athlete" text={t('photo.keys.athlete')} />
        <Keys command="zoomFace" text={t('photo.keys.full')} first />
        <Keys command="rate" text={t('photo.keys.rating')} wide />
        <span className="status__item hide-narrow">
          <Kbd>P</Kbd>
          <Kbd>X</Kbd>
          <Kbd>U</Kbd>
          {t('photo.keys.flag')}
        </span>
      </StatusSlot>
    </>
  );
}

/** Keys of a command with what they do. */
function Keys({
  command,
  text,
  first = false,
  wide = false,
}: {
  command: Command;
  text: string;
  /** Its first key alone. */
  first?: boolean;
  /** Only where there is room. */
  wide?: boolean;
}): ReactNode {
  const caps = capsOf(command);
  return (
    <span className={wide ? 'status__item hide-narrow' : 'status__item'}>
      {(first ? caps.slice(0, 1) : caps).map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
      {text}
    </span>
  );
}
