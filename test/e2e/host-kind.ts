import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installedElectron } from '../../build/electron-binary.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** Debian's; the stand-in and the specs in a browser run on it. */
export const chromiumPath = '/usr/bin/chromium';

/** The program that runs the desktop application here. */
export interface DesktopHost {
  readonly kind: 'electron' | 'electron-on-chromium';
  /** Null for Playwright to find Electron by its package. */
  readonly executablePath: string | null;
  /** A line for whoever reads the results. */
  readonly description: string;
}

/** Real Electron where its program was fetched, else the stand-in. */
export async function desktopHost(): Promise<DesktopHost> {
  const electron = await installedElectron(root);
  if (electron !== null) {
    return { kind: 'electron', executablePath: null, description: `Electron (${electron})` };
  }
  return {
    kind: 'electron-on-chromium',
    executablePath: path.join(root, 'test/electron-on-chromium/electron-on-chromium'),
    description:
      'electron-on-chromium, the stand-in on Debian’s Chromium, since Electron’s program was not fetched',
  };
}

/** What this machine lacks for specs in Chromium; empty where it has everything. */
export function absentParts(): string[] {
  const absent: string[] = [];
  if (!existsSync(chromiumPath))
    absent.push('Chromium is not on this machine: install the Debian package chromium.');
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !isOnPath('Xvfb')) {
    absent.push('There is no display, and Xvfb is not on this machine: install the Debian package xvfb.');
  }
  return absent;
}

function isOnPath(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The file to be started for the desktop application, whatever it is. */
export async function desktopProgram(): Promise<string> {
  const { executablePath } = await desktopHost();
  return executablePath ?? (await installedElectron(root)) ?? '';
}
