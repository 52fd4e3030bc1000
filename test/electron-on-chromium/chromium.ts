import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection } from './cdp.ts';

export const chromiumPath = process.env['ELECTRON_ON_CHROMIUM_BROWSER'] ?? '/usr/bin/chromium';

export interface Chromium {
  readonly connection: CdpConnection;
  readonly process: ChildProcess;
  /** Ends it, by force after three seconds. */
  close(): Promise<void>;
}

/**
 * Starts Chromium with a profile in this folder and no window. Names below `localhost` lead to the port
 * at which schemes are served; no other name is resolved. Playwright finds the browser by a line on
 * standard error, as with Electron.
 */
export async function startChromium(profile: string, schemePort: number): Promise<Chromium> {
  mkdirSync(profile, { recursive: true });
  const child = spawn(
    chromiumPath,
    [
      '--remote-debugging-pipe',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--host-resolver-rules=MAP *.localhost:80 127.0.0.1:${schemePort}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      '--no-startup-window',
      '--no-first-run',
      '--no-default-browser-check',
      // Without it a page never hears that the other end of a port is gone.
      '--enable-blink-features=MessagePortCloseEvent',
      // A camera that shows a test pattern; whether a page may use it is the permission handlers' to say.
      '--use-fake-device-for-media-stream',
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints',
      '--password-store=basic',
      '--use-mock-keychain',
      '--disable-dev-shm-usage',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-session-crashed-bubble',
      '--hide-crash-restore-bubble',
      '--force-color-profile=srgb',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(process.env['DISPLAY'] ? [] : ['--headless']),
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  let line = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const said of lines) if (said.startsWith('DevTools listening')) process.stderr.write(`${said}\n`);
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const connection = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return {
    connection,
    process: child,
    close: async () => {
      connection.browser.send('Browser.close').catch(() => {});
      const late = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await exited;
      clearTimeout(late);
    },
  };
}
