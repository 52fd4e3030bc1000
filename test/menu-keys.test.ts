import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from '../electron/menu-template.ts';
import { keymap } from '../renderer/keyboard/keymap.ts';

function commands(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [
    ...(item.id ? [item] : []),
    ...(Array.isArray(item.submenu) ? commands(item.submenu) : []),
  ]);
}

/** `CmdOrCtrl+Shift+Z` as the keyboard map has it. */
function key(accelerator: string): string {
  return accelerator
    .replace('CmdOrCtrl', 'Ctrl')
    .replace(/\+([A-Z])$/, (_, letter: string) => `+${letter.toLowerCase()}`);
}

test('the native menu has commands of the keyboard map alone, each with a key of that map', () => {
  const items = commands(menuTemplate('darwin', () => {}));
  expect(items.length).toBeGreaterThan(8);
  for (const { id, accelerator } of items) {
    const binding = keymap.find(({ command }) => command === id);
    expect(binding, id).toBeDefined();
    if (accelerator) expect(binding?.keys, id).toContain(key(accelerator));
  }
});
