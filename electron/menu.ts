import { BrowserWindow, Menu } from 'electron';
import { channel } from './host-channels.ts';
import { menuTemplate } from './menu-template.ts';

/** Puts up the application's menu; its commands go to the page of the window that it belongs to. */
export function putUpMenu(): void {
  const template = menuTemplate(process.platform, (command, window) => {
    const [first] = BrowserWindow.getAllWindows();
    const target = window instanceof BrowserWindow ? window : first;
    target?.webContents.send(channel.command, command);
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
