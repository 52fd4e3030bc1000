import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../../messages/format.ts';
import { count } from '../../messages/units.ts';
import { Badge, Count } from '../components/blocks.tsx';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Menu } from '../components/menu.tsx';
import { runCommand } from '../keyboard/dispatch.ts';
import { ariaKeys } from '../keyboard/key-label.ts';
import { useCurrentEvent, useEvents } from '../stores/events.ts';
import { toggleSunlight, usePreferences } from '../stores/preferences.ts';
import { useQuestions } from '../stores/review-count.ts';
import { go, openEvent, openSettings, useRoute } from '../stores/route.ts';
import { RunProgress } from './run-progress.tsx';
import './title-bar.css';

export function TitleBar(): ReactNode {
  const event = useCurrentEvent();
  const screen = useRoute((route) => route.screen);
  return (
    <header className={window.host?.platform === 'darwin' ? 'title title--mac' : 'title'}>
      <button type="button" className="title__brand" onClick={() => go('start')} aria-label={t('frame.home')}>
        <Mark />
        <span className="hide-narrow">{t('frame.product')}</span>
      </button>
      {event && screen !== 'start' && (
        <>
          <EventSwitcher />
          <Views />
        </>
      )}
      <span className="title__drag" />
      <RunProgress place="title" />
      <Button
        kind="quiet"
        size="small"
        icon="search"
        command="commands"
        className="hide-narrow"
        onClick={() => runCommand('commands')}
      >
        <span className="muted">{t('frame.commands')}</span>
      </Button>
      <SyncBadge />
      <Sunlight />
      <SettingsButton />
      <WindowButtons />
    </header>
  );
}

function EventSwitcher(): ReactNode {
  const event = useCurrentEvent();
  const events = useEvents(({ list }) => list) ?? [];
  if (!event) return null;
  return (
    <Menu
      trigger={
        <button type="button" className="title__event" aria-label={t('frame.event', { event: event.name })}>
          <span className="ellipsis">{event.name}</span>
          <Icon name="chevronDown" size={12} />
        </button>
      }
      items={[
        ...events.map((each) => ({
          label: each.name,
          checked: each.id === event.id,
          run: () => openEvent(each.id, 'browse'),
        })),
        'line',
        { label: t('frame.allEvents'), icon: 'grid', run: () => go('start') },
        { label: t('frame.newEvent'), icon: 'plus', command: 'newEvent', run: () => runCommand('newEvent') },
      ]}
    />
  );
}

function Views(): ReactNode {
  const screen = useRoute((route) => route.screen);
  const tabs = [
    { view: 'ingest', label: t('frame.ingest'), shown: screen === 'ingest' },
    { view: 'browse', label: t('frame.browse'), shown: screen === 'browse' || screen === 'photo' },
    { view: 'review', label: t('frame.review'), shown: screen === 'review' },
    { view: 'people', label: t('frame.people'), shown: screen === 'people' },
    { view: 'export', label: t('frame.export'), shown: screen === 'export' },
  ] as const;
  return (
    <nav className="title__tabs" aria-label={t('frame.views')}>
      {tabs.map(({ view, label, shown }) => (
        <button
          key={view}
          type="button"
          className="title__tab"
          aria-current={shown ? 'page' : undefined}
          onClick={() => go(view)}
        >
          {label}
          {view === 'review' && <QuestionsLeft />}
        </button>
      ))}
    </nav>
  );
}

function QuestionsLeft(): ReactNode {
  const event = useEvents(({ current }) => current);
  const questions = useQuestions(event);
  if (questions === null || questions === 0) return null;
  return (
    <Count kind="warn">
      <span aria-hidden="true">{count(questions)}</span>
      <span className="unseen">{t('frame.review.count', { questions })}</span>
    </Count>
  );
}

/** Nothing travels to a studio server yet, and the badge says so. */
function SyncBadge(): ReactNode {
  return (
    <button
      type="button"
      className="title__sync"
      title={t('sync.offline.why')}
      onClick={() => openSettings('sync')}
    >
      <Badge kind="off" icon="cloudOff">
        {t('sync.offline')}
      </Badge>
    </button>
  );
}

function SettingsButton(): ReactNode {
  return (
    <Button
      kind="quiet"
      icon="gear"
      aria-label={t('settings.title')}
      aria-keyshortcuts={ariaKeys('settings')}
      onClick={() => openSettings()}
    />
  );
}

function Sunlight(): ReactNode {
  const sunlight = usePreferences(({ theme }) => theme) === 'sunlight';
  return (
    <Button
      kind="quiet"
      icon="sun"
      aria-label={t('frame.sunlight')}
      aria-keyshortcuts={ariaKeys('sunlight')}
      pressed={sunlight}
      onClick={toggleSunlight}
    />
  );
}

function WindowButtons(): ReactNode {
  const host = window.host;
  const [state, setState] = useState({ maximized: false, fullScreen: false });
  useEffect(() => window.host?.onWindowState(setState), []);
  if (!host || host.platform === 'darwin' || state.fullScreen) return null;
  return (
    <div className="title__window">
      <button type="button" aria-label={t('frame.minimize')} onClick={() => host.window.minimize()}>
        <Icon name="minimize" />
      </button>
      <button
        type="button"
        aria-label={t(state.maximized ? 'frame.restore' : 'frame.maximize')}
        onClick={() => host.window.toggleMaximize()}
      >
        <Icon name={state.maximized ? 'restore' : 'maximize'} size={14} />
      </button>
      <button
        type="button"
        className="title__close"
        aria-label={t('frame.close')}
        onClick={() => host.window.close()}
      >
        <Icon name="cross" />
      </button>
    </div>
  );
}

function Mark(): ReactNode {
  return (
    <svg className="title__mark" viewBox="0 0 18 18" aria-hidden="true">
      <rect width="18" height="18" rx="4" fill="var(--text)" />
      <path d="M4 4h2.2v10H4zM7.4 4h1v10h-1zM9.6 4h3v10h-3z" fill="var(--bg)" />
      <path d="M13.6 2.5v13" stroke="#ff5a4d" strokeWidth="1.4" />
    </svg>
  );
}
