import { readFile } from 'node:fs/promises';
import { previewPath } from '../blobs/preview-path.ts';
import { previewFolder } from './data-folder.ts';
import { readMediaAddress } from './media-address.ts';

/**
 * The JPEG of a small picture or a thumbnail that was made already, by its address; null for any other
 * address, and where it is not there: then `media.locate` makes it, or says that there is none. A screen of
 * cells asks for forty of them at once, so a host reads them without a call of the engine. The event in the
 * address is not looked up: the id is the hash of the photo, and stands for the same picture everywhere.
 */
export async function keptPicture(home: string, address: string): Promise<Buffer<ArrayBuffer> | null> {
  const read = readMediaAddress(address);
  if (read?.kind !== 'small' && read?.kind !== 'thumb') return null;
  const bytes = await readFile(previewPath(previewFolder(home), read.photoId, read.kind)).catch(() => null);
  // A power cut may leave a name without bytes.
  return bytes === null || bytes.length === 0 ? null : bytes;
}
