import { extname } from 'node:path';

/** What a file on a card is by its name: `other` is what a camera or a program keeps beside its photos. */
export type FileKind = 'photo' | 'raw' | 'video' | 'other';

/** What a file holds is found out by decoding. */
const extensions = {
  photo: ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'tif', 'tiff', 'heic', 'heif', 'avif'],
  raw: [
    ...['cr2', 'cr3', 'crw', 'nef', 'nrw', 'arw', 'srf', 'sr2', 'raf', 'orf', 'rw2', 'dng', 'pef', 'srw'],
    ...['rwl', '3fr', 'fff', 'iiq', 'x3f', 'erf', 'mrw', 'dcr', 'kdc', 'mos', 'mef', 'gpr'],
  ],
  video: ['mov', 'mp4', 'm4v', 'avi', 'mts', 'm2ts', 'mxf', 'crm', 'nev', 'r3d', 'braw', 'mpg', '3gp', 'mkv'],
} as const satisfies Partial<Record<FileKind, readonly string[]>>;

const kinds: ReadonlyMap<string, FileKind> = new Map(
  Object.entries(extensions).flatMap(([kind, list]) =>
    list.map((extension): [string, FileKind] => [`.${extension}`, kind as FileKind]),
  ),
);

export function fileKind(name: string): FileKind {
  return kinds.get(extname(name).toLowerCase()) ?? 'other';
}

/**
 * What files of one shutter press share, in lower case: the name without its endings, since programs
 * write the notes on `IMG_1.CR3` into `IMG_1.xmp` or `IMG_1.CR3.xmp`.
 */
export function shotStem(name: string): string {
  const stem = withoutExtension(name);
  return (
    fileKind(name) === 'other' && fileKind(stem) !== 'other' ? withoutExtension(stem) : stem
  ).toLowerCase();
}

function withoutExtension(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}
