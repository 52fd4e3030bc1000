import { app, BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, shell } from 'electron';
import type { Client } from '../engine/contract/contract.ts';
import { chooseFolder, grantDropped, isFolderPurpose, saveCoverage } from './dialogs.ts';
import { sentenceOf } from './engine-client.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';
import { channel, type WindowAction, windowActions } from './host-channels.ts';
import { isFromOwnPage } from './security.ts';
import { tellWindowState } from './window.ts';

/** Answers what a window asks of its host. What comes from anywhere else is not heard. */
export function serveHost(engine: EngineSupervisor, client: Client): void {
  on(channel.enginePort, (window) => {
    window.webContents.postMessage(channel.enginePort, null, [engine.connect('window')]);
  });
  on(channel.states, (window) => {
    tellWindowState(window);
    window.webContents.send(channel.engineState, engine.state, engine.message);
  });
  on(channel.restartEngine, () => engine.restart());
  on(channel.relaunch, () => {
    app.relaunch();
    app.quit();
  });
  on(channel.window, (window, action) => {
    if (isWindowAction(action)) act[action](window);
  });
  handle(channel.chooseFolder, async (window, purpose) =>
    isFolderPurpose(purpose) ? chooseFolder(window, client, purpose) : null,
  );
  handle(channel.grantDropped, async (_window, paths) =>
    Array.isArray(paths)
      ? grantDropped(
          client,
          paths.filter((path) => typeof path === 'string'),
        )
      : [],
  );
  handle(channel.saveCoverage, async (window, event) => saveCoverage(window, client, String(event)));
  handle(channel.reveal, async (_window, event, photoId) => {
    const ids = [event, photoId].map((id) => encodeURIComponent(String(id)));
    const file = await client.media.locate({ address: `media/${ids[0]}/original/${ids[1]}` });
    if (file) shell.showItemInFolder(file.path);
  });
  engine.on('state', (state, message) => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.webContents.send(channel.engineState, state, message);
    }
  });
}

const act: Readonly<Record<WindowAction, (window: BrowserWindow) => void>> = {
  minimize: (window) => window.minimize(),
  toggleMaximize: (window) => (window.isMaximized() ? window.unmaximize() : window.maximize()),
  toggleFullScreen: (window) => window.setFullScreen(!window.isFullScreen()),
  close: (window) => window.close(),
};

function isWindowAction(value: unknown): value is WindowAction {
  return windowActions.some((action) => action === value);
}

function ownWindow(event: IpcMainEvent | IpcMainInvokeEvent): BrowserWindow | null {
  return isFromOwnPage(event) ? BrowserWindow.fromWebContents(event.sender) : null;
}

function on(name: string, listener: (window: BrowserWindow, ...args: unknown[]) => void): void {
  ipcMain.on(name, (event, ...args: unknown[]) => {
    const window = ownWindow(event);
    if (window) listener(window, ...args);
    else console.error(`${name} was asked for by ${event.senderFrame?.url}, and refused.`);
  });
}

function handle(name: string, answer: (window: BrowserWindow, ...args: unknown[]) => Promise<unknown>): void {
  ipcMain.handle(name, async (event, ...args: unknown[]) => {
    const window = ownWindow(event);
    if (!window) throw new Error('Only a window of Photofinish may ask for that.');
    try {
      return await answer(window, ...args);
    } catch (error) {
      throw new Error(sentenceOf(error));
    }
  });
}
