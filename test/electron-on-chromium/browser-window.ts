import { appState } from './app-state.ts';
import type { CdpConnection } from './cdp.ts';
import { workArea } from './screen.ts';
import { checkOptions, KnownEvents, preventable, strict } from './strict.ts';
import { WebContents } from './web-contents.ts';

interface Events {
  close: [ReturnType<typeof preventable>];
  closed: [];
  'ready-to-show': [];
  show: [];
  hide: [];
  focus: [];
  blur: [];
  maximize: [];
  unmaximize: [];
  minimize: [];
  restore: [];
  'enter-full-screen': [];
  'leave-full-screen': [];
  resize: [];
  move: [];
}

const eventNames = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'resize',
  'move',
] as const;

/** Frames, colours and icons make no difference to the page; sizes, places and the preload do. */
const optionNames = [
  'width',
  'height',
  'x',
  'y',
  'minWidth',
  'minHeight',
  'show',
  'backgroundColor',
  'title',
  'icon',
  'frame',
  'titleBarStyle',
  'trafficLightPosition',
  'autoHideMenuBar',
  'webPreferences',
];

/** What Chromium's pages are like anyway, and what must not be asked for otherwise. */
const fixedPreferences: Readonly<Record<string, boolean>> = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
};

const windows = new Map<number, StandInWindow>();
let focused: StandInWindow | null = null;
let count = 0;

/**
 * `BrowserWindow`: a window of Chromium whose contents have the size of the whole window, since frames are
 * drawn by the page. X servers of tests have no window manager, so what one would do (maximise, minimise,
 * fill the screen) is done here.
 */
