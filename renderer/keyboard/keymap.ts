import type { MessageId } from '../../messages/format.ts';

/** Screens that have keys of their own; `review` to `sync` are not in the window yet. */
export const screens = [
  'start',
  'ingest',
  'browse',
  'photo',
  'review',
  'people',
  'coverage',
  'export',
  'sync',
  'settings',
] as const;
export type KeyScreen = (typeof screens)[number];

/** Groups of the key sheet. */
export const groups = ['go', 'move', 'judge', 'athletes', 'see', 'any'] as const;

interface Binding {
  readonly command: string;
  /** Screens on which it acts. */
  readonly where: readonly KeyScreen[];
  /**
   * Keys by the name that their event has, letters in lower case, modifiers before them in the order
   * Ctrl Alt Shift. `Ctrl` is ⌘ on macOS. None where only menus and buttons do it.
   */
  readonly keys: readonly string[];
  /** Instead of `keys` in a browser, which keeps some for itself. */
  readonly inBrowser?: readonly string[];
  readonly group: (typeof groups)[number];
  readonly label: Extract<MessageId, `keys.${string}`>;
}

/** With an event open. */
const views = ['ingest', 'browse', 'photo', 'review', 'people', 'coverage', 'export'] as const;

/**
 * The whole keyboard: what acts where. A command is done by whoever registered for it (`useCommands`);
 * one that nobody registered for does nothing, and its key is left alone.
 */
