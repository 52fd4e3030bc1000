// What `electron` is for main, imported or required. Everything that it does not have throws by its name.
import { BrowserWindow, windowOfTarget } from './browser-window.ts';
import { strict } from './strict.ts';

export { app } from './app.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { Menu } from './menu.ts';
export { StandInChannel as MessageChannelMain } from './message-ports.ts';
export { powerSaveBlocker } from './power-save-blocker.ts';
export { protocol } from './schemes.ts';
export { screen } from './screen.ts';
export { session } from './session.ts';
export { shell } from './shell.ts';
export { utilityProcess } from './utility-process.ts';
export { BrowserWindow };

export const webContents = strict('webContents', {
  getAllWebContents: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
  // Playwright asks for it.
  fromDevToolsTargetId: (targetId: string) => windowOfTarget(targetId)?.webContents,
});

/** For tests alone, who know that they run on the stand-in. */
export const electronOnChromium = {
  /** To be called before files are dropped on a window: Chromium does not tell the paths of files. */
  expectDrop: async (paths: string[]): Promise<void> => {
    for (const window of BrowserWindow.getAllWindows()) await window.webContents.expectDrop(paths);
  },
};
