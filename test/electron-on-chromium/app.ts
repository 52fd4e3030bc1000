import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { appState } from './app-state.ts';
import { BrowserWindow, windowOfTarget } from './browser-window.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { serveSchemes } from './schemes.ts';
import { takeInstanceLock } from './single-instance.ts';
import { KnownEvents, missing, preventable, strict } from './strict.ts';
import { utilityMetrics } from './utility-process.ts';

type Preventable = ReturnType<typeof preventable>;

interface Events {
  ready: [];
  'window-all-closed': [];
  'before-quit': [Preventable];
  'will-quit': [Preventable];
  quit: [object, number];
  activate: [];
  'second-instance': [object, argv: string[], workingDirectory: string];
  'browser-window-created': [object, window: object];
  'child-process-gone': [object, details: Record<string, unknown>];
}

/** `app`. */
class StandInApp
  extends KnownEvents<Events>
  implements
    Pick<
      Electron.App,
      | 'isPackaged'
      | 'isReady'
      | 'whenReady'
      | 'quit'
      | 'exit'
      | 'relaunch'
      | 'getPath'
      | 'setPath'
      | 'enableSandbox'
      | 'requestSingleInstanceLock'
      | 'getName'
      | 'getVersion'
      | 'getPreferredSystemLanguages'
    >
{
  readonly isPackaged = false;
  private readonly ready = Promise.withResolvers<void>();
  private chromium: Chromium | null = null;
  private readyNow = false;
  private quitting = false;
  private relaunches = false;
  private readonly paths = new Map<string, string>([
    ['temp', tmpdir()],
    ['userData', path.join(tmpdir(), `electron-on-chromium-${process.pid}`)],
  ]);

  constructor() {
    super('app', [
      'ready',
      'window-all-closed',
      'before-quit',
      'will-quit',
      'quit',
      'activate',
      'second-instance',
      'browser-window-created',
      'child-process-gone',
    ]);
    appState.windowCreated = (window) => this.emit('browser-window-created', {}, window);
    appState.childProcessGone = (details) => this.emit('child-process-gone', {}, details);
    appState.windowClosed = (left) => this.windowClosed(left);
  }

  isReady(): boolean {
    return this.readyNow;
  }

  whenReady(): Promise<void> {
    return this.ready.promise;
  }

  getName(): string {
    return 'photofinish';
  }

  getVersion(): string {
    return '0.0.0';
  }

  /** As Chromium takes them from the environment. */
  getPreferredSystemLanguages(): string[] {
    return (process.env['LANGUAGE'] || process.env['LANG'] || 'en')
      .split(':')
      .map((name) => name.replace(/[.@].*/, '').replace('_', '-'))
      .filter((name) => name !== 'C' && name !== 'POSIX');
  }

  getPath(name: string): string {
    const place = this.paths.get(name);
    if (place === undefined) throw missing(`app.getPath('${name}')`);
    return place;
  }

  setPath(name: string, place: string): void {
    if (name !== 'userData') throw missing(`app.setPath('${name}')`);
    if (this.readyNow) throw new Error('The profile of Chromium is in use.');
    if (!statSync(place).isDirectory()) throw new Error(`${place} is no folder.`);
    this.paths.set(name, place);
  }

  /** Chromium's pages have no Node anyway. */
  enableSandbox(): void {}

  requestSingleInstanceLock(): boolean {
    return takeInstanceLock(this.getPath('userData'), ({ argv, workingDirectory }) =>
      this.emit('second-instance', {}, argv, workingDirectory),
    );
  }

  relaunch(): void {
    this.relaunches = true;
  }

  /** Of utility processes, names and process ids. */
  getAppMetrics() {
    return utilityMetrics().map((metric) => strict('ProcessMetric', metric));
  }

  /** Before-quit, each window's close, will-quit, quit: each of the first three may prevent what follows. */
  quit(): void {
    if (this.quitting) return;
    const before = preventable();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.quitting = true;
    for (const window of BrowserWindow.getAllWindows()) {
      window.close();
      if (!window.isDestroyed()) {
        this.quitting = false;
        return;
      }
    }
    const will = preventable();
    this.emit('will-quit', will);
    if (will.defaultPrevented) this.quitting = false;
    else this.exit(0);
  }

  exit(code = 0): void {
    this.quitting = true;
    this.emit('quit', {}, code);
    if (this.relaunches) {
      const { ELECTRON_ON_CHROMIUM_WAIT: _, ...env } = process.env;
      const flags = process.execArgv.filter((arg) => !arg.startsWith('--inspect'));
      const boot = fileURLToPath(new URL('./boot.ts', import.meta.url));
      spawn(process.execPath, [...flags, boot, ...process.argv.slice(1)], {
        detached: true,
        stdio: 'ignore',
        env,
      }).unref();
    }
    void Promise.resolve(this.chromium?.close()).finally(() => process.exit(code));
  }

  /** Starts Chromium once main has been run, which says where its profile is; then waits for the debugger, if one comes. */
  async start(entry: Promise<unknown>, gate: Promise<void>): Promise<void> {
    await entry;
    if (this.quitting) return;
    const chromium = await startChromium(
      path.join(this.getPath('userData'), 'chromium'),
      await serveSchemes(),
    );
    this.chromium = chromium;
    chromium.process.once('exit', (code) => {
      if (this.quitting) return;
      console.error(`Chromium ended by itself (${code}).`);
      process.exit(1);
    });
    process.once('exit', () => chromium.process.kill('SIGKILL'));
    await watchTargets(chromium);
    await gate;
    appState.running = chromium;
    this.readyNow = true;
    this.emit('ready');
    this.ready.resolve();
  }

  private windowClosed(left: number): void {
    if (left > 0 || this.quitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }
}

/** Pages that Chromium opens, closes or loses by itself. */
async function watchTargets({ connection }: Chromium): Promise<void> {
  const { browser } = connection;
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const opener = windowOfTarget(targetInfo.openerId);
    if (opener && opener.webContents.opens.shift()?.action !== 'allow') {
      browser.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {});
    }
    // Also where it closes: the page that opened it waits in the same thread.
    connection
      .session(sessionId)
      .send('Runtime.runIfWaitingForDebugger')
      .catch(() => {});
  });
  browser.on('Target.targetDestroyed', ({ targetId }) => windowOfTarget(targetId)?.targetGone());
  browser.on('Target.targetCrashed', ({ targetId }) => windowOfTarget(targetId)?.webContents.crash());
  await browser.send('Target.setDiscoverTargets', { discover: true });
  await browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }],
  });
}

export const app = strict('app', new StandInApp());
