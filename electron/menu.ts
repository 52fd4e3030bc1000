import { BrowserWindow, Menu } from 'electron';
import type { Client } from '../engine/contract/contract.ts';
import type { LiveEvent } from '../engine/contract/live.ts';
import type { Preferences } from '../engine/contract/preferences.ts';
import { channel } from './host-channels.ts';
import { speak } from './language.ts';
import { menuTemplate } from './menu-template.ts';

/** Puts up the application's menu; its commands go to the page of the window that it belongs to. */
export function putUpMenu(keys: Preferences['keys'] = {}): void {
  const template = menuTemplate(
    process.platform,
    (command, window) => {
      const [first] = BrowserWindow.getAllWindows();
      const target = window instanceof BrowserWindow ? window : first;
      target?.webContents.send(channel.command, command);
    },
    keys,
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Keeps menu and dialogs as somebody wants them, as far as it is told of. */
export function followPreferences(engine: Client): (event: LiveEvent | { readonly kind: 'away' }) => void {
  let shown = '{}';
  const take = ({ language, keys }: Preferences) => {
    const other = speak(language);
    if (!other && JSON.stringify(keys) === shown) return;
    shown = JSON.stringify(keys);
    putUpMenu(keys);
  };
  return (event) => {
    if (event.kind === 'preferences') take(event.preferences);
    // What was chosen before the engine started.
    else if (event.kind === 'hello') engine.preferences.get().then(take, () => {});
  };
}
