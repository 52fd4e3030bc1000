import { createHash } from 'node:crypto';
import type { PhotoFile } from '../contract/photo.ts';
import { type CameraNotes, readCameraNotes } from '../ingest/camera-notes.ts';
import { readPhoto } from '../ingest/read-photo.ts';

/** What a file is, known as soon as it was read whole. */
export interface IdentifiedFile {
  readonly file: PhotoFile;
  readonly notes: CameraNotes;
}

/**
 * Reads a photo and says what it is. `bytes` are the very bytes that were hashed.
 *
 * @throws {AppError} as `readPhoto` does
 */
export async function identifyFile(path: string): Promise<IdentifiedFile & { readonly bytes: Buffer }> {
  const { bytes, sha256, modifiedMs } = await readPhoto(path);
  return {
    bytes,
    file: { path, size: bytes.length, modifiedMs, role: 'jpeg', sha256 },
    notes: readCameraNotes(bytes),
  };
}

/** The same of a photo that is in no file. */
export function identifyBytes(path: string, photo: Uint8Array): IdentifiedFile & { readonly bytes: Buffer } {
  const bytes = Buffer.from(photo.buffer, photo.byteOffset, photo.byteLength);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    bytes,
    file: { path, size: bytes.length, modifiedMs: 0, role: 'jpeg', sha256 },
    notes: readCameraNotes(bytes),
  };
}
