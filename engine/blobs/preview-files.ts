import { join } from 'node:path';
import sharp from 'sharp';
import { hasBlob, writeBlob } from './blob-file.ts';

/** Interleaved 8-bit RGB in sRGB, row-major, upright. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** `thumb` fills a cell of the grid, `preview` the screen. */
export type PreviewKind = 'thumb' | 'preview';

/** Longest side in pixels, and JPEG quality. */
const sizes = {
  thumb: { side: 480, quality: 78 },
  preview: { side: 2048, quality: 82 },
} as const satisfies Record<PreviewKind, { side: number; quality: number }>;

/** Where a picture made of a photo is, whether or not it was made yet. `photoId` is a SHA-256. */
export function previewPath(folder: string, photoId: string, kind: PreviewKind): string {
  return join(folder, photoId.slice(0, 2), `${photoId}-${kind}.jpg`);
}

/**
 * Makes the thumbnail and the preview of a photo from its decoded pixels, those that are not there yet.
 * Neither carries metadata: where a photo was taken is nobody's business who is shown a preview.
 *
 * @throws {AppError} DISK_FULL
 */
export async function writePreviews(folder: string, photoId: string, pixels: Pixels): Promise<void> {
  await Promise.all(
    (['thumb', 'preview'] as const).map(async (kind) => {
      const path = previewPath(folder, photoId, kind);
      if (!(await hasBlob(path))) await writeBlob(path, await encode(pixels, kind));
    }),
  );
}

function encode({ data, width, height }: Pixels, kind: PreviewKind): Promise<Buffer> {
  const { side, quality } = sizes[kind];
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  const fitting =
    Math.max(width, height) > side
      ? image.resize(side, side, { fit: 'inside', kernel: 'cubic', fastShrinkOnLoad: false })
      : image;
  return fitting.jpeg({ quality }).toBuffer();
}
