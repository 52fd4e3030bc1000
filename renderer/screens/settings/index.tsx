import type { ReactNode } from 'react';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { IconName } from '../../components/icons.ts';
import { Pane, Panel } from '../../components/pane.tsx';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { back, openSettings, type SettingsSection, useRoute } from '../../stores/route.ts';
import { AboutSection } from './about-section.tsx';
import { AnalysisSection } from './analysis-section.tsx';
import { EventSection } from './event-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { KeysSection } from './keys-section.tsx';
import './settings.css';
import { StorageSection } from './storage-section.tsx';
import { SyncSection } from './sync-section.tsx';

const sections: readonly { name: SettingsSection; icon: IconName; show(): ReactNode }[] = [
  { name: 'general', icon: 'gear', show: () => <GeneralSection /> },
  { name: 'analysis', icon: 'bolt', show: () => <AnalysisSection /> },
  { name: 'storage', icon: 'drive', show: () => <StorageSection /> },
  { name: 'keys', icon: 'keyboard', show: () => <KeysSection /> },
  { name: 'event', icon: 'flag', show: () => <EventSection /> },
  { name: 'sync', icon: 'server', show: () => <SyncSection /> },
  { name: 'about', icon: 'file', show: () => <AboutSection /> },
];

/** How somebody likes the window, what this machine does, and what the open event decides. */
export function SettingsScreen(): ReactNode {
  const chosen = useRoute(({ settings }) => settings);
  const section = sections.find(({ name }) => name === chosen) ?? sections[0]!;
  return (
    <>
      <Pane name="settings.left" label={t('settings.sections')} side="left" width={216} landmark="navigation">
        <div className="settings__head">
          <h1 className="text-heading strong grow ellipsis">{t('settings.title')}</h1>
          <Button kind="quiet" icon="cross" aria-label={t('settings.back')} onClick={back} />
        </div>
        <div className="settings__sections scroll">
          {sections.map(({ name, icon }) => (
            <button
              key={name}
              type="button"
              className="settings__section"
              aria-current={name === section.name ? 'page' : undefined}
              {...(name === section.name && { 'data-panel-focus': true })}
              onClick={() => openSettings(name)}
            >
              <Icon name={icon} size={15} />
              <span className="ellipsis">{t(`settings.section.${name}`)}</span>
            </button>
          ))}
        </div>
      </Pane>
      <Panel label={t(`settings.section.${section.name}`)} className="settings">
        <div key={section.name} className="scroll settings__body">
          <h2 className="text-heading strong settings__title">{t(`settings.section.${section.name}`)}</h2>
          {section.show()}
        </div>
      </Panel>
      <StatusSlot side="left">
        <span className="status__item">{t('settings.title')}</span>
      </StatusSlot>
    </>
  );
}
