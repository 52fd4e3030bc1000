import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode, RefObject } from 'react';
import './popover.css';
import './popup.css';

/** Controls that open beside what they are about: a button, or an element that is named. */
export function Popover({
  label,
  trigger,
  anchor,
  open,
  onOpenChange,
  align = 'start',
  initialFocus,
  children,
}: {
  label: string;
  /** The button. It gets the popover's attributes. */
  trigger?: ReactElement;
  anchor?: Element | null;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'center' | 'end';
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}): ReactNode {
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange: (next: boolean) => onOpenChange(next) })}
    >
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner
          className="popup-place"
          sideOffset={6}
          align={align}
          data-popup
          {...(anchor === undefined ? {} : { anchor })}
        >
          <Base.Popup
            className="popup"
            aria-label={label}
            {...(initialFocus === undefined ? {} : { initialFocus })}
          >
            <div className="popup__panel">{children}</div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
