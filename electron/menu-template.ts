import type { MenuItemConstructorOptions } from 'electron';
import type { Preferences } from '../engine/contract/preferences.ts';
import { say } from '../messages/format.ts';
import { acceleratorOf } from './accelerator.ts';

/**
 * The application's menu on a platform. A command is told by its name in the keyboard map, with the window
 * that the menu belongs to.
 *
 * Keys reach the page first, which acts on them where they mean something there. On macOS, where the menu
 * is seen, those that the page left alone reach the menu; elsewhere the menu only names them.
 *
 * @param keys as somebody changed them
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  onCommand: (command: string, window: unknown) => void,
  keys: Preferences['keys'] = {},
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const separator = { type: 'separator' as const };
  const command = (label: string, name: string, usual?: string): MenuItemConstructorOptions => {
    const changed = keys[name];
    const accelerator = changed ? acceleratorOf(changed.find((key) => key !== '')) : usual;
    return {
      id: name,
      label,
      ...(accelerator !== undefined && { accelerator, registerAccelerator: mac }),
      click: (_item, window) => onCommand(name, window),
    };
  };
  const role = (label: string, name: NonNullable<MenuItemConstructorOptions['role']>) => ({
    label,
    role: name,
  });
  const application: MenuItemConstructorOptions = {
    label: say('frame.product'),
    submenu: [
      role(say('desktop.menu.about'), 'about'),
      separator,
      role(say('desktop.menu.services'), 'services'),
      separator,
      role(say('desktop.menu.hide'), 'hide'),
      role(say('desktop.menu.hideOthers'), 'hideOthers'),
      role(say('desktop.menu.showAll'), 'unhide'),
      separator,
      role(say('desktop.menu.quit'), 'quit'),
    ],
  };
  return [
    ...(mac ? [application] : []),
    {
      label: say('desktop.menu.file'),
      submenu: [
        command(say('keys.newEvent'), 'newEvent', 'CmdOrCtrl+N'),
        command(say('desktop.menu.openFolder'), 'openFolder', 'CmdOrCtrl+O'),
        command(say('keys.import'), 'import', 'CmdOrCtrl+I'),
        command(say('keys.planExport'), 'planExport', 'CmdOrCtrl+E'),
        command(say('keys.pauseRun'), 'pause', 'CmdOrCtrl+.'),
        separator,
        command(say('desktop.menu.settings'), 'settings', 'CmdOrCtrl+,'),
        separator,
        role(say('desktop.menu.close'), 'close'),
        ...(mac ? [] : [role(say('desktop.menu.quit'), 'quit')]),
      ],
    },
    {
      label: say('desktop.menu.edit'),
      submenu: [
        command(say('keys.undo'), 'undo', 'CmdOrCtrl+Z'),
        command(say('keys.redo'), 'redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        role(say('desktop.menu.cut'), 'cut'),
        role(say('desktop.menu.copy'), 'copy'),
        role(say('desktop.menu.paste'), 'paste'),
        role(say('desktop.menu.selectAll'), 'selectAll'),
        separator,
        command(say('keys.search'), 'search', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: say('desktop.menu.view'),
      submenu: [
        command(say('keys.start'), 'start'),
        command(say('keys.ingest'), 'ingest', 'Alt+1'),
        command(say('frame.browse'), 'browse', 'Alt+2'),
        separator,
        command(say('desktop.menu.commands'), 'commands', 'CmdOrCtrl+K'),
        command(say('keys.history'), 'history', 'CmdOrCtrl+Shift+H'),
        command(say('desktop.menu.keys'), 'keys'),
        separator,
        command(say('keys.sunlight'), 'sunlight', 'CmdOrCtrl+Shift+L'),
        role(say('keys.fullScreen'), 'togglefullscreen'),
      ],
    },
    {
      label: say('desktop.menu.window'),
      submenu: [
        role(say('frame.minimize'), 'minimize'),
        role(say('desktop.menu.zoom'), 'zoom'),
        ...(mac ? [separator, role(say('desktop.menu.front'), 'front')] : []),
      ],
    },
  ];
}
