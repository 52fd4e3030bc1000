// The desktop application: windows, menus, dialogs and the life of the engine's process. What it does
// for a photographer happens in the engine.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow, dialog, protocol, session } from 'electron';
import { dataFolder } from '../engine/app/data-folder.ts';
import { keptPicture } from '../engine/app/kept-picture.ts';
import { say } from '../messages/format.ts';
import { engineClient } from './engine-client.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { followEngine } from './follow-engine.ts';
import { serveHost } from './host-ipc.ts';
import { speak } from './language.ts';
import { followPreferences, putUpMenu } from './menu.ts';
import { stayAwakeWhileCopying } from './power.ts';
import { programFiles } from './program-files.ts';
import { schemePrivileges, serveApp } from './protocol.ts';
import { quitSafely } from './quit.ts';
import { limitPermissions } from './security.ts';
import { type MainWindow, openWindow } from './window.ts';

app.enableSandbox();
speak('system');
protocol.registerSchemesAsPrivileged([schemePrivileges]);

try {
  const home = await dataFolder(undefined);
  if (await takeProfile(home)) start(home);
  else app.quit();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox(say('frame.product'), reason);
  app.exit(1);
}

/** Whether this is the one program of the data folder. */
async function takeProfile(home: string): Promise<boolean> {
  const profile = profileIn(home);
  try {
    await mkdir(profile, { recursive: true });
    app.setPath('userData', profile);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(say('desktop.folderUnusable', { folder: home, reason }), { cause: error });
  }
  return app.requestSingleInstanceLock();
}

/** What Chromium keeps. Beside the catalog, so that one catalog has one window, wherever it lies. */
function profileIn(home: string): string {
  return path.join(home, 'desktop');
}

/** Not awaited: Electron gets ready once this module has been run to its end. */
function start(home: string): void {
  const engine = new EngineSupervisor({ entry: programFiles.engine, args: [home, programFiles.resources] });
  const client = engineClient(engine);
  const stop = new AbortController();
  let main: Promise<MainWindow> | null = null;
  const open = () => {
    main = openWindow(path.join(profileIn(home), 'window-state.json'));
  };
  quitSafely(engine, stop, async () => (await main)?.saved());

  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  void app.whenReady().then(() => {
    engine.start();
    limitPermissions(session.defaultSession);
    serveApp(protocol, {
      folder: programFiles.page,
      locate: (address) => client.media.locate({ address }),
      kept: (address) => keptPicture(home, address),
    });
    serveHost(engine, client);
    speak('system');
    putUpMenu();
    open();
    void followEngine(client, stop.signal, [stayAwakeWhileCopying(), followPreferences(client)]);
  });
}
