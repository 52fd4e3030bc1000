import sharp, { type Metadata } from 'sharp';
import { AppError } from '../contract/app-error.ts';
import { isSrgbProfile } from './icc-profile.ts';
import { endsEarly, type PhotoFormat, photoFormat } from './photo-format.ts';
import type { AnalysisImage } from './rgb-image.ts';

export interface DecodeOptions {
  /** Of the analysis image, pixels, at most. The photo is never enlarged. */
  readonly longestSide?: number;
}

/** What text and small faces need; see `docs/decisions.md`. */
const defaultLongestSide = 2048;

/**
 * Pixels that are read at all. Baseline JPEG and PNG stream through in strips; the others are held
 * whole while they are decoded (up to 6 bytes a pixel), so they are refused earlier.
 */
const maxPixels = { streamed: 512e6, whole: 200e6 };

/**
 * Decodes the bytes of a photo upright, as sRGB, at the size that analysis works on. Transparent
 * parts turn white; of several images in one file the first counts.
 *
 * Throws `AppError`: FILE_EMPTY, FILE_NOT_A_PHOTO, FILE_TRUNCATED, FILE_UNREADABLE (damaged, or a
 * compression that this build of libvips lacks), PHOTO_NO_PIXELS, PHOTO_TOO_LARGE (before any pixel
 * is decoded).
 */
export async function decodePhoto(bytes: Uint8Array, options: DecodeOptions = {}): Promise<AnalysisImage> {
  const format = photoFormat(bytes);
  if (format === null) throw notAPhoto(bytes);
  try {
    const header = await sharp(bytes, { limitInputPixels: false }).metadata();
    refuseTooLarge(header);
    return await decode(bytes, header, options.longestSide ?? defaultLongestSide);
  } catch (cause) {
    throw cause instanceof AppError ? cause : decodeError(format, bytes, cause);
  }
}

async function decode(bytes: Uint8Array, header: Metadata, longestSide: number): Promise<AnalysisImage> {
  const { width, height } = header.autoOrient;
  const shrink = shrinkFactor(Math.max(width, height), longestSide);
  const { data, info } = await sharp(bytes, {
    limitInputPixels: false,
    // Half a photo must not pass for a whole one. Stricter settings would refuse photos for harmless
    // warnings, such as bytes behind the end.
    failOn: 'truncated',
    ignoreIcc: header.icc !== undefined && isSrgbProfile(header.icc),
  })
    .autoOrient()
    .resize(Math.max(1, Math.floor(width / shrink)), Math.max(1, Math.floor(height / shrink)), {
      fit: 'fill',
      kernel: 'cubic',
    })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`Decoded to ${info.channels} channels instead of 3.`);
  return {
    image: {
      data: new Uint8Array(data.buffer, data.byteOffset, data.length),
      width: info.width,
      height: info.height,
    },
    width,
    height,
    scaleX: width / info.width,
    scaleY: height / info.height,
  };
}

/**
 * By how much to shrink so that the longest side is within `longestSide`. libjpeg shrinks by 2, 4 or
 * 8 while it decodes, which saves a third of the time, but sharp asks it to only where the whole
 * factor is at least 3, 5 or 9: where one of these is just above the factor needed, it is taken
 * instead (a 24-megapixel photo becomes 2000 pixels wide instead of 2048).
 */
function shrinkFactor(side: number, longestSide: number): number {
  const needed = Math.max(1, side / longestSide);
  return shrinkOnLoadFrom.find((factor) => factor >= needed && factor <= needed * 1.125) ?? needed;
}

const shrinkOnLoadFrom = [3, 5, 9];

function refuseTooLarge({ width, height, format, isProgressive }: Metadata): void {
  const streamed = (format === 'jpeg' || format === 'png') && !isProgressive;
  const limit = streamed ? maxPixels.streamed : maxPixels.whole;
  if (width * height <= limit) return;
  const megapixels = Math.round((width * height) / 1e6);
  throw new AppError(
    'PHOTO_TOO_LARGE',
    `The photo has ${width} × ${height} pixels (${megapixels} megapixels); ${limit / 1e6} megapixels is the most that is read of this kind of file. Save a smaller copy and add that.`,
  );
}

function notAPhoto(bytes: Uint8Array): AppError {
  if (bytes.length === 0) {
    return new AppError('FILE_EMPTY', 'The file is empty. Copy it from the card again.');
  }
  return new AppError(
    'FILE_NOT_A_PHOTO',
    'The file is not a JPEG, PNG, WebP or HEIC photo, whatever its name says. Leave it out, or save it as JPEG.',
  );
}

/** The sentence for what libvips could not decode; its own words stay in `cause`. */
function decodeError(format: PhotoFormat, bytes: Uint8Array, cause: unknown): AppError {
  const words = cause instanceof Error ? cause.message : String(cause);
  if (hasNoPixels(format, bytes, words)) {
    return new AppError(
      'PHOTO_NO_PIXELS',
      'The photo says that it is 0 pixels wide or high, so there is nothing in it. Copy it from the card again.',
      { cause },
    );
  }
  if (endsEarly(format, bytes) || words.includes('premature end')) {
    return new AppError(
      'FILE_TRUNCATED',
      'The file ends before its photo does: it was cut off while it was copied or written. Copy it from the card again.',
      { cause },
    );
  }
  if (format === 'heif' && /compression format|codec/i.test(words)) {
    return new AppError(
      'FILE_UNREADABLE',
      'The photo is compressed with HEVC (HEIC), which this build cannot decode. Set the camera or phone to JPEG, or convert it to JPEG.',
      { cause },
    );
  }
  return new AppError(
    'FILE_UNREADABLE',
    'The photo is damaged and cannot be decoded. Copy it from the card again; if that does not help, save it anew from the program that made it.',
    { cause },
  );
}

function hasNoPixels(format: PhotoFormat, bytes: Uint8Array, words: string): boolean {
  if (format === 'png' && bytes.length >= 24) {
    const header = new DataView(bytes.buffer, bytes.byteOffset);
    return header.getUint32(16) === 0 || header.getUint32(20) === 0;
  }
  return words.includes('Empty JPEG image');
}
