import { type ReactNode, useState } from 'react';
import { t } from '../../messages/format.ts';
import { engine } from '../engine/connect.ts';
import { useCommands } from '../keyboard/use-commands.tsx';
import { importChosen } from '../screens/ingest/imports.ts';
import { useEvents } from '../stores/events.ts';
import { redo, undo } from '../stores/history.ts';
import { toggleSunlight } from '../stores/preferences.ts';
import { back, go, newEvent, openEvent, openSettings, useRoute } from '../stores/route.ts';
import { runToShow, useRuns } from '../stores/runs.ts';
import { say, sayError } from '../stores/toasts.ts';
import { ConfirmDialog } from './confirm.tsx';
import { EngineBanner } from './engine-banner.tsx';
import './frame.css';
import { HistoryPanel } from './history-panel.tsx';
import { KeySheet } from './key-sheet.tsx';
import { Palette } from './palette.tsx';
import { nextPanel } from './panels.ts';
import { RunAnnouncer } from './run-announcer.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { Toasts } from './toasts.tsx';

/** What surrounds every screen, and the commands that act on all of them. */
export function Frame({ children }: { children: ReactNode }): ReactNode {
  const [over, setOver] = useState<'keys' | 'palette' | 'history' | null>(null);
  useCommands('anywhere', {
    commands: () => setOver('palette'),
    keys: () => setOver('keys'),
    undo: () => void undo(),
    redo: () => void redo(),
    back: () => (useRoute.getState().screen === 'start' ? false : back()),
    sunlight: toggleSunlight,
    settings: () => openSettings(),
    history: () => (useEvents.getState().current ? setOver('history') : false),
    // A browser has its own.
    ...(window.host ? { fullScreen: () => window.host?.window.toggleFullScreen() } : {}),
    nextPanel: () => nextPanel(1),
    previousPanel: () => nextPanel(-1),
    start: () => go('start'),
    ingest: () => (useEvents.getState().current ? go('ingest') : false),
    browse: () => (useEvents.getState().current ? go('browse') : false),
    planExport: () => (useEvents.getState().current ? go('export') : false),
    review: () => (useEvents.getState().current ? go('review') : false),
    people: () => (useEvents.getState().current ? go('people') : false),
    coverage: () => (useEvents.getState().current ? go('coverage') : false),
    newEvent,
    import: () => (useEvents.getState().current ? go('ingest') : false),
    openFolder: importFolder,
    pause: () => void pauseOrGoOn(),
  });
  return (
    <div className="frame">
      <TitleBar />
      <EngineBanner />
      <main className="frame__body">{children}</main>
      <StatusBar />
      <Toasts />
      <RunAnnouncer />
      {over === 'keys' && <KeySheet onClose={() => setOver(null)} />}
      {over === 'palette' && <Palette onClose={() => setOver(null)} />}
      {over === 'history' && <HistoryPanel onClose={() => setOver(null)} />}
      <ConfirmDialog />
    </div>
  );
}

/** A folder is chosen and imported from wherever somebody is. */
function importFolder(): unknown {
  const { current } = useEvents.getState();
  if (!window.host || !current) return false;
  return importChosen(current).then((run) => run && openEvent(current, 'ingest'));
}

async function pauseOrGoOn(): Promise<void> {
  const run = runToShow(useRuns.getState().byId.values(), useEvents.getState().current);
  if (!run) {
    say({ kind: 'info', text: t('run.none') });
    return;
  }
  const paused = run.state === 'paused';
  try {
    useRuns.getState().take(await engine.ingest[paused ? 'resume' : 'pause']({ run: run.id }));
    const source = run.source.name;
    say({
      kind: 'info',
      text: paused ? t('run.resumedToast', { source }) : t('run.pausedToast', { source }),
      action: { label: t('run.show'), run: () => openEvent(run.event, 'ingest') },
    });
  } catch (error) {
    sayError(error);
  }
}