export const keymap = [
  { command: 'commands', where: screens, keys: ['Ctrl+k'], group: 'go', label: 'keys.commands' },
  { command: 'keys', where: screens, keys: ['?'], group: 'go', label: 'keys.keySheet' },
  { command: 'search', where: screens, keys: ['/', 'Ctrl+f'], group: 'go', label: 'keys.search' },
  { command: 'undo', where: screens, keys: ['Ctrl+z'], group: 'any', label: 'keys.undo' },
  { command: 'redo', where: screens, keys: ['Ctrl+Shift+z', 'Ctrl+y'], group: 'any', label: 'keys.redo' },
  { command: 'back', where: screens, keys: ['Escape'], group: 'go', label: 'keys.back' },
  { command: 'nextPanel', where: screens, keys: ['F6'], group: 'go', label: 'keys.nextPanel' },
  { command: 'previousPanel', where: screens, keys: ['Shift+F6'], group: 'go', label: 'keys.previousPanel' },
  { command: 'start', where: views, keys: [], group: 'go', label: 'keys.start' },
  { command: 'ingest', where: screens, keys: ['Alt+1'], group: 'go', label: 'keys.ingest' },
  { command: 'import', where: screens, keys: ['Ctrl+i'], group: 'any', label: 'keys.import' },
  {
    command: 'planExport',
    where: screens,
    keys: ['Ctrl+e', 'Alt+5'],
    group: 'any',
    label: 'keys.planExport',
  },
  {
    command: 'newEvent',
    where: screens,
    keys: ['Ctrl+n'],
    inBrowser: ['Alt+n'],
    group: 'any',
    label: 'keys.newEvent',
  },
  { command: 'openFolder', where: screens, keys: ['Ctrl+o'], group: 'any', label: 'keys.openFolder' },
  { command: 'pause', where: screens, keys: ['Ctrl+.'], group: 'any', label: 'keys.pauseRun' },
  { command: 'settings', where: screens, keys: ['Ctrl+,'], group: 'any', label: 'keys.settings' },
  {
    command: 'history',
    where: screens,
    keys: ['Ctrl+Shift+h'],
    inBrowser: ['Alt+h'],
    group: 'any',
    label: 'keys.history',
  },
  { command: 'sunlight', where: screens, keys: ['Ctrl+Shift+l'], group: 'see', label: 'keys.sunlight' },
  { command: 'fullScreen', where: screens, keys: ['F11'], group: 'see', label: 'keys.fullScreen' },

  { command: 'browse', where: views, keys: ['g', 'Alt+2'], group: 'go', label: 'keys.grid' },
  { command: 'photo', where: ['browse'], keys: ['e', 'Enter'], group: 'go', label: 'keys.photo' },
  {
    command: 'photoOfItem',
    where: ['ingest', 'review', 'people', 'export', 'sync'],
    keys: ['e'],
    group: 'go',
    label: 'keys.photo',
  },
  { command: 'review', where: views, keys: ['r', 'Alt+3'], group: 'go', label: 'keys.review' },
  { command: 'people', where: views, keys: ['Alt+4'], group: 'go', label: 'keys.people' },
  { command: 'coverage', where: views, keys: ['Alt+6'], group: 'go', label: 'keys.coverage' },

  { command: 'create', where: ['start'], keys: ['Ctrl+Enter'], group: 'any', label: 'keys.create' },

  {
    command: 'move',
    where: ['browse'],
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    group: 'move',
    label: 'keys.move',
  },
  {
    command: 'extend',
    where: ['browse'],
    keys: [
      'Shift+ArrowLeft',
      'Shift+ArrowRight',
      'Shift+ArrowUp',
      'Shift+ArrowDown',
      'Shift+Home',
      'Shift+End',
      'Shift+PageUp',
      'Shift+PageDown',
    ],
    group: 'move',
    label: 'keys.extend',
  },
  {
    command: 'ends',
    where: ['browse', 'photo', 'people'],
    keys: ['Home', 'End'],
    group: 'move',
    label: 'keys.ends',
  },
  {
    command: 'pages',
    where: ['browse', 'people'],
    keys: ['PageUp', 'PageDown'],
    group: 'move',
    label: 'keys.pages',
  },
  { command: 'selectAll', where: ['browse'], keys: ['Ctrl+a'], group: 'move', label: 'keys.selectAll' },
  { command: 'selectNone', where: ['browse'], keys: ['Ctrl+d'], group: 'move', label: 'keys.selectNone' },
  { command: 'loupe', where: ['browse'], keys: ['Space'], group: 'see', label: 'keys.loupe' },
  { command: 'larger', where: ['browse', 'photo'], keys: ['+', '='], group: 'see', label: 'keys.larger' },
  { command: 'smaller', where: ['browse', 'photo'], keys: ['-'], group: 'see', label: 'keys.smaller' },
  { command: 'burst', where: ['browse'], keys: ['s'], group: 'judge', label: 'keys.burst' },
  { command: 'compare', where: ['browse'], keys: ['c'], group: 'judge', label: 'keys.compare' },
  { command: 'timeline', where: ['browse'], keys: ['t'], group: 'see', label: 'keys.timeline' },
  { command: 'inspector', where: ['browse', 'photo'], keys: ['i'], group: 'see', label: 'keys.inspector' },
  { command: 'collections', where: ['browse'], keys: ['\\'], group: 'see', label: 'keys.collections' },

  {
    command: 'rate',
    where: ['browse', 'photo'],
    keys: ['0', '1', '2', '3', '4', '5'],
    group: 'judge',
    label: 'keys.rate',
  },
  {
    command: 'label',
    where: ['browse', 'photo'],
    keys: ['6', '7', '8', '9'],
    group: 'judge',
    label: 'keys.label',
  },
  { command: 'pick', where: ['browse', 'photo'], keys: ['p'], group: 'judge', label: 'keys.pick' },
  { command: 'reject', where: ['browse', 'photo'], keys: ['x'], group: 'judge', label: 'keys.reject' },
  { command: 'unflag', where: ['browse', 'photo'], keys: ['u'], group: 'judge', label: 'keys.unflag' },
  { command: 'athlete', where: ['browse', 'photo'], keys: ['[', ']'], group: 'move', label: 'keys.athlete' },
  {
    command: 'nextToReview',
    where: ['browse', 'photo'],
    keys: ['j'],
    group: 'move',
    label: 'keys.nextToReview',
  },
  {
    command: 'previousToReview',
    where: ['browse', 'photo'],
    keys: ['Shift+j'],
    group: 'move',
    label: 'keys.previousToReview',
  },
  { command: 'accept', where: ['browse', 'photo'], keys: ['a'], group: 'athletes', label: 'keys.accept' },
  { command: 'typeBib', where: ['browse', 'photo'], keys: ['b'], group: 'athletes', label: 'keys.typeBib' },
  {
    command: 'rejectReading',
    where: ['browse', 'photo'],
    keys: ['Delete'],
    group: 'athletes',
    label: 'keys.rejectReading',
  },
  {
    command: 'noNumber',
    where: ['browse', 'photo', 'review', 'people'],
    keys: ['n'],
    group: 'athletes',
    label: 'keys.noNumber',
  },
  { command: 'sameFace', where: ['browse', 'photo'], keys: ['f'], group: 'athletes', label: 'keys.sameFace' },
  {
    command: 'copyBibs',
    where: ['browse', 'photo'],
    keys: ['Ctrl+c'],
    group: 'athletes',
    label: 'keys.copyBibs',
  },
  {
    command: 'pasteBibs',
    where: ['browse', 'photo'],
    keys: ['Ctrl+v'],
    group: 'athletes',
    label: 'keys.pasteBibs',
  },

  {
    command: 'photoStep',
    where: ['photo'],
    keys: ['ArrowLeft', 'ArrowRight'],
    group: 'move',
    label: 'keys.photoStep',
  },
  { command: 'zoomFace', where: ['photo'], keys: ['z', 'Space'], group: 'see', label: 'keys.zoomFace' },
  { command: 'fit', where: ['photo'], keys: ['Ctrl+0'], group: 'see', label: 'keys.fit' },
  {
    command: 'pan',
    where: ['photo'],
    keys: ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'],
    group: 'see',
    label: 'keys.pan',
  },
  { command: 'boxes', where: ['photo'], keys: ['o'], group: 'see', label: 'keys.boxes' },
  { command: 'drawBox', where: ['photo'], keys: ['d'], group: 'athletes', label: 'keys.drawBox' },
  { command: 'tagPhoto', where: ['photo'], keys: ['t'], group: 'athletes', label: 'keys.tagPhoto' },

  {
    command: 'digit',
    where: ['review'],
    keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    group: 'athletes',
    label: 'keys.digit',
  },
  {
    command: 'eraseDigit',
    where: ['review'],
    keys: ['Backspace'],
    group: 'athletes',
    label: 'keys.eraseDigit',
  },
  {
    command: 'candidate',
    where: ['review'],
    keys: ['ArrowUp', 'ArrowDown'],
    group: 'move',
    label: 'keys.candidate',
  },
  { command: 'save', where: ['review'], keys: ['Enter'], group: 'judge', label: 'keys.save' },
  { command: 'saveBatch', where: ['review'], keys: ['Shift+Enter'], group: 'judge', label: 'keys.saveBatch' },
  { command: 'otherPerson', where: ['review'], keys: ['d'], group: 'athletes', label: 'keys.otherPerson' },
  {
    command: 'skip',
    where: ['review'],
    keys: ['ArrowLeft', 'ArrowRight'],
    group: 'move',
    label: 'keys.skip',
  },
  { command: 'wholePhoto', where: ['review'], keys: ['Space'], group: 'see', label: 'keys.wholePhoto' },
  { command: 'batchLarger', where: ['review'], keys: ['l'], group: 'see', label: 'keys.batchLarger' },

  {
    command: 'person',
    where: ['people'],
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    group: 'move',
    label: 'keys.person',
  },
  {
    command: 'nameByBib',
    where: ['people'],
    keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    group: 'athletes',
    label: 'keys.nameByBib',
  },
  { command: 'savePerson', where: ['people'], keys: ['Enter'], group: 'judge', label: 'keys.savePerson' },
  { command: 'same', where: ['people'], keys: ['m'], group: 'judge', label: 'keys.same' },
  { command: 'different', where: ['people'], keys: ['d'], group: 'judge', label: 'keys.different' },
  { command: 'mergeLater', where: ['people'], keys: ['l'], group: 'move', label: 'keys.later' },
  { command: 'split', where: ['people'], keys: ['s'], group: 'judge', label: 'keys.split' },
  { command: 'comparePeople', where: ['people'], keys: ['c'], group: 'see', label: 'keys.comparePeople' },
  { command: 'selectPerson', where: ['people'], keys: ['Space'], group: 'move', label: 'keys.selectPerson' },

  { command: 'saveTable', where: ['coverage'], keys: ['Ctrl+s'], group: 'judge', label: 'keys.saveTable' },

  { command: 'export', where: ['export'], keys: ['Ctrl+Enter'], group: 'judge', label: 'keys.export' },
  {
    command: 'tree',
    where: ['export'],
    keys: ['ArrowLeft', 'ArrowRight'],
    group: 'move',
    label: 'keys.tree',
  },
  { command: 'include', where: ['export'], keys: ['Space'], group: 'judge', label: 'keys.include' },
  { command: 'savePlan', where: ['export'], keys: ['Ctrl+s'], group: 'judge', label: 'keys.savePlan' },

  { command: 'keepMine', where: ['sync'], keys: ['1'], group: 'judge', label: 'keys.keepMine' },
  { command: 'useTheirs', where: ['sync'], keys: ['2'], group: 'judge', label: 'keys.useTheirs' },
  { command: 'later', where: ['sync'], keys: ['ArrowRight'], group: 'move', label: 'keys.later' },
] as const satisfies readonly Binding[];

