import { app, type BrowserWindow, dialog } from 'electron';
import { say } from '../messages/format.ts';
import { channel } from './host-channels.ts';

/** A page that stops again within this time, in milliseconds, is not loaded again unasked. */
const patience = 60_000;

/** Loads a page that crashed once again, and says so in it; one that crashes soon again asks a person. */
export function recoverFromCrash(window: BrowserWindow): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error(`The page's process ended (${reason}, ${exitCode}).`);
    const again = performance.now() - last < patience;
    last = performance.now();
    void (again ? ask(window) : reload(window));
  });
}

async function reload(window: BrowserWindow): Promise<void> {
  window.webContents.once('did-finish-load', () => {
    window.webContents.send(channel.notice, say('desktop.page.reloaded'));
  });
  window.webContents.reload();
}

async function ask(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: say('desktop.page.stopped'),
    detail: say('desktop.page.stopped.detail'),
    buttons: [say('desktop.page.reload'), say('desktop.menu.quit')],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) app.quit();
  else await reload(window);
}
