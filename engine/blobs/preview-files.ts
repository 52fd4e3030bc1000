import sharp, { type Sharp } from 'sharp';
import { AppError } from '../contract/app-error.ts';
import { hasBlob, writeBlob } from './blob-file.ts';
import { type PreviewKind, previewPath, previewSizes } from './preview-path.ts';

/** Interleaved 8-bit RGB in sRGB, row-major, upright. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes small picture, thumbnail and preview of a photo from its decoded pixels, those that are not there
 * yet. None carries metadata: where a photo was taken is nobody's business who is shown a preview.
 *
 * @throws {AppError} DISK_FULL
 */
export async function writePreviews(folder: string, photoId: string, pixels: Pixels): Promise<void> {
  const isMissing = async (kind: PreviewKind) => !(await hasBlob(previewPath(folder, photoId, kind)));
  const write = async (kind: PreviewKind, from: Pixels) =>
    writeBlob(previewPath(folder, photoId, kind), await encoded(inside(opened(from), from, kind), kind));
  const [small, thumb, preview] = await Promise.all([
    isMissing('small'),
    isMissing('thumb'),
    isMissing('preview'),
  ]);
  await Promise.all([
    preview && write('preview', pixels),
    (small || thumb) &&
      shrunk(pixels, 'thumb').then((from) =>
        // Made of the thumbnail's pixels: the whole photo is gone through once for both.
        Promise.all([thumb && write('thumb', from), small && write('small', from)]),
      ),
  ]);
}

/**
 * Makes the small picture of a photo from its thumbnail; false where that cannot be read.
 *
 * @throws {AppError} DISK_FULL
 */
export async function writeSmall(folder: string, photoId: string): Promise<boolean> {
  const { side } = previewSizes.small;
  try {
    const thumb = sharp(previewPath(folder, photoId, 'thumb'));
    const small = thumb.resize(side, side, { fit: 'inside', withoutEnlargement: true });
    await writeBlob(previewPath(folder, photoId, 'small'), await encoded(small, 'small'));
    return true;
  } catch (error) {
    if (error instanceof AppError) throw error;
    return false;
  }
}

function opened({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Never larger than it was. */
function inside(image: Sharp, { width, height }: Pixels, kind: PreviewKind): Sharp {
  const { side } = previewSizes[kind];
  if (Math.max(width, height) <= side) return image;
  return image.resize(side, side, { fit: 'inside', kernel: 'cubic', fastShrinkOnLoad: false });
}

async function shrunk(pixels: Pixels, kind: PreviewKind): Promise<Pixels> {
  const { data, info } = await inside(opened(pixels), pixels, kind)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function encoded(image: Sharp, kind: PreviewKind): Promise<Buffer> {
  return image.jpeg({ quality: previewSizes[kind].quality }).toBuffer();
}
