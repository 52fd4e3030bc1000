import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Browser, test as base, chromium, type ElectronApplication, type Page } from '@playwright/test';
import { type Served, startServing } from './browser.ts';
import { type Desktop, startDesktop } from './desktop.ts';
import { absentParts, chromiumPath } from './host-kind.ts';

export { expect } from '@playwright/test';

/** The application before a person, in one of its two hosts. */
export interface Opened {
  readonly page: Page;
  /** Errors that the page printed or threw; a spec that expects none looks at it. */
  readonly problems: string[];
  /** Null in a browser. */
  readonly app: ElectronApplication | null;
  /** Ends it as a person does. The data folder stays for the next `open`. */
  close(): Promise<void>;
}

interface Fixtures {
  /** The data folder of this test alone. */
  readonly home: string;
  /** Opens the application: the desktop's window in the project `desktop`, a browser in `browser`. */
  readonly open: (env?: Record<string, string>) => Promise<Opened>;
  /** The desktop application, for specs about the host itself. */
  readonly desktop: (options?: Parameters<typeof startDesktop>[1]) => Promise<Desktop>;
}

/** Playwright's `test` with the application. Each test has a data folder of its own. */
export const test = base.extend<Fixtures>({
  home: async ({ browserName: _ }, use) => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'photofinish-e2e-'));
    await use(home);
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },

  desktop: async ({ home }, use, testInfo) => {
    const absent = absentParts();
    testInfo.skip(absent.length > 0, absent.join(' '));
    const running: Desktop[] = [];
    await use(async (options) => {
      const started = await startDesktop(home, options);
      testInfo.annotations.push({ type: 'launcher', description: started.host.description });
      running.push(started);
      return started;
    });
    for (const { quit } of running) await quit().catch(() => {});
  },

  open: async ({ home, desktop }, use, testInfo) => {
    const browsers: Browser[] = [];
    const servers: Served[] = [];
    const inBrowser = async (env?: Record<string, string>): Promise<Omit<Opened, 'problems'>> => {
      const served = await startServing(home, env);
      servers.push(served);
      const browser = await chromium.launch({
        executablePath: chromiumPath,
        args: ['--no-sandbox', '--use-fake-device-for-media-stream'],
      });
      browsers.push(browser);
      testInfo.annotations.push({
        type: 'launcher',
        description: `Chromium ${browser.version()} on the HTTP host`,
      });
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const close = async () => {
        await browser.close();
        await served.end();
      };
      return { page, app: null, close };
    };
    await use(async (env) => {
      const problems: string[] = [];
      if (testInfo.project.name === 'browser') {
        const opened = await inBrowser(env);
        watch(opened.page, problems);
        await opened.page.goto(servers.at(-1)?.url ?? '');
        return { ...opened, problems };
      }
      const { app, page, quit } = await desktop({ env: env ?? {} });
      watch(page, problems);
      const close = async () => {
        await quit();
      };
      return { page, app, close, problems };
    });
    for (const browser of browsers) await browser.close();
    for (const { end } of servers) await end();
  },
});

function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
}
