import { keyName } from './key-name.ts';
import { type Command, commandFor, isCommand, type KeyScreen, meaningOf } from './keymap.ts';

/** What a handler learns of the key: `ArrowLeft`, `Shift+End`, `3`; empty where a menu or button asked. */
export interface Press {
  readonly key: string;
  /** The key is held down. */
  readonly repeat: boolean;
}

/** Does a command. `false` says that there was nothing to do: the next one may, or the browser. */
export type Handler = (press: Press) => unknown;

export type Handlers = { readonly [C in Command]?: Handler };

interface Registered {
  readonly layer: number;
  readonly where: KeyScreen | 'anywhere';
  readonly handlers: () => Handlers;
}

const registered = new Set<Registered>();
const open: number[] = [];
const top = () => Math.max(0, ...open);
let screen: () => KeyScreen = () => 'start';
const lettersOf = new Set<KeyScreen>();

/**
 * On this screen letters are typed as digits are, until what comes back is called: bibs of the event have some. Its
 * commands of single letters then need Alt.
 */
export function takeLetters(where: KeyScreen): () => void {
  lettersOf.add(where);
  return () => lettersOf.delete(where);
}

/** Whether commands of single letters need Alt here. */
export const lettersNeedAlt = (): boolean => lettersOf.has(screen());

/** Registers handlers until what comes back is called. Of two for one command the later comes first. */
export function register(entry: Registered): () => void {
  registered.add(entry);
  return () => registered.delete(entry);
}

/** A dialog lies over the rest: until what comes back is called, only handlers of the top layer act. */
export function openLayer(layer: number): () => void {
  open.push(layer);
  return () => void open.splice(open.indexOf(layer), 1);
}

/** Does a command as if its key were pressed. Says whether anybody did it. */
export function runCommand(command: Command, press: Press = { key: '', repeat: false }): boolean {
  const here = screen();
  for (const { layer, where, handlers } of [...registered].reverse()) {
    if (layer !== top() || (where !== 'anywhere' && where !== here)) continue;
    const handler = handlers()[command];
    if (handler && handler(press) !== false) return true;
  }
  return false;
}

/** Whether anybody on this screen would do a command, dialogs aside. */
export function canRun(command: Command): boolean {
  const here = screen();
  return [...registered].some(
    ({ layer, where, handlers }) =>
      layer === 0 && (where === 'anywhere' || where === here) && handlers()[command] !== undefined,
  );
}

/** Listens to the keyboard and to native menus, for as long as the window lives. */
export function startDispatch(current: () => KeyScreen): void {
  screen = current;
  window.addEventListener('keydown', pressKey);
  window.host?.onCommand((name) => {
    if (isCommand(name)) runCommand(name);
  });
}

/**
 * Does what a key stands for. The window calls it; a dialog's own part calls it for arrows, which Base UI's
 * dialogs keep from the window.
 */
export function pressKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = keyName(event, isMac());
  if (belongsToFocus(event.target, key)) return;
  const command = commandOf(key);
  if (!command) return;
  const meaning = meaningOf(key, command, !window.host);
  if (runCommand(command, { key: meaning, repeat: event.repeat })) event.preventDefault();
}

export const isMac = (): boolean =>
  (window.host?.platform ?? (navigator.platform.startsWith('Mac') ? 'darwin' : 'linux')) === 'darwin';

function commandOf(key: string): Command | undefined {
  const here = screen();
  if (!lettersOf.has(here)) return commandFor(key, here, !window.host);
  if (/^(Shift\+)?[a-z]$/.test(key)) return commandFor('0', here, !window.host);
  const letter = /^Alt\+([a-z])$/.exec(key)?.[1];
  return (letter && commandFor(letter, here, !window.host)) || commandFor(key, here, !window.host);
}

/** What fields do with Ctrl themselves. */
const editing = new Set(
  ['z', 'Shift+z', 'y', 'a', 'c', 'v', 'x', 'Backspace', 'Delete'].map((key) => `Ctrl+${key}`),
);

/** Whether the key means something to what has the focus: a letter to a field, Enter to a button. */
function belongsToFocus(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[data-popup]')) return key !== 'Escape';
  if (isTextField(target)) {
    if (key === 'Escape' || /^(Shift\+)?F\d+$/.test(key)) return false;
    return !/^(Ctrl|Alt)\+/.test(key) || editing.has(key);
  }
  if (key === 'Enter' || key === 'Space')
    return target.closest('button, a[href], summary, input, [role=switch], [role=checkbox]') !== null;
  return (
    key.startsWith('Arrow') && target.closest('[role=radiogroup], [role=slider], input[type=range]') !== null
  );
}

function isTextField(target: Element): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'range', 'button', 'file'].includes(target.type)
  );
}
