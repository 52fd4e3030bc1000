import { ContextMenu as Base } from '@base-ui/react/context-menu';
import type { ReactElement, ReactNode } from 'react';
import { type MenuItem, MenuItems } from './menu.tsx';
import './popup.css';

/** A menu at the pointer, over whatever is inside. */
export function ContextMenu({
  items,
  children,
}: {
  items: readonly MenuItem[];
  /** One element; it gets the menu's attributes. */
  children: ReactElement;
}): ReactNode {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="popup-place" data-popup>
          <Base.Popup className="popup">
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
