import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { Panel } from '../../components/pane.tsx';

export function IngestScreen({ event }: { event: EventWithCounts }): ReactNode {
  return (
    <Panel label={t('ingest.title')}>
      <h1 className="unseen">{event.name}</h1>
    </Panel>
  );
}
