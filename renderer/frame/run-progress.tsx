import type { ReactNode } from 'react';
import type { ExportRun } from '../../engine/contract/export.ts';
import type { IngestRun } from '../../engine/contract/ingest.ts';
import { t } from '../../messages/format.ts';
import { duration, fixed } from '../../messages/units.ts';
import { Progress } from '../components/progress.tsx';
import { useEvents } from '../stores/events.ts';
import { isUnderWay, useExports } from '../stores/exports.ts';
import { openEvent, useRoute } from '../stores/route.ts';
import { runToShow, shareDone, useRuns } from '../stores/runs.ts';

/** The run to show, in the title bar or with more words in the status bar. A click goes to where it is seen whole. */
export function RunProgress({ place }: { place: 'title' | 'status' }): ReactNode {
  const event = useEvents(({ current }) => current);
  const run = useRuns(({ byId }) => runToShow(byId.values(), event));
  if (!run) return <ExportProgress place={place} />;
  const text = place === 'title' ? short(run) : long(run);
  return (
    <button
      type="button"
      className={place === 'title' ? 'run-progress hide-narrow' : 'run-progress'}
      onClick={() => openEvent(run.event, 'ingest')}
    >
      <Progress label={text} share={shareDone(run)} className={`run-progress__bar--${place}`} />
      {text}
    </button>
  );
}

/** An export that goes on while somebody works on. */
function ExportProgress({ place }: { place: 'title' | 'status' }): ReactNode {
  const run = useExports(({ byId }) => [...byId.values()].find(isUnderWay));
  const isSeen = useRoute(({ screen }) => screen === 'export');
  if (!run || isSeen) return null;
  const text = exportText(run);
  const share = run.files === null ? null : run.files === 0 ? 1 : run.filesWritten / run.files;
  return (
    <button
      type="button"
      className={place === 'title' ? 'run-progress hide-narrow' : 'run-progress'}
      onClick={() => openEvent(run.event, 'export')}
    >
      <Progress label={text} share={share} className={`run-progress__bar--${place}`} />
      {text}
    </button>
  );
}

function exportText({ state, files, filesWritten, destination }: ExportRun): string {
  const folder = destination.name;
  if (files === null) return t('export.progress.planning', { folder });
  const values = { folder, done: filesWritten, files };
  if (state === 'paused') return t('export.progress.paused', values);
  if (state === 'waiting') return t('export.progress.waiting', values);
  return t('export.progress', values);
}

function short(run: IngestRun): string {
  if (run.total === null) return t('run.listing', { source: run.source.name });
  const values = { done: run.searchable, total: run.total };
  if (run.state === 'paused') return t('run.paused', values);
  if (run.state === 'waiting') return t('run.waiting', values);
  return t('run.reading', values);
}

function long(run: IngestRun): string {
  if (run.total === null || run.state === 'paused' || run.state === 'waiting') return short(run);
  return [
    t('run.readingSource', { source: run.source.name, done: run.searchable, total: run.total }),
    run.photosPerSecond !== null && t('run.rate', { rate: fixed(run.photosPerSecond, 1) }),
    run.secondsLeft !== null && t('run.left', { time: duration(run.secondsLeft) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
