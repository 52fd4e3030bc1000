import { stat } from 'node:fs/promises';
import { hasBlob } from '../blobs/blob-file.ts';
import { faceCrop, type RelativeBox, regionCrop } from '../blobs/crops.ts';
import { LatestFirst } from '../blobs/latest-first.ts';
import { writePreviews, writeSmall } from '../blobs/preview-files.ts';
import { type PreviewKind, previewPath } from '../blobs/preview-path.ts';
import { AppError } from '../contract/app-error.ts';
import type { PhotoFile } from '../contract/photo.ts';
import { readPhoto } from '../ingest/read-photo.ts';
import { decodePhoto } from '../vision/decode-photo.ts';

/** A photo as pictures are made of it. */
export interface Pictured {
  readonly id: string;
  readonly files: readonly PhotoFile[];
}

/** Decoding takes a core each; analysis is at work beside it. */
const AT_A_TIME = 2;
/** How long a photo that gave no picture is left alone, milliseconds. */
const FORGIVE_AFTER_MS = 30_000;

/**
 * Thumbnails, previews and crops of photos. Analysis writes most of them while it has a photo decoded;
 * those that are missing are made when somebody looks.
 */
export class Pictures {
  readonly folder: string;
  readonly #making = new LatestFirst(AT_A_TIME);
  /** Photos that gave no picture, and when. */
  readonly #barren = new Map<string, number>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * File of a small picture, thumbnail or preview; null where there is none and none can be made: the photo is damaged
   * or gone. Null as well once `signal` was aborted.
   *
   * @throws {AppError} DISK_FULL
   */
  async preview(photo: Pictured, kind: PreviewKind, signal?: AbortSignal): Promise<string | null> {
    const path = previewPath(this.folder, photo.id, kind);
    if (await hasBlob(path)) return path;
    // Made before there were small ones: the thumbnail is at hand, the photo may be on a card.
    if (kind === 'small' && (await hasBlob(previewPath(this.folder, photo.id, 'thumb')))) {
      const write = () => writeSmall(this.folder, photo.id);
      if (await this.#making.make(`small ${photo.id}`, write, signal)) return path;
    }
    if (Date.now() - (this.#barren.get(photo.id) ?? 0) < FORGIVE_AFTER_MS) return null;
    const made = await this.#making.make(photo.id, () => this.#makePreviews(photo), signal);
    return made ? path : null;
  }

  /** A square around a face; null where the photo gives no preview. @throws {AppError} DISK_FULL */
  async face(
    photo: Pictured,
    faceId: string,
    box: RelativeBox,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const preview = await this.preview(photo, 'preview', signal);
    return preview && this.#making.make(`face ${faceId}`, () => faceCrop(preview, faceId, box), signal);
  }

  /** A part of a photo; null where the photo gives no preview. @throws {AppError} DISK_FULL */
  async region(photo: Pictured, box: RelativeBox, signal?: AbortSignal): Promise<string | null> {
    const preview = await this.preview(photo, 'preview', signal);
    return preview && this.#making.make(`${photo.id} ${box}`, () => regionCrop(preview, box), signal);
  }

  /** From the first of its files that still holds it. */
  async #makePreviews({ id, files }: Pictured): Promise<boolean> {
    for (const { path, role, sha256 } of files) {
      if (role !== 'jpeg') continue;
      try {
        const photo = await readPhoto(path);
        if (photo.sha256 !== sha256) continue;
        await writePreviews(this.folder, id, (await decodePhoto(photo.bytes)).image);
        this.#barren.delete(id);
        return true;
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'DISK_FULL') throw error;
      }
    }
    this.#barren.set(id, Date.now());
    return false;
  }
}

/** The first file that a photo can be shown from as it is: there, and not changed since it was read. */
export async function originalOf({ files }: Pictured): Promise<string | null> {
  for (const { path, role, size, modifiedMs } of files) {
    if (role !== 'jpeg') continue;
    const now = await stat(path).catch(() => null);
    if (now?.size === size && now.mtimeMs === modifiedMs) return path;
  }
  return null;
}
