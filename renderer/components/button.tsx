import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { ariaKeys, capOfCommand } from '../keyboard/key-label.ts';
import type { Command } from '../keyboard/keymap.ts';
import './button.css';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { Kbd } from './kbd.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** `primary` once in a pane; `danger` outlined; `dangerFilled` in a confirmation only. */
  kind?: 'plain' | 'primary' | 'quiet' | 'danger' | 'dangerFilled';
  size?: 'small' | 'medium' | 'large';
  icon?: IconName;
  /** Prints the key of a command, which somebody else does. */
  command?: Command;
  /** Stands pressed. Gives `aria-pressed`. */
  pressed?: boolean;
  /** Keeps its label, takes no clicks, and has a bar below. */
  busy?: boolean;
  /** Without it the button is its icon alone, and `aria-label` is needed. */
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  kind = 'plain',
  size = 'medium',
  icon,
  command,
  pressed,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(
        'button',
        `button--${kind}`,
        `button--${size}`,
        children === undefined && 'button--icon',
        className,
      )}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      aria-keyshortcuts={command && ariaKeys(command)}
      title={rest.title ?? (children === undefined ? rest['aria-label'] : undefined)}
      onClick={busy ? undefined : onClick}
    >
      {icon && <Icon name={icon} size={children === undefined ? 16 : 14} />}
      {children}
      {command && children !== undefined && <Kbd>{capOfCommand(command)}</Kbd>}
    </button>
  );
}
