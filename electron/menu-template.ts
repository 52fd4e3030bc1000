import type { MenuItemConstructorOptions } from 'electron';
import { desktop } from '../messages/desktop.ts';

const { menu } = desktop;

/**
 * The application's menu on a platform. A command is told by its name in the keyboard map, with the window
 * that the menu belongs to.
 *
 * Keys reach the page first, which acts on them where they mean something there. On macOS, where the menu
 * is seen, those that the page left alone reach the menu; elsewhere the menu only names them.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  onCommand: (command: string, window: unknown) => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const separator = { type: 'separator' as const };
  const command = (label: string, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    ...(accelerator !== undefined && { accelerator, registerAccelerator: mac }),
    click: (_item, window) => onCommand(name, window),
  });
  const role = (label: string, name: NonNullable<MenuItemConstructorOptions['role']>) => ({
    label,
    role: name,
  });
  const application: MenuItemConstructorOptions = {
    label: desktop.name,
    submenu: [
      role(menu.about, 'about'),
      separator,
      role(menu.services, 'services'),
      separator,
      role(menu.hide, 'hide'),
      role(menu.hideOthers, 'hideOthers'),
      role(menu.showAll, 'unhide'),
      separator,
      role(menu.quit, 'quit'),
    ],
  };
  return [
    ...(mac ? [application] : []),
    {
      label: menu.file,
      submenu: [
        command(menu.newEvent, 'newEvent', 'CmdOrCtrl+N'),
        command(menu.openFolder, 'openFolder', 'CmdOrCtrl+O'),
        command(menu.import, 'import', 'CmdOrCtrl+I'),
        command(menu.pause, 'pause', 'CmdOrCtrl+.'),
        separator,
        role(menu.close, 'close'),
        ...(mac ? [] : [role(menu.quit, 'quit')]),
      ],
    },
    {
      label: menu.edit,
      submenu: [
        command(menu.undo, 'undo', 'CmdOrCtrl+Z'),
        command(menu.redo, 'redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        role(menu.cut, 'cut'),
        role(menu.copy, 'copy'),
        role(menu.paste, 'paste'),
        role(menu.selectAll, 'selectAll'),
        separator,
        command(menu.search, 'search', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: menu.view,
      submenu: [
        command(menu.start, 'start'),
        command(menu.ingest, 'ingest', 'Alt+1'),
        command(menu.browse, 'browse', 'Alt+2'),
        separator,
        command(menu.commands, 'commands', 'CmdOrCtrl+K'),
        command(menu.keys, 'keys'),
        separator,
        command(menu.sunlight, 'sunlight', 'CmdOrCtrl+Shift+L'),
        role(menu.fullScreen, 'togglefullscreen'),
      ],
    },
    {
      label: menu.window,
      submenu: [
        role(menu.minimize, 'minimize'),
        role(menu.zoom, 'zoom'),
        ...(mac ? [separator, role(menu.front, 'front')] : []),
      ],
    },
  ];
}
