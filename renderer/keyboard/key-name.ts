/** The parts of a keyboard event that a key's name is made of. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * Name of a key as the keyboard map writes it: `Ctrl+Shift+z`, `?`, `Shift+ArrowLeft`. On macOS ⌘ counts
 * as Ctrl. Shift is named with letters and named keys alone: what it makes of others is another
 * character already, `?` or `+`. Where the layout gives no Latin letter, or Alt makes another of it,
 * the key's place decides.
 */
export function keyName(press: KeyPress, mac: boolean): string {
  const control = mac ? press.metaKey : press.ctrlKey;
  // The other of the two belongs to the system.
  const foreign = mac ? press.ctrlKey : press.metaKey;
  const key = baseKey(press);
  const named = key.length > 1 || /[a-z]/.test(key);
  return [
    foreign && 'System',
    control && 'Ctrl',
    press.altKey && 'Alt',
    press.shiftKey && named && 'Shift',
    key,
  ]
    .filter(Boolean)
    .join('+');
}

function baseKey({ key, code, altKey }: KeyPress): string {
  if (key === ' ') return 'Space';
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code);
  const byPlace = (place?.[1] ?? place?.[2])?.toLowerCase();
  if (byPlace && (altKey || (key.length === 1 && key.charCodeAt(0) > 0x2ff))) return byPlace;
  return key.length === 1 ? key.toLowerCase() : key;
}
