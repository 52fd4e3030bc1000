import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { ExportPlan } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { bytes, count, duration, fixed } from '../../../messages/units.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Popover } from '../../components/popover.tsx';
import { Text } from '../../components/text.tsx';
import { runCommand } from '../../keyboard/dispatch.ts';
import { savePlan } from './actions.ts';
import { type ExportSession, useExport } from './export-session.ts';

/** What would be written in large numbers, and the button that writes it. */
export function Totals({ session, event }: { session: ExportSession; event: EventWithCounts }): ReactNode {
  const plan = useExport(session, (state) => state.plan);
  const options = useExport(session, (state) => state.options);
  const planning = useExport(session, (state) => state.planning);
  const isDesktop = window.host !== undefined;
  const totals = plan?.totals;
  const ofAthletes = options?.folders.includes('{bib') || options?.folders.includes('{name');
  const files = totals?.files ?? 0;
  const canExport = plan !== null && !planning && files > 0 && plan.destination?.problem == null;
  return (
    <div className="totals" aria-busy={planning}>
      <dl className="totals__numbers">
        <Figure value={totals && count(files)} text={t('export.totals.files', { files })} />
        <Figure
          value={totals && count(totals.folders)}
          text={t(ofAthletes ? 'export.totals.folders.athletes' : 'export.totals.folders', {
            folders: totals?.folders ?? 0,
          })}
        />
        <Figure
          value={totals && sizeOf(totals)}
          text={
            totals?.seconds != null && files > 0
              ? t('export.totals.time', { time: duration(totals.seconds) })
              : t(totals?.estimated ? 'export.totals.sizeEstimated' : 'export.totals.size')
          }
        />
        {totals && totals.taken > 0 && (
          <Figure warn value={count(totals.taken)} text={t('export.totals.taken', { taken: totals.taken })} />
        )}
        {totals && totals.same > 0 && (
          <Figure
            className="hide-narrow"
            value={count(totals.same)}
            text={t('export.totals.same', { same: totals.same })}
          />
        )}
      </dl>
      {plan !== null && plan.leftOut.length > 0 && <LeftOut session={session} plan={plan} />}
      <span className="grow" />
      <Button
        size="large"
        icon="list"
        className="hide-narrow"
        disabled={plan === null || plan.fileCount === 0}
        onClick={() => void savePlan(session, event)}
      >
        {t('export.save')}
      </Button>
      {isDesktop && (
        <Button
          kind="primary"
          size="large"
          command="export"
          disabled={plan?.destination === null ? files === 0 : !canExport}
          onClick={() => runCommand('export')}
        >
          {plan?.destination === null && files > 0
            ? t('export.to.choose')
            : files === 0
              ? t('export.start.nothing')
              : t('export.start', { files })}
        </Button>
      )}
    </div>
  );
}

function Figure({
  value,
  text,
  warn = false,
  className,
}: {
  /** Undefined before there is a plan. */
  value: string | undefined;
  text: string;
  warn?: boolean;
  className?: string;
}): ReactNode {
  return (
    <div className={className}>
      <dd className={warn ? 'text-number strong warn' : 'text-number strong'}>{value ?? '…'}</dd>
      <dt className="muted text-small">{text}</dt>
    </div>
  );
}

function sizeOf({ bytes: size, estimated }: ExportPlan['totals']): string {
  return estimated ? t('export.totals.about', { size: bytes(size) }) : bytes(size);
}

/** How many photos are left out; why, when it is opened. */
function LeftOut({ session, plan }: { session: ExportSession; plan: ExportPlan }): ReactNode {
  const photos = plan.leftOut.reduce((sum, each) => sum + each.photos, 0);
  return (
    <Popover
      label={t('export.totals.why')}
      trigger={
        <button type="button" className="totals__left" title={t('export.totals.why')}>
          <span className="text-number strong secondary">{count(photos)}</span>
          <span className="muted text-small">{t('export.totals.leftOut', { photos })}</span>
        </button>
      }
    >
      <dl className="facts totals__why">
        {plan.leftOut.map(({ reason, photos: each }) => (
          <div key={reason} className="totals__reason">
            <dt className="number">{count(each)}</dt>
            <dd>{t(`export.leftOut.${reason}`)}</dd>
          </div>
        ))}
      </dl>
      {plan.leftOut.some(({ reason }) => reason === 'byHand') && (
        <Button size="small" icon="undo" onClick={() => session.includeAll()}>
          {t('export.leftOut.undo')}
        </Button>
      )}
    </Popover>
  );
}

/** That nothing is written yet, and what else there is to know of the plan. */
export function PlanNotes({ session }: { session: ExportSession }): ReactNode {
  const plan = useExport(session, (state) => state.plan);
  const tookMs = useExport(session, (state) => state.tookMs);
  if (plan === null || plan.fileCount === 0) return null;
  const { sharedBibs, totals } = plan;
  const isThere = totals.files === 0 && totals.same > 0;
  return (
    <div className="export__notes">
      <div className={isThere ? 'note note--ok' : 'note export__plan-note'} role="status">
        {isThere ? (
          t('export.note.same')
        ) : (
          <span>
            <Text id="export.note" values={{ seconds: fixed((tookMs ?? 0) / 1000, 1) }} />
          </span>
        )}
      </div>
      {sharedBibs.length > 0 && (
        <Note kind="warn">
          {t('export.note.shared', { bibs: sharedBibs.length, list: sharedBibs.slice(0, 12).join(', ') })}
        </Note>
      )}
      {totals.obsolete > 0 && (
        <Note kind="warn">{t('export.note.obsolete', { files: totals.obsolete })}</Note>
      )}
    </div>
  );
}
