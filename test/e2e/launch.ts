import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, chromium, type ElectronApplication, type Page, type TestInfo } from '@playwright/test';
import { startServing } from './browser.ts';
import { type Desktop, startDesktop } from './desktop.ts';
import { absentParts, chromiumPath } from './host-kind.ts';
import { type Done, loadAnew, whatIsDone } from './load-anew.ts';

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
    const home = await makeHome();
    await use(home);
    await removeHome(home);
  },

  desktop: async ({ home }, use, testInfo) => {
    skipWithoutParts(testInfo);
    const running: Desktop[] = [];
    await use(async (options) => {
      const started = await startDesktop(home, options);
      noteLauncher(testInfo, started.host.description);
      running.push(started);
      return started;
    });
    for (const { quit } of running) await quit().catch(() => {});
  },

  open: async ({ home }, use, testInfo) => {
    skipWithoutParts(testInfo);
    const running: Opened[] = [];
    await use(async (env) => {
      const opened = await openApplication(home, testInfo, env);
      running.push(opened);
      return opened;
    });
    for (const { close } of running) await close().catch(() => {});
  },
});

/** The application that all tests of a file use, one after the other. */
export interface SharedApplication {
  /** Its data folder. */
  readonly home: string;
  /** The window, loaded anew, without what an earlier test said of photos or chose for the window. */
  open(): Promise<Opened>;
}

/**
 * Starts the application once for the tests of a file: a start costs more than most of what they do. They
 * run one after the other in one data folder, each on a page that was loaded anew, and what one did is
 * undone before the next begins. Events stay, so a test makes its own under a name that no other uses.
 * @param prepare Fills the data folder before the start.
 * @param env Variables for the application, beside those of every spec.
 */
export function oneApplication(
  prepare: (home: string) => Promise<unknown> = async () => {},
  env: (home: string) => Record<string, string> = () => ({}),
): SharedApplication {
  test.describe.configure({ mode: 'default' });
  let home = '';
  let opened: Opened | null = null;
  let before: Done | null = null;

  test.beforeAll(async ({ browserName: _ }, testInfo) => {
    test.setTimeout(300_000);
    skipWithoutParts(testInfo);
    home = await makeHome();
    await prepare(home);
    opened = await openApplication(home, testInfo, env(home));
    before = null;
  });
  test.afterAll(async () => {
    await opened?.close();
    opened = null;
    await removeHome(home);
  });

  return {
    get home() {
      return home;
    },
    async open() {
      if (opened === null) throw new Error('The application was not started.');
      if (before === null) before = await whatIsDone(opened.page);
      else await loadAnew(opened.page, before);
      opened.problems.length = 0;
      return opened;
    },
  };
}

const makeHome = () => mkdtemp(path.join(os.tmpdir(), 'photofinish-e2e-'));
const removeHome = (home: string) =>
  rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

async function openApplication(
  home: string,
  testInfo: TestInfo,
  env: Record<string, string> = {},
): Promise<Opened> {
  if (testInfo.project.name === 'browser') return openInBrowser(home, testInfo, env);
  const { app, page, quit, host } = await startDesktop(home, { env });
  noteLauncher(testInfo, host.description);
  const close = async () => {
    await quit();
  };
  return { page, app, close, problems: problemsOf(page) };
}

async function openInBrowser(home: string, testInfo: TestInfo, env: Record<string, string>): Promise<Opened> {
  const served = await startServing(home, env);
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--use-fake-device-for-media-stream'],
  });
  noteLauncher(testInfo, `Chromium ${browser.version()} on the HTTP host`);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const problems = problemsOf(page);
  await page.goto(served.url);
  const close = async () => {
    await browser.close();
    await served.end();
  };
  return { page, app: null, close, problems };
}

/** Errors of a page, from now on. */
function problemsOf(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return problems;
}

function skipWithoutParts(testInfo: TestInfo): void {
  const absent = absentParts();
  testInfo.skip(absent.length > 0, absent.join(' '));
}

function noteLauncher({ annotations }: TestInfo, description: string): void {
  annotations.push({ type: 'launcher', description });
}
