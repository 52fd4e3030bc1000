import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/**
 * Where the catalog lives: what `--catalog` says, else `PHOTOFINISH_HOME`, else the platform's folder
 * for application data.
 */
export function dataFolder(option: string | undefined): string {
  const chosen = option ?? process.env['PHOTOFINISH_HOME'];
  return chosen ? resolve(chosen) : envPaths('photofinish', { suffix: '' }).data;
}

/** Where the pictures lie that are made of photos. */
export function previewFolder(home: string): string {
  return join(home, 'previews');
}
