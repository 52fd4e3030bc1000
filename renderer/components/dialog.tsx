import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { t } from '../../messages/format.ts';
import { KeyLayer } from '../keyboard/use-commands.tsx';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import './dialog.css';

/**
 * Lies over the window, keeps the focus inside and gives it back. While it is open the keys of the
 * screen below do nothing.
 */
export function Dialog({
  title,
  onClose,
  size = 'medium',
  initialFocus,
  actions,
  header,
  children,
}: {
  title: string;
  onClose(): void;
  size?: 'small' | 'medium' | 'large';
  initialFocus?: RefObject<HTMLElement | null>;
  /** Buttons at the foot, the safe choice first. */
  actions?: ReactNode;
  /** Beside the title. */
  header?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog__scrim" />
        <Base.Viewport className="dialog__place">
          <Base.Popup
            className={classNames('dialog', `dialog--${size}`)}
            {...(initialFocus ? { initialFocus } : {})}
          >
            <KeyLayer>
              <div className="dialog__head">
                <Base.Title className="text-heading strong grow">{title}</Base.Title>
                {header}
                <Base.Close render={<Button kind="quiet" icon="cross" aria-label={t('dialog.close')} />} />
              </div>
              <div className="dialog__body">{children}</div>
              {actions && <div className="dialog__foot">{actions}</div>}
            </KeyLayer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
