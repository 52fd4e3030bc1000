import { type ReactNode, useEffect, useState } from 'react';
import type { IngestRun } from '../../engine/contract/ingest.ts';
import { engineSentence, t } from '../../messages/format.ts';
import { percent } from '../../messages/units.ts';
import { openEvent } from '../stores/route.ts';
import { useRuns } from '../stores/runs.ts';
import { say } from '../stores/toasts.ts';
import { newsOf } from './run-news.ts';

/** Says how runs get on: quarters to assistive technology alone, ends and what stops a run to everybody. */
export function RunAnnouncer(): ReactNode {
  const [spoken, setSpoken] = useState('');
  useEffect(
    () =>
      useRuns.subscribe(({ byId }, { byId: before }) => {
        for (const run of byId.values()) {
          const was = before.get(run.id);
          if (was === run) continue;
          const news = newsOf(was ?? null, run);
          if (news?.kind === 'milestone')
            setSpoken(
              t('run.milestone', {
                percent: percent(news.share),
                source: run.source.name,
                searchable: run.searchable,
              }),
            );
          else if (news) tell(run, news.kind);
        }
      }),
    [],
  );
  return (
    <div role="status" className="unseen">
      {spoken}
    </div>
  );
}

function tell(run: IngestRun, kind: 'done' | 'cancelled' | 'failed' | 'waiting'): void {
  const source = run.source.name;
  const action = { label: t('run.show'), run: () => openEvent(run.event, 'ingest') };
  const reason = engineSentence(run.reason?.message ?? '');
  const { searchable, problems } = run;
  if (kind === 'done')
    say({
      kind: problems > 0 ? 'warn' : 'ok',
      text: t('run.done', { source, searchable, problems }),
      action,
    });
  else if (kind === 'cancelled')
    say({ kind: 'info', text: t('run.cancelled', { source, searchable }), action });
  else if (kind === 'failed') say({ kind: 'bad', text: t('run.failed', { source, reason }), action });
  // Stays until it is seen: a card that was removed, a full disk.
  else say({ kind: 'bad', text: t('run.waits', { source, reason }), action });
}
