import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { Panel } from '../../components/pane.tsx';

export function PhotoScreen({ event }: { event: EventWithCounts; photo: string }): ReactNode {
  return (
    <Panel label={t('photo.title')}>
      <h1 className="unseen">{event.name}</h1>
    </Panel>
  );
}
