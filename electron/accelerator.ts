/** Names that Electron has for keys, by those of the keyboard map. */
const names: Readonly<Record<string, string>> = {
  Ctrl: 'CmdOrCtrl',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Enter: 'Return',
};

/**
 * Electron's accelerator for a key of the keyboard map: `CmdOrCtrl+Shift+L` for `Ctrl+Shift+l`. None for a key
 * without Ctrl or Alt: it means something to whoever types.
 */
export function acceleratorOf(key: string | undefined): string | undefined {
  if (key === undefined || !/^(Ctrl|Alt)\+/.test(key)) return undefined;
  const parts = key.endsWith('++') ? [...key.slice(0, -2).split('+'), 'Plus'] : key.split('+');
  return parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join('+');
}
