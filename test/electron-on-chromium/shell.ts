import { strict } from './strict.ts';

/** `shell`. A test that wants to know what was shown replaces the function. */
export const shell = strict('shell', {
  showItemInFolder: (path: string) => console.error(`shell.showItemInFolder ${path}`),
} satisfies Pick<Electron.Shell, 'showItemInFolder'>);
