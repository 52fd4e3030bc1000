import type { ReactNode } from 'react';
import { t } from '../../../messages/format.ts';
import { Icon } from '../../components/icon.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { capOfCommand, capsOf } from '../../keyboard/key-label.ts';
import { go } from '../../stores/route.ts';
import type { PeopleHead } from './people-session.ts';

/** How many athletes are found and who has no number, and the keys of the screen. */
export function PeopleStatus({ head, selected }: { head: PeopleHead; selected: number }): ReactNode {
  const { athletes, counts } = head;
  return (
    <>
      <StatusSlot side="left">
        {athletes && (
          <button
            type="button"
            className="status__item people__coverage"
            title={t('coverage.open')}
            onClick={() => go('coverage')}
          >
            {t('people.status.athletes', { found: athletes.withPhotos, all: athletes.all })}
          </button>
        )}
        {counts.unnamed > 0 && (
          <span className="status__item warn">{t('people.status.unnamed', { persons: counts.unnamed })}</span>
        )}
        {selected > 0 && (
          <span className="status__item">
            <Icon name="check" size={13} />
            {t('people.status.selected', { persons: selected })}
          </span>
        )}
      </StatusSlot>
      <StatusSlot side="right">
        <Key keys={capsOf('nameByBib').join('')} does={t('people.keys.name')} />
        <Key keys={capOfCommand('same')} does={t('people.keys.same')} />
        <Key keys={capOfCommand('different')} does={t('people.keys.different')} />
        <Key keys={capOfCommand('split')} does={t('people.keys.split')} />
        <Key keys={capOfCommand('comparePeople')} does={t('people.keys.compare')} wide />
        <Key keys={capOfCommand('undo')} does={t('people.keys.undo')} wide />
      </StatusSlot>
    </>
  );
}

function Key({ keys, does, wide = false }: { keys: string; does: string; wide?: boolean }): ReactNode {
  return (
    <span className={wide ? 'status__item hide-narrow' : 'status__item'}>
      <Kbd>{keys}</Kbd>
      {does}
    </span>
  );
}
