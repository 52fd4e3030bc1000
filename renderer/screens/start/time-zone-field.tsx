import { Combobox as Base } from '@base-ui/react/combobox';
import { type ReactNode, useMemo, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { Icon } from '../../components/icon.tsx';
import '../../components/popup.css';
import { type Zone, zones } from './time-zones.ts';

/** A time zone, found by typing a part of its name. */
export function TimeZoneField({
  value,
  day,
  onChange,
  ...ids
}: {
  value: string;
  /** `2026-05-17`, for the offset of that day; empty for today. */
  day: string;
  onChange(zone: string): void;
  id: string;
  'aria-describedby': string | undefined;
}): ReactNode {
  const [today] = useState(() => Date.now());
  const items = useMemo(() => zones(day ? Date.parse(`${day}T12:00:00Z`) : today), [day, today]);
  const [text, setText] = useState('');
  return (
    <Base.Root<Zone>
      items={items}
      value={items.find((zone) => zone.value === value) ?? null}
      onValueChange={(zone) => zone && onChange(zone.value)}
      onInputValueChange={setText}
      itemToStringLabel={(zone) => zone.label}
      isItemEqualToValue={(a, b) => a.value === b.value}
      autoHighlight
    >
      <Base.InputGroup className="input">
        <Icon name="clock" size={14} />
        <Base.Input {...ids} spellCheck={false} />
        <span className="muted text-small nowrap">
          {t('event.timeZone.offset', { offset: items.find((zone) => zone.value === value)?.offset ?? '' })}
        </span>
        <Base.Trigger className="time-zone__open" aria-label={t('event.timeZone')}>
          <Icon name="chevronDown" size={12} />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner className="popup-place" sideOffset={4} data-popup>
          <Base.Popup className="popup">
            <Base.Empty className="popup__empty">{t('event.timeZone.none', { text })}</Base.Empty>
            <Base.List className="popup__list">
              {(zone: Zone) => (
                <Base.Item key={zone.value} value={zone} className="popup__item">
                  <span className="grow ellipsis">{zone.label}</span>
                  <span className="muted text-small">
                    {t('event.timeZone.offset', { offset: zone.offset })}
                  </span>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
