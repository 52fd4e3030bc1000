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
