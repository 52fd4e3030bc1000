import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import type { Command } from '../keyboard/keymap.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { KeyOf } from './kbd.tsx';
import './popup.css';

export type MenuItem =
  | 'line'
  | { readonly heading: string }
  | {
      readonly label: string;
      /** To the right, quieter. */
      readonly detail?: string;
      readonly icon?: IconName;
      readonly command?: Command;
      readonly checked?: boolean;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      run(): void;
    };

/** A button that opens a menu. */
export function Menu({
  trigger,
  items,
  align = 'start',
}: {
  /** The button. It gets the menu's attributes. */
  trigger: ReactElement;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
}): ReactNode {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="popup-place" sideOffset={4} align={align} data-popup>
          <Base.Popup className="popup">
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The lines of a menu, wherever it opens. */
export function MenuItems({ items }: { items: readonly MenuItem[] }): ReactNode {
  return items.map((item, index) => {
    // Menus are written once and not sorted.
    const key = `${index}`;
    if (item === 'line') return <Base.Separator key={key} className="popup__line" />;
    if ('heading' in item)
      return (
        <div key={key} className="popup__head heading" role="presentation">
          {item.heading}
        </div>
      );
    return (
      <Base.Item
        key={key}
        className={classNames('popup__item', item.danger && 'popup__item--danger')}
        disabled={item.disabled ?? false}
        onClick={() => item.run()}
        {...(item.checked === undefined ? {} : { 'aria-current': item.checked })}
      >
        {item.icon && <Icon name={item.icon} size={14} />}
        <span className="grow ellipsis">{item.label}</span>
        {item.detail && <span className="muted text-small">{item.detail}</span>}
        {item.checked && <Icon name="check" size={13} />}
        {item.command && <KeyOf command={item.command} />}
      </Base.Item>
    );
  });
}
