import ExifReader from 'exifreader';
import type { Camera, Exposure } from '../contract/photo.ts';

/** What the camera noted in the file. Null where it noted nothing that can be understood. */
export interface CameraNotes {
  /** Its wall clock, `2026-05-03T10:12:13.45`, with `+02:00` behind it only if it wrote its offset. */
  readonly cameraTime: string | null;
  readonly camera: Camera | null;
  readonly exposure: Exposure | null;
}

const TAGS = [
  ...['DateTimeOriginal', 'SubSecTimeOriginal', 'OffsetTimeOriginal'],
  ...['DateTimeDigitized', 'SubSecTimeDigitized', 'OffsetTimeDigitized'],
  ...['Make', 'Model', 'BodySerialNumber'],
  ...['ExposureTime', 'FNumber', 'ISOSpeedRatings', 'FocalLength'],
];

/**
 * Reads when, with which camera and how a photo was taken (EXIF 2.32 §4.6.5; in JPEG, TIFF, PNG,
 * WebP, HEIC and AVIF). Damaged metadata never costs the photo.
 */
export function readCameraNotes(bytes: Buffer): CameraNotes {
  const tags = exifTags(bytes);
  const text = (tag: string): string | null => {
    const description = tags.get(tag)?.description;
    if (typeof description !== 'string') return null;
    const clean = description.replaceAll('\0', '').trim();
    return clean === '' ? null : clean;
  };
  /** EXIF writes numbers as they are or as a fraction, `[numerator, denominator]`. */
  const number = (tag: string): number | null => {
    const value = tags.get(tag)?.value;
    const quotient: unknown = Array.isArray(value) && value.length === 2 ? value[0] / value[1] : value;
    return typeof quotient === 'number' && Number.isFinite(quotient) && quotient > 0 ? quotient : null;
  };
  const time = (kind: 'Original' | 'Digitized') =>
    wallClock(text(`DateTime${kind}`), text(`SubSecTime${kind}`), text(`OffsetTime${kind}`));

  return {
    cameraTime: time('Original') ?? time('Digitized'),
    camera: orNull({ make: text('Make'), model: text('Model'), serial: text('BodySerialNumber') }),
    exposure: orNull({
      seconds: number('ExposureTime'),
      aperture: number('FNumber'),
      iso: number('ISOSpeedRatings'),
      focalLength: number('FocalLength'),
    }),
  };
}

function exifTags(bytes: Buffer): ReadonlyMap<string, { value: unknown; description: unknown }> {
  try {
    const { exif } = ExifReader.load(bytes, { expanded: true, includeTags: { exif: TAGS } });
    return new Map(Object.entries(exif ?? {}));
  } catch {
    // The reader throws for files without metadata as for broken ones; the pixels may be fine in both.
    return new Map();
  }
}

/** EXIF writes `2026:05:01 10:15:30`, and `    :  :     :  :  ` or zeros for a clock that was never set. */
function wallClock(dateTime: string | null, subSeconds: string | null, offset: string | null): string | null {
  const match = dateTime?.match(/^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${local}Z`);
  // A round trip refuses the 31st of February and hour 25.
  if (Number.isNaN(time) || new Date(time).toISOString() !== `${local}.000Z`) return null;
  const fraction = subSeconds !== null && /^\d+$/.test(subSeconds) ? `.${subSeconds}` : '';
  const zone = offset !== null && /^[+-]\d\d:\d\d$/.test(offset) ? offset : '';
  return local + fraction + zone;
}

function orNull<T extends object>(facts: T): T | null {
  return Object.values(facts).some((fact) => fact !== null) ? facts : null;
}
