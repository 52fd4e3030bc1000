import type { ReactNode } from 'react';
import { t } from '../../messages/format.ts';
import { bytes } from '../../messages/units.ts';
import { Icon } from '../components/icon.tsx';
import { useMachine } from '../stores/machine.ts';
import { RunProgress } from './run-progress.tsx';
import './status-bar.css';

export function StatusBar(): ReactNode {
  const machine = useMachine(({ status }) => status);
  return (
    <footer className="status">
      <div id="status-left" className="status__slot" />
      <span className="grow" />
      <div id="status-right" className="status__slot" />
      <RunProgress place="status" />
      {machine?.freeBytes != null && (
        <span className="status__item">
          <Icon name="drive" size={14} />
          {t('frame.freeSpace', { size: bytes(machine.freeBytes) })}
        </span>
      )}
    </footer>
  );
}
