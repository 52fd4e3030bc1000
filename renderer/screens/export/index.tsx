import { type ReactNode, useEffect, useRef } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { ExportRun } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { bytes } from '../../../messages/units.ts';
import { Icon } from '../../components/icon.tsx';
import { Panel } from '../../components/pane.tsx';
import { engine } from '../../engine/connect.ts';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { useRevision } from '../../stores/events.ts';
import { isUnderWay, useExports } from '../../stores/exports.ts';
import { openPhoto } from '../../stores/route.ts';
import { useMedia } from '../browse/use-media.ts';
import { chooseDestination, savePlan, setExport, startExport } from './actions.ts';
import { CsvPreview } from './csv-preview.tsx';
import './export.css';
import { type ExportSession, exportSession, useExport } from './export-session.ts';
import { leftOutFor } from './export-words.ts';
import { FilesTable, type FilesTableHandle } from './files-table.tsx';
import { FolderTree, type FolderTreeHandle } from './folder-tree.tsx';
import { NothingFits, PlanFailed, PlanSkeleton } from './instead-of-plan.tsx';
import { OptionsPane } from './options-pane.tsx';
import { RunBars } from './run-bar.tsx';
import { PlanNotes, Totals } from './totals.tsx';

/** Photos are handed over: what would be written is seen before anything is. */
export function ExportScreen({ event }: { event: EventWithCounts }): ReactNode {
  const session = exportSession(event.id);
  const narrow = useMedia('(max-width: 1180px)');
  const short = useMedia('(max-height: 760px)');
  const tree = useRef<FolderTreeHandle>(null);
  const files = useRef<FilesTableHandle>(null);
  const runs = useEventExports(event.id);
  usePlan(session, runs);
  const plan = useExport(session, (state) => state.plan);
  const error = useExport(session, (state) => state.error);
  const planning = useExport(session, (state) => state.planning);
  const open = runs.find(isUnderWay);

  useCommands('export', {
    export: () => {
      if (!window.host || plan === null) return false;
      if (plan.destination === null) return void chooseDestination(session);
      if (planning || plan.totals.files === 0 || plan.destination.problem !== null) return false;
      return void startExport(session);
    },
    savePlan: () => (plan !== null && plan.fileCount > 0 ? void savePlan(session, event) : false),
    tree: ({ key }) => {
      const here = zone();
      if (here === 'tree') return tree.current?.turn(key) ?? false;
      if (here !== 'files') return false;
      if (key === 'ArrowLeft') tree.current?.focus();
      return true;
    },
    include: () => {
      const here = zone();
      if (here === 'tree') return session.toggleFolder(session.state.folder);
      const file = here === 'files' ? files.current?.file : null;
      return file ? session.toggleUnit(file.unit) : false;
    },
    photoOfItem: () => {
      const file = zone() === 'files' ? files.current?.file : null;
      return file ? openPhoto(file.photoId) : false;
    },
    pause: () => (open ? void setExport(open, open.state === 'paused' ? 'resume' : 'pause') : false),
  });

  return (
    <div className="export">
      <OptionsPane session={session} event={event} narrow={narrow} />
      <Panel label={t('export.plan')} className="export__plan">
        <Totals session={session} event={event} />
        <PlanNotes session={session} />
        {plan === null ? (
          error === null ? (
            <PlanSkeleton />
          ) : (
            <PlanFailed session={session} error={error} />
          )
        ) : plan.fileCount === 0 ? (
          <NothingFits session={session} event={event} plan={plan} />
        ) : (
          <div className="export__two">
            <FolderTree ref={tree} session={session} onRight={() => files.current?.focus()} />
            <Panel label={t('export.table', { folder: session.shown?.name ?? '' })} className="export__right">
              <FilesTable ref={files} session={session} />
              {!short && <CsvPreview session={session} />}
            </Panel>
          </div>
        )}
        <RunBars session={session} runs={runs} />
      </Panel>
      <Status session={session} />
    </div>
  );
}

/** The part of the plan that has the keyboard. */
function zone(): 'tree' | 'files' | null {
  const within = document.activeElement?.closest<HTMLElement>('[data-zone]')?.dataset['zone'];
  return within === 'tree' || within === 'files' ? within : null;
}

/** Plans when the screen is opened, when the event changes, and when an export has ended. */
function usePlan(session: ExportSession, runs: readonly ExportRun[]): void {
  const revision = useRevision(session.event);
  const ended = runs.filter((run) => !isUnderWay(run)).length;
  useEffect(() => void session.open(), [session]);
  useEffect(() => {
    if (revision > 0) session.follow();
  }, [session, revision]);
  useEffect(() => {
    if (ended > 0) void session.plan();
  }, [session, ended]);
}

/** Exports of an event that are to be seen: under way, or ended while the window was open and not closed yet. */
function useEventExports(event: string): ExportRun[] {
  const byId = useExports((exports) => exports.byId);
  const closed = useExports((exports) => exports.closed);
  useEffect(() => {
    engine.export.runs({ event }).then(
      (runs) => useExports.getState().takeAll(runs.filter(isUnderWay)),
      // The live events bring those that are under way.
      () => {},
    );
  }, [event]);
  const own = [...byId.values()].filter((run) => run.event === event && !closed.has(run.id));
  const [latest] = own.filter((run) => !isUnderWay(run)).sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  return [...own.filter(isUnderWay), ...(latest ? [latest] : [])];
}

function Status({ session }: { session: ExportSession }): ReactNode {
  const plan = useExport(session, (state) => state.plan);
  if (plan === null) return null;
  const { totals, destination } = plan;
  const toReview = leftOutFor(plan, 'toReview');
  return (
    <>
      <StatusSlot side="left">
        <span className="status__item">
          {t('export.status.plan', { files: totals.files, folders: totals.folders })}
        </span>
        {totals.taken > 0 && (
          <span className="status__item warn">
            <Icon name="warning" size={14} />
            {t('export.status.taken', { taken: totals.taken })}
          </span>
        )}
        {toReview > 0 && (
          <span className="status__item hide-narrow">{t('export.status.review', { photos: toReview })}</span>
        )}
      </StatusSlot>
      <StatusSlot side="right">
        {destination?.freeBytes != null && (
          <span className="status__item">
            <Icon name="drive" size={14} />
            {t('export.status.free', { folder: destination.name, size: bytes(destination.freeBytes) })}
          </span>
        )}
      </StatusSlot>
    </>
  );
}
