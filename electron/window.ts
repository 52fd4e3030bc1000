import { BrowserWindow, screen } from 'electron';
import { channel } from './host-channels.ts';
import { recoverFromCrash } from './page-crash.ts';
import { programFiles } from './program-files.ts';
import { appOrigin, confine } from './security.ts';
import {
  minimumSize,
  placeOnScreen,
  readWindowState,
  type WindowState,
  writeWindowState,
} from './window-state.ts';

/** What lies behind the page before it is drawn: `bg` of the dark theme. */
const background = '#161616';

/** Moving and resizing send many events; the last place is written so many milliseconds after them. */
const settleTime = 400;

export interface MainWindow {
  readonly window: BrowserWindow;
  /** Settles once its last place is on the disk. */
  saved(): Promise<void>;
}

/** Opens the window where it was left; it appears once its page is drawn. */
export async function openWindow(stateFile: string): Promise<MainWindow> {
  const place = placeOnScreen(
    await readWindowState(stateFile),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    width: place.width,
    height: place.height,
    ...(place.x !== null && place.y !== null && { x: place.x, y: place.y }),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    backgroundColor: background,
    title: 'Photofinish',
    icon: programFiles.icon,
    // The page draws the title bar; macOS keeps its three buttons, centred in its 40 pixels.
    ...(process.platform === 'darwin'
      ? { titleBarStyle: 'hidden' as const, trafficLightPosition: { x: 14, y: 13 } }
      : { frame: false }),
    autoHideMenuBar: true,
    webPreferences: {
      preload: programFiles.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  confine(window.webContents);
  recoverFromCrash(window);
  const saved = remember(window, stateFile);
  for (const event of ['maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen'] as const) {
    // One overload a name: the list cannot be given to `on` as it is.
    window.on(event as 'maximize', () => tellWindowState(window));
  }
  window.once('ready-to-show', () => {
    if (place.maximized) window.maximize();
    if (place.fullScreen) window.setFullScreen(true);
    window.show();
  });
  await window.loadURL(`${appOrigin}/`);
  return { window, saved };
}

/** Tells a window's page whether it is maximised and whether it fills the screen. */
export function tellWindowState(window: BrowserWindow): void {
  window.webContents.send(channel.windowState, {
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
  });
}

function remember(window: BrowserWindow, file: string): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();
  const write = () => {
    timer = null;
    const state: WindowState = {
      // What it goes back to when it is maximised or fills the screen.
      ...window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    };
    writing = writing.then(() => writeWindowState(file, state));
  };
  const soon = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(write, settleTime);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    if (timer) clearTimeout(timer);
    write();
  });
  return () => writing;
}
