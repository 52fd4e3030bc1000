import { access, opendir, readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileKind } from './file-kind.ts';

/** A memory card in a reader, or a camera or phone that shows its memory as a drive. */
export interface Card {
  /** What it is told by wherever it is plugged in. */
  readonly identity: string;
  /** Its label. */
  readonly name: string;
  /** Absolute folder under which its files are. */
  readonly path: string;
}

/**
 * The cards that are connected: volumes with a folder DCIM, and removable ones with photos at their top.
 * `PHOTOFINISH_CARDS` names a folder whose subfolders count as cards as well, for readers that no system
 * shows as drives. A system that cannot be asked has no cards.
 */
export async function findCards(): Promise<Card[]> {
  const found = await Promise.all([volumes().catch(() => []), namedCards()]);
  return found.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What changes whenever a volume comes or goes; cheap, where asking for the volumes is not. */
export async function volumesMark(): Promise<string> {
  const named = (await namedCards()).map(({ identity }) => identity).join('\n');
  return `${await systemMark().catch(() => '')}\n${named}`;
}

async function systemMark(): Promise<string> {
  if (process.platform === 'linux') return readFile('/proc/self/mounts', 'utf8');
  if (process.platform === 'darwin') return (await readdir('/Volumes')).join('\n');
  const letters = await Promise.all(
    [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) =>
      access(`${letter}:\\`).then(
        () => letter,
        () => '',
      ),
    ),
  );
  return letters.join('');
}

async function namedCards(): Promise<Card[]> {
  const folder = process.env['PHOTOFINISH_CARDS'];
  if (!folder) return [];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return await Promise.all(
      entries
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(async ({ name }) => {
          const path = await realpath(join(folder, name));
          return { identity: `card ${path}`, name, path };
        }),
    );
  } catch {
    return [];
  }
}

/** Where a system keeps itself, whatever lies there. */
const systemMounts = /^(\/|\/(boot|home|usr|var|tmp|snap|nix|System)(\/.*)?|\[SWAP\]|C:\\?)$/;

async function volumes(): Promise<Card[]> {
  // Loaded when somebody looks for cards: it is large, and a terminal needs none.
  const { blockDevices } = await import('systeminformation');
  const cards: Card[] = [];
  for (const { mount, label, uuid, serial, size, removable, name } of await blockDevices()) {
    if (!mount || systemMounts.test(mount)) continue;
    const path = /^[A-Z]:$/.test(mount) ? `${mount}\\` : mount;
    const top = await topOf(path);
    if (!top.dcim && !(removable && top.photos)) continue;
    cards.push({
      identity: `volume ${uuid || serial || `${label} ${size}`}`,
      name: label || basename(path) || name,
      path,
    });
  }
  return cards;
}

/** Entries of a volume that are looked at to tell whether photos are on it. */
const LOOKED_AT = 200;

async function topOf(path: string): Promise<{ dcim: boolean; photos: boolean }> {
  const top = { dcim: false, photos: false };
  try {
    let looked = 0;
    for await (const entry of await opendir(path)) {
      if (entry.name.toLowerCase() === 'dcim') top.dcim = true;
      const kind = fileKind(entry.name);
      if (kind === 'photo' || kind === 'raw') top.photos = true;
      if (++looked >= LOOKED_AT) break;
    }
  } catch {
    // A drive without a card in it.
  }
  return top;
}