export type Command = (typeof keymap)[number]['command'];

const byCommand = new Map<string, Binding>(keymap.map((binding) => [binding.command, binding]));

export const isCommand = (name: string): name is Command => byCommand.has(name);

/**
 * Keys by command where somebody changed them. A place that is empty has no key: what stands at the same place
 * of the map is what the command is told, so that a rating by another key is still that rating.
 */
export type ChangedKeys = Readonly<Record<string, readonly string[]>>;

let changed: ChangedKeys = {};

/** Takes other keys from now on. Commands that this version does not know are left alone. */
export function changeKeys(keys: ChangedKeys): void {
  changed = keys;
}

/** Keys of a command as `keymap` writes them, before anybody changed any. */
export function ownKeysOf(command: Command, inBrowser: boolean): readonly string[] {
  const binding = byCommand.get(command);
  return (inBrowser ? binding?.inBrowser : undefined) ?? binding?.keys ?? [];
}

/** Keys of a command as they are now. */
export function keysOf(command: Command, inBrowser: boolean): readonly string[] {
  return changed[command]?.filter((key) => key !== '') ?? ownKeysOf(command, inBrowser);
}

/** What a command is told of a key: that of the map in whose place it stands. */
export function meaningOf(key: string, command: Command, inBrowser: boolean): string {
  const place = changed[command]?.indexOf(key) ?? -1;
  return ownKeysOf(command, inBrowser)[place] ?? key;
}

/** The command that a key would act for on a screen where `command` acts as well; null where it is free. */
export function takenBy(key: string, command: Command, inBrowser: boolean): Command | null {
  const where: readonly string[] = byCommand.get(command)?.where ?? [];
  const other = keymap.find(
    (binding) =>
      binding.command !== command &&
      binding.where.some((screen) => where.includes(screen)) &&
      keysOf(binding.command, inBrowser).includes(key),
  );
  return other?.command ?? null;
}

/** Commands that a key stands for on a screen: one, or none. */
export function commandFor(key: string, screen: KeyScreen, inBrowser: boolean): Command | undefined {
  return keymap.find(
    ({ command, where }: Binding & { command: Command }) =>
      where.includes(screen) && keysOf(command, inBrowser).includes(key),
  )?.command;
}
