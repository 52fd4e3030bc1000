import { readFile } from 'node:fs/promises';
import { type PreviewKind, previewPath } from '../blobs/preview-path.ts';
import { packSheet } from '../contract/picture-sheet.ts';
import { previewFolder } from './data-folder.ts';
import { readMediaAddress, readSheetAddress } from './media-address.ts';

/** Bytes that a host can give without a call of the engine. */
export interface KeptPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Its address will never stand for anything else. */
  readonly immutable: boolean;
}

/**
 * A small picture or a thumbnail that was made already, or a sheet of them, by its address; null for any
 * other address, and for a picture that is not there: then `media.locate` makes it, or says that there is
 * none. Hosts read them without a call of the engine, since cells wait for them. The event in the address is
 * not looked up: the id is the hash of the photo, and stands for the same picture everywhere.
 */
export async function keptPicture(home: string, address: string): Promise<KeptPicture | null> {
  const sheet = readSheetAddress(address);
  if (sheet) {
    const pictures = await Promise.all(sheet.photoIds.map((id) => read(home, id, sheet.kind)));
    // What is missing on it now may be there the next time.
    return { bytes: packSheet(pictures), type: 'application/octet-stream', immutable: false };
  }
  const one = readMediaAddress(address);
  if (one?.kind !== 'small' && one?.kind !== 'thumb') return null;
  const bytes = await read(home, one.photoId, one.kind);
  return bytes && { bytes, type: 'image/jpeg', immutable: true };
}

async function read(home: string, photoId: string, kind: PreviewKind): Promise<Buffer<ArrayBuffer> | null> {
  const bytes = await readFile(previewPath(previewFolder(home), photoId, kind)).catch(() => null);
  // A power cut may leave a name without bytes.
  return bytes === null || bytes.length === 0 ? null : bytes;
}
