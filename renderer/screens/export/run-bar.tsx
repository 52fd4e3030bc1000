import { type ReactNode, useEffect, useState } from 'react';
import type { ExportProblem, ExportRun } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { duration, fixed } from '../../../messages/units.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Popover } from '../../components/popover.tsx';
import { Progress } from '../../components/progress.tsx';
import { engine } from '../../engine/connect.ts';
import { isUnderWay, useExports } from '../../stores/exports.ts';
import { chooseDestination, setExport } from './actions.ts';
import type { ExportSession } from './export-session.ts';

/** Exports of an event that are under way, and those that ended since with something to see. */
export function RunBars({
  session,
  runs,
}: {
  session: ExportSession;
  runs: readonly ExportRun[];
}): ReactNode {
  return runs.map((run) => <RunBar key={run.id} session={session} run={run} />);
}

function RunBar({ session, run }: { session: ExportSession; run: ExportRun }): ReactNode {
  const { files, filesWritten, problems, destination } = run;
  const open = isUnderWay(run);
  const share = files === null ? null : files === 0 ? 1 : (filesWritten + problems) / files;
  const close = useExports(({ close: closeRun }) => closeRun);
  return (
    <section className="run-bar" aria-label={t('export.run')} data-state={run.state}>
      <div className="row">
        <b className="ellipsis">{t('export.run.title', { name: run.name || 'none' })}</b>
        <span className="muted text-small ellipsis hide-narrow" title={destination.path}>
          {t('export.run.to', { folder: destination.name })}
        </span>
        <span className="grow" />
        <span className="secondary text-small nowrap run-bar__figures">{figures(run)}</span>
        {problems > 0 && <Problems run={run} />}
        {open && run.state !== 'paused' && (
          <Button size="small" icon="pause" command="pause" onClick={() => void setExport(run, 'pause')}>
            {t('export.run.pause')}
          </Button>
        )}
        {run.state === 'paused' && (
          <Button size="small" icon="play" command="pause" onClick={() => void setExport(run, 'resume')}>
            {t('export.run.resume')}
          </Button>
        )}
        {open && (
          <Button size="small" kind="danger" onClick={() => void setExport(run, 'cancel')}>
            {t('export.run.cancel')}
          </Button>
        )}
        {!open && (problems > 0 || run.state === 'failed') && (
          <Button size="small" icon="retry" onClick={() => void setExport(run, 'resume')}>
            {t('export.run.again')}
          </Button>
        )}
        {!open && (
          <Button
            size="small"
            kind="quiet"
            icon="cross"
            aria-label={t('export.run.dismiss')}
            onClick={() => close(run.id)}
          />
        )}
      </div>
      {open && <Progress label={t('export.run.bar')} share={share} className="run-bar__bar" />}
      {(run.state === 'waiting' || run.state === 'failed') && run.reason !== null && (
        <Note
          kind={run.state === 'waiting' ? 'warn' : 'bad'}
          role="alert"
          actions={
            open && (
              <>
                <Button size="small" icon="retry" onClick={() => void setExport(run, 'resume')}>
                  {t('export.run.again')}
                </Button>
                {run.reason.code !== 'SOURCE_MISSING' && (
                  <Button
                    size="small"
                    onClick={async () => {
                      if (await chooseDestination(session)) await setExport(run, 'cancel');
                    }}
                  >
                    {t('export.run.elsewhere')}
                  </Button>
                )}
                <Button size="small" kind="quiet" onClick={() => void setExport(run, 'cancel')}>
                  {t('export.run.stop', { files: filesWritten })}
                </Button>
              </>
            )
          }
        >
          {run.reason.message}
        </Note>
      )}
    </section>
  );
}

function figures(run: ExportRun): string {
  if (run.state === 'cancelled') return t('export.run.cancelledText');
  if (run.endedAt !== null) return t('export.run.done', { files: run.filesWritten, same: run.filesSame });
  if (run.files === null) return t('export.run.planning');
  const parts = [t('export.run.progress', { done: run.filesWritten, files: run.files })];
  if (run.state === 'paused') parts.push(t('export.run.paused'));
  else if (run.state === 'running') {
    if (run.filesPerSecond !== null) parts.push(t('export.run.rate', { rate: fixed(run.filesPerSecond, 1) }));
    if (run.secondsLeft !== null) parts.push(t('export.run.left', { time: duration(run.secondsLeft) }));
  }
  return parts.join(' · ');
}

/** How many files could not be written; which and why, when it is opened. */
function Problems({ run }: { run: ExportRun }): ReactNode {
  const [open, setOpen] = useState(false);
  const [list, setList] = useState<readonly ExportProblem[]>([]);
  const { id, problems } = run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: there may be more by now.
  useEffect(() => {
    if (open) engine.export.problems({ run: id }).then(setList, () => {});
  }, [open, id, problems]);
  return (
    <Popover
      label={t('export.run.problems', { problems })}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" kind="quiet" className="warn">
          <Icon name="warning" size={13} />
          {t('export.run.problems', { problems })}
        </Button>
      }
    >
      <ul className="run-bar__problems">
        {list.map(({ path, photo, error }) => (
          <li key={path}>
            <b>{photo}</b> <span className="muted">{path}</span>
            <p className="text-small">{error.message}</p>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