class StandInWindow
  extends KnownEvents<Events>
  implements
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'close'
      | 'destroy'
      | 'isDestroyed'
      | 'show'
      | 'hide'
      | 'isVisible'
      | 'focus'
      | 'isFocused'
      | 'minimize'
      | 'restore'
      | 'isMinimized'
      | 'maximize'
      | 'unmaximize'
      | 'isMaximized'
      | 'setFullScreen'
      | 'isFullScreen'
      | 'getBounds'
      | 'setBounds'
      | 'getNormalBounds'
      | 'loadURL'
    >
{
  readonly id = ++count;
  readonly webContents: WebContents;
  private readonly minimum: { width: number; height: number };
  private readonly connection: CdpConnection;
  private readonly created: Promise<void>;
  private bounds: Electron.Rectangle;
  private visible: boolean;
  private minimized = false;
  private maximized = false;
  private fullScreen = false;
  private destroyed = false;
  private shown = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', eventNames);
    checkOptions('BrowserWindow', options, optionNames);
    const { preload, spellcheck: _, navigateOnDragDrop: __, ...preferences } = options.webPreferences ?? {};
    checkOptions('webPreferences', preferences, Object.keys(fixedPreferences));
    for (const [name, value] of Object.entries(preferences)) {
      if (value !== fixedPreferences[name])
        throw new Error(`The stand-in for Electron has no window with ${name}: ${value}.`);
    }
    this.connection = appState.chromium('BrowserWindow').connection;
    this.minimum = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 };
    const size = this.atLeastMinimum({ width: options.width ?? 800, height: options.height ?? 600 });
    this.bounds = {
      x: options.x ?? Math.round((workArea.width - size.width) / 2),
      y: options.y ?? Math.round((workArea.height - size.height) / 2),
      ...size,
    };
    this.visible = options.show ?? true;
    const contents = new WebContents({ connection: this.connection, preload, close: () => this.close() });
    this.webContents = strict('WebContents', contents);
    contents.on('did-finish-load', () => {
      if (!this.shown) this.emit('ready-to-show');
      this.shown = true;
    });
    this.created = this.create();
    // A window that cannot be made is told to whoever loads something into it.
    this.created.catch(() => {});
  }

  static getAllWindows(): StandInWindow[] {
    return [...windows.values()];
  }

  static getFocusedWindow(): StandInWindow | null {
    return focused;
  }

  static fromWebContents(contents: WebContents | null | undefined): StandInWindow | null {
    return [...windows.values()].find((window) => window.webContents.id === contents?.id) ?? null;
  }

  static fromId(id: number): StandInWindow | null {
    return windows.get(id) ?? null;
  }

  async loadURL(address: string): Promise<void> {
    await this.created;
    await this.webContents.loadURL(address);
  }

  close(): void {
    if (this.destroyed) return;
    const event = preventable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    windows.delete(this.id);
    if (focused?.id === this.id) focused = [...windows.values()].at(-1) ?? null;
    this.created
      .then(() => this.connection.browser.send('Target.closeTarget', { targetId: this.webContents.targetId }))
      .catch(() => {});
    this.webContents.destroy();
    this.emit('closed');
    appState.windowClosed(windows.size);
  }

  /** Chromium closed the page itself. */
  targetGone(): void {
    this.destroy();
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  show(): void {
    this.visible = true;
    this.emit('show');
    this.focus();
  }

  hide(): void {
    this.visible = false;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.visible && !this.minimized;
  }

  focus(): void {
    focused = windows.get(this.id) ?? focused;
    this.emit('focus');
    this.created
      .then(() => this.connection.session(this.sessionId).send('Page.bringToFront'))
      .catch(() => {});
  }

  isFocused(): boolean {
    return focused?.id === this.id;
  }

  minimize(): void {
    this.minimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.minimized = false;
    this.emit('restore');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  maximize(): void {
    if (this.maximized) return;
    this.maximized = true;
    this.resized('maximize');
  }

  unmaximize(): void {
    if (!this.maximized) return;
    this.maximized = false;
    this.resized('unmaximize');
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  setFullScreen(flag: boolean): void {
    if (this.fullScreen === flag) return;
    this.fullScreen = flag;
    this.resized(flag ? 'enter-full-screen' : 'leave-full-screen');
  }

  isFullScreen(): boolean {
    return this.fullScreen;
  }

  getBounds(): Electron.Rectangle {
    return this.maximized || this.fullScreen ? { ...workArea } : { ...this.bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.bounds;
    const wanted = { ...before, ...bounds };
    this.bounds = { ...wanted, ...this.atLeastMinimum(wanted) };
    if (before.x !== wanted.x || before.y !== wanted.y) this.emit('move');
    this.resized('resize');
  }

  private sessionId = '';

  private async create(): Promise<void> {
    const { browser } = this.connection;
    const { width, height } = this.bounds;
    const { targetId } = await browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    this.sessionId = sessionId;
    await this.fit(targetId);
    await this.webContents.attach(targetId, sessionId);
  }

  /** Gives the page the size that the window has. */
  private async fit(targetId: string): Promise<void> {
    const { browser } = this.connection;
    const { width, height } = this.getBounds();
    const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId });
    await browser.send('Browser.setContentsSize', { windowId, width, height });
  }

  private resized(
    event: 'maximize' | 'unmaximize' | 'enter-full-screen' | 'leave-full-screen' | 'resize',
  ): void {
    this.created.then(() => this.fit(this.webContents.targetId)).catch(() => {});
    this.emit(event);
    if (event !== 'resize') this.emit('resize');
  }

  private atLeastMinimum({ width, height }: { width: number; height: number }) {
    return { width: Math.max(width, this.minimum.width), height: Math.max(height, this.minimum.height) };
  }
}

/** The class as main sees it: what it makes, and what it does not have, is strict. */
export const BrowserWindow = new Proxy(strict('BrowserWindow', StandInWindow), {
  construct(target, [options]: [Electron.BrowserWindowConstructorOptions?]) {
    const window = strict('BrowserWindow', new target(options));
    windows.set(window.id, window);
    focused = window;
    appState.windowCreated(window);
    return window;
  },
});

/** By Chromium's name of the page. */
export function windowOfTarget(targetId: string | undefined): StandInWindow | null {
  if (targetId === undefined) return null;
  return [...windows.values()].find(({ webContents }) => webContents.targetId === targetId) ?? null;
}
