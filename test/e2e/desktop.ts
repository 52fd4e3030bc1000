import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { screenSize } from './display.ts';
import { type DesktopHost, desktopHost } from './host-kind.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The desktop application, running. */
export interface Desktop {
  readonly host: DesktopHost;
  readonly app: ElectronApplication;
  /** The page of its window. */
  readonly page: Page;
  /** Quits as a person does, and gives the exit code. */
  quit(): Promise<number | null>;
}

/** Variables of this process that are meant for the application as well, and those of the test. */
export function applicationEnv(
  home: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'NODE_OPTIONS' ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(inherited),
    PHOTOFINISH_HOME: home,
    USE_GPU: 'false',
    // Specs name what they press in English, whatever the language of the machine.
    LANGUAGE: 'en',
    ELECTRON_ON_CHROMIUM_NODE: process.execPath,
    ELECTRON_ON_CHROMIUM_SCREEN: screenSize,
    ...extra,
  };
}

/** Starts the application with a data folder of its own, and waits for its window. */
export async function startDesktop(
  home: string,
  { env = {}, main = 'dist/electron/main.js' }: { env?: Record<string, string>; main?: string } = {},
): Promise<Desktop> {
  const host = await desktopHost();
  const app = await _electron.launch({
    ...(host.executablePath !== null && { executablePath: host.executablePath }),
    args: [path.join(root, main)],
    cwd: root,
    env: applicationEnv(home, env),
  });
  const program = app.process();
  let code: number | null = null;
  program.once('exit', (exitCode) => {
    code = exitCode;
  });
  const page = await app.firstWindow();
  // A window begins with an empty page.
  await page.waitForURL(({ host: name }) => name.startsWith('bundle'));
  return {
    host,
    app,
    page,
    quit: async () => {
      await app.close();
      return code ?? program.exitCode;
    },
  };
}
