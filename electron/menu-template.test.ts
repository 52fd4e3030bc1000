import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from './menu-template.ts';

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

const all = (platform: NodeJS.Platform) => items(menuTemplate(platform, () => {}));

test.each(['linux', 'darwin', 'win32'] as const)('on %s no two items share a key or a name', (platform) => {
  for (const part of ['accelerator', 'id'] as const) {
    const given = all(platform).flatMap((item) => item[part] ?? []);
    expect(new Set(given).size).toBe(given.length);
    expect(given.length).toBeGreaterThan(5);
  }
  expect(all(platform).filter(({ type, label }) => type !== 'separator' && !label)).toEqual([]);
});

test('keys are the menu’s only on macOS, where it is seen', () => {
  const registered = (platform: NodeJS.Platform) =>
    new Set(all(platform).flatMap((item) => (item.accelerator ? [item.registerAccelerator] : [])));
  expect(registered('darwin')).toEqual(new Set([true]));
  expect(registered('linux')).toEqual(new Set([false]));
});

test('macOS has its application menu and what text fields need', () => {
  const roles = all('darwin').flatMap(({ role }) => role ?? []);
  expect(roles).toEqual(
    expect.arrayContaining(['about', 'hide', 'quit', 'cut', 'copy', 'paste', 'selectAll']),
  );
  expect(all('win32').map(({ role }) => role)).not.toContain('about');
});

test('keys that somebody changed stand in the menu, and one that was taken away does not', () => {
  const keys = {
    newEvent: ['Ctrl+Shift+e'],
    import: [''],
    pause: ['Alt+ArrowUp'],
    commands: ['p'],
    undo: ['', 'Ctrl++'],
  };
  const template = items(menuTemplate('linux', () => {}, keys));
  const of = (name: string) => template.find(({ id }) => id === name)?.accelerator;
  expect(of('newEvent')).toBe('CmdOrCtrl+Shift+E');
  expect(of('import')).toBeUndefined();
  expect(of('pause')).toBe('Alt+Up');
  expect(of('commands')).toBeUndefined();
  expect(of('undo')).toBe('CmdOrCtrl+Plus');
  expect(of('openFolder')).toBe('CmdOrCtrl+O');
});

test('a command is told by its name', () => {
  const told: unknown[] = [];
  const window = {};
  const undo = items(menuTemplate('linux', (...what) => told.push(what))).find(({ id }) => id === 'undo');
  Reflect.apply(undo?.click ?? (() => {}), undo, [undo, window, {}]);
  expect(told).toEqual([['undo', window]]);
});
