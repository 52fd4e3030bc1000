import path from 'node:path';
import { app } from 'electron';

/** Where the bundle lies: `dist/` of the checkout, or the same folder inside a package. */
const bundle = path.resolve(import.meta.dirname, '..');

/**
 * The engine and its workers are ordinary files beside the archive: plain Node processes and threads run
 * them, which know nothing of archives.
 */
const unpacked = (file: string) => file.replace(/\bapp\.asar(?=[\\/]|$)/, 'app.asar.unpacked');

/** What this program consists of, by what it is for. Absolute paths. */
export const programFiles = {
  page: path.join(bundle, 'renderer'),
  preload: path.join(bundle, 'preload', 'preload.cjs'),
  engine: unpacked(path.join(bundle, 'engine', 'engine-process.js')),
  icon: path.join(bundle, 'icons', 'icon.png'),
  /** Holds `models/` and the sample event: beside the archive in a package, else the checkout. */
  get resources(): string {
    return app.isPackaged ? process.resourcesPath : path.dirname(bundle);
  },
};
