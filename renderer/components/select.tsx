import { Select as Base } from '@base-ui/react/select';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './popup.css';
import './select.css';

/** A choice of one among several, shown when it is opened. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  quiet = false,
  disabled = false,
  id,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; disabled?: boolean }[];
  onChange(value: Value): void;
  /** Text with an arrow and no frame, for tables. */
  quiet?: boolean;
  disabled?: boolean;
  id?: string;
}): ReactNode {
  return (
    <Base.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next) => next !== null && onChange(next as Value)}
    >
      <Base.Trigger id={id} aria-label={label} className={classNames('select', quiet && 'select--quiet')}>
        <Base.Value className="ellipsis" />
        <Base.Icon render={<Icon name="chevronDown" size={12} />} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="popup-place" sideOffset={4} alignItemWithTrigger={false} data-popup>
          <Base.Popup className="popup">
            <Base.List className="popup__list">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className="popup__item"
                >
                  <Base.ItemText className="grow">{option.label}</Base.ItemText>
                  <Base.ItemIndicator render={<Icon name="check" size={13} />} />
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
