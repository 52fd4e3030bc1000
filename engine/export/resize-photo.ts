import sharp from 'sharp';
import { AppError } from '../contract/app-error.ts';
import type { ExportOptions } from '../contract/export.ts';

/** Of what is encoded at once; a photo of a camera has a tenth. */
const MOST_PIXELS = 512 * 1024 ** 2;

export interface Resizing extends Omit<NonNullable<ExportOptions['jpeg']>, 'longEdge' | 'keywords'> {
  readonly longEdge: number;
  /** An XMP packet; null for none. */
  readonly xmp: string | null;
}

/**
 * A photo as a JPEG of this size: upright, in sRGB with its profile, never enlarged.
 *
 * @throws {AppError} FILE_UNREADABLE
 */
export async function resizePhoto(
  bytes: Buffer,
  { longEdge, quality, metadata, xmp }: Resizing,
): Promise<Buffer> {
  try {
    let photo = sharp(bytes, { failOn: 'truncated', limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize({ width: longEdge, height: longEdge, fit: 'inside', withoutEnlargement: true });
    if (metadata === 'keep') photo = photo.keepExif();
    photo = photo.withIccProfile('srgb');
    if (xmp !== null) photo = photo.withXmp(xmp);
    return await photo.jpeg({ quality }).toBuffer();
  } catch (cause) {
    throw new AppError(
      'FILE_UNREADABLE',
      'It could not be decoded to be made smaller. Export the original instead, or leave this photo out.',
      { cause },
    );
  }
}
