import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, parse, resolve } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import { isWithin, realPlace } from '../files/places.ts';

/** Longest name that every file system takes, in bytes, with room for a number behind it. */
const NAME_BYTES = 240;
/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name that may be given to a file or folder on any system: no separators, nothing that leads out of
 * its folder. Names that were fine stay as they are.
 */
export function safeName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[<>:"/\\|?*]|\p{Cc}/gu, '_')
    .replace(/[. ]+$/, '')
    .replace(/^ +/, '');
  const kept = shortened(clean);
  if (kept === '' || /^\.+$/.test(kept)) return '_';
  return RESERVED.test(kept) ? `_${kept}` : kept;
}

/** The beginning of a long name, and its ending. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  const { name: stem, ext } = parse(name);
  const characters = [...stem];
  while (characters.length > 0 && Buffer.byteLength(characters.join('') + ext) > NAME_BYTES) characters.pop();
  return characters.join('').trimEnd() + ext;
}

/**
 * Where a file of a source is copied to: `<folder>/<name of the source>/<path below DCIM>`. `path` is
 * below the source, with `/` between its parts.
 */
export function copyPath(folder: string, sourceName: string, path: string): string {
  const parts = path.split('/');
  if (parts.length > 1 && parts[0]?.toLowerCase() === 'dcim') parts.shift();
  return join(folder, safeName(sourceName), ...parts.map(safeName));
}

/** The same name with a number before its ending: `IMG_1-2.JPG`. */
export function numbered(path: string, number: number): string {
  const { dir, name, ext } = parse(path);
  return number === 1 ? path : join(dir, `${name}-${number}${ext}`);
}

/** Where copies of an event go when nobody chose a folder. */
export async function defaultFolder(eventName: string): Promise<string> {
  return join(await picturesFolder(), 'Photofinish', safeName(eventName));
}

/** The user's folder of pictures, as the system names it. */
async function picturesFolder(): Promise<string> {
  const fallback = join(homedir(), 'Pictures');
  if (process.platform !== 'linux') return fallback;
  // https://www.freedesktop.org/wiki/Software/xdg-user-dirs/
  if (process.env['XDG_PICTURES_DIR']) return resolve(process.env['XDG_PICTURES_DIR']);
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  const text = await readFile(join(config, 'user-dirs.dirs'), 'utf8').catch(() => '');
  const named = text.match(/^XDG_PICTURES_DIR="(.*)"$/m)?.[1]?.replace(/^\$HOME(?=\/|$)/, homedir());
  return named && resolve(named) === named && named !== homedir() ? named : fallback;
}

/**
 * Refuses to copy a folder into itself or onto itself, links followed.
 *
 * @throws {AppError} DESTINATION_INSIDE_SOURCE
 */
export async function refuseOverlap(source: string, destination: string): Promise<void> {
  const [from, to] = await Promise.all([realPlace(source), realPlace(destination)]);
  const where = isWithin(from, to)
    ? `The folder for copies (${destination}) lies within ${source}, which is to be copied.`
    : isWithin(to, from)
      ? `${source} lies within the folder for copies (${destination}).`
      : null;
  if (where === null) return;
  throw new AppError(
    'DESTINATION_INSIDE_SOURCE',
    `${where} Choose another folder for the event, or leave the photos in place.`,
  );
}
