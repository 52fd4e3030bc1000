import type { ReactNode } from 'react';
import { t } from '../../../messages/format.ts';
import { Panel } from '../../components/pane.tsx';

export function StartScreen(): ReactNode {
  return (
    <Panel label={t('start.title')}>
      <h1 className="unseen">{t('start.title')}</h1>
    </Panel>
  );
}
