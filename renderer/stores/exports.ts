import { create } from 'zustand';
import type { ExportRun } from '../../engine/contract/export.ts';
import { t } from '../../messages/format.ts';
import { useEvents } from './events.ts';
import { openEvent, useRoute } from './route.ts';
import { say } from './toasts.ts';

interface Exports {
  /** Exports that are under way, were looked at or ended since the window opened, by their id. */
  readonly byId: ReadonlyMap<string, ExportRun>;
  /** Ended ones that somebody has seen and closed. */
  readonly closed: ReadonlySet<string>;
  take(run: ExportRun): void;
  takeAll(runs: readonly ExportRun[]): void;
  close(id: string): void;
}

export const useExports = create<Exports>()((set, get) => ({
  byId: new Map(),
  closed: new Set(),
  take: (run) => {
    const before = get().byId.get(run.id);
    set(({ byId }) => ({ byId: new Map(byId).set(run.id, run) }));
    if (before) tell(before, run);
  },
  takeAll: (runs) =>
    set(({ byId }) => ({ byId: new Map([...byId, ...runs.map((run) => [run.id, run] as const)]) })),
  close: (id) => set(({ closed }) => ({ closed: new Set(closed).add(id) })),
}));

/** An export that has not ended. */
export const isUnderWay = (run: ExportRun): boolean => run.endedAt === null;

/** Says how an export went, and what it waits for, to somebody who does not look at it. */
function tell(before: ExportRun, run: ExportRun): void {
  const { screen } = useRoute.getState();
  const folder = run.destination.name;
  const show = {
    label: t('export.run.show'),
    run: () => openEvent(run.event, 'export'),
  };
  const isSeen = screen === 'export' && useEvents.getState().current === run.event;
  if (run.state === 'waiting' && before.state !== 'waiting' && !isSeen) {
    say({
      kind: 'warn',
      text: t('export.run.waitsToast', { folder, reason: run.reason?.message ?? '' }),
      action: show,
    });
  }
  if (run.endedAt === null || before.endedAt !== null || run.state === 'cancelled') return;
  const { filesWritten: files, problems } = run;
  if (run.state === 'failed') {
    say({
      kind: 'bad',
      text: t('export.run.failed', { folder, reason: run.reason?.message ?? '' }),
      action: show,
    });
  } else if (problems > 0) {
    say({ kind: 'warn', text: t('export.run.problemsToast', { files, folder, problems }), action: show });
  } else {
    say({
      kind: 'ok',
      text: t('export.run.doneToast', { files, folder }),
      ...(isSeen ? {} : { action: show }),
    });
  }
}
