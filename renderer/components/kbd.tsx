import type { ReactNode } from 'react';
import { capOfCommand } from '../keyboard/key-label.ts';
import type { Command } from '../keyboard/keymap.ts';
import './kbd.css';

/** A key as it is printed on its cap. Assistive technology hears of keys by `aria-keyshortcuts`. */
export function Kbd({ children }: { children: ReactNode }): ReactNode {
  return (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  );
}

/** The first key of a command. */
export const KeyOf = ({ command }: { command: Command }): ReactNode => <Kbd>{capOfCommand(command)}</Kbd>;
