import type { ReactNode } from 'react';
import { t } from '../../../messages/format.ts';
import { Note, Skeleton } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import type { Asked } from './use-asked.ts';

/** Stands where an answer is not there yet, or says why it is not and asks again. */
export function Waiting({ asked: { error, ask } }: { asked: Asked<unknown> }): ReactNode {
  if (error === null)
    return (
      <div role="status" aria-label={t('settings.loading')}>
        <Skeleton className="settings__skeleton" />
      </div>
    );
  return (
    <Note
      kind="bad"
      role="alert"
      actions={
        <Button size="small" icon="retry" onClick={() => void ask()}>
          {t('settings.again')}
        </Button>
      }
    >
      <b>{t('settings.failed')}.</b> {error}
    </Note>
  );
}
