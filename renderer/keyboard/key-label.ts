import { say } from '../../messages/format.ts';
import { isMac, lettersNeedAlt } from './dispatch.ts';
import { type Command, keysOf } from './keymap.ts';

/** Keys that stand for themselves otherwise. */
const named = new Set([
  'Escape',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Delete',
  'Backspace',
  'PageUp',
  'PageDown',
  'Space',
] as const);
type Named = typeof named extends Set<infer Name> ? Name : never;
const isNamed = (key: string): key is Named => named.has(key as Named);

/** A key as it stands on its cap: `Ctrl Shift Z`, `⌘ K`, `←`. */
export function capOf(key: string): string {
  const parts = key === '+' ? ['+'] : key.split('+');
  return parts.map(capOfPart).join(' ');
}

function capOfPart(part: string): string {
  if (part === 'Ctrl') return isMac() ? '⌘' : say('keys.key.Ctrl');
  if (part === 'Alt') return isMac() ? '⌥' : say('keys.key.Alt');
  if (part === 'Shift') return say('keys.key.Shift');
  if (part === '-') return say('keys.key.Minus');
  if (isNamed(part)) return say(`keys.key.${part}`);
  return part.length === 1 ? part.toUpperCase() : part;
}

/** Caps of a command's keys; a long row of digits is its first and last. */
export function capsOf(command: Command): readonly string[] {
  const keys = keysHere(command).filter((key) => key !== '=');
  if (keys.length > 3 && keys.every((key) => /^\d$/.test(key)))
    return [capOf(keys[0]!), say('keys.to'), capOf(keys.at(-1)!)];
  return keys.map(capOf);
}

/** The first key of a command, as a button prints it. */
export const capOfCommand = (command: Command): string => {
  const [first] = keysHere(command);
  return first === undefined ? '' : capOf(first);
};

/** Single letters need Alt where letters are typed. */
const keysHere = (command: Command): readonly string[] =>
  keysOf(command, !window.host).map((key) => (lettersNeedAlt() && /^[a-z]$/.test(key) ? `Alt+${key}` : key));

/** For `aria-keyshortcuts`, which has names of its own. */
export const ariaKeys = (command: Command): string =>
  keysHere(command)
    .map((key) => key.replace('Ctrl', isMac() ? 'Meta' : 'Control'))
    .join(' ');
