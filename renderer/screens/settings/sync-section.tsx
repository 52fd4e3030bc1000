import type { ReactNode } from 'react';
import { t } from '../../../messages/format.ts';
import { EmptyState } from '../../components/blocks.tsx';

/** The place of the studio server. None can be connected yet, and nothing is the worse for it. */
export function SyncSection(): ReactNode {
  return (
    <EmptyState
      icon="cloudOff"
      title={t('settings.sync.none')}
      text={
        <>
          {t('settings.sync.text')} {t('settings.sync.works')}
          <br />
          <span className="muted">{t('settings.sync.later')}</span>
        </>
      }
    />
  );
}
