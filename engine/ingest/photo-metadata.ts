import ExifReader from 'exifreader';
import type { PhotoMetadata } from '../contract/photo-metadata.ts';

const TAGS = [
  ...['DateTimeOriginal', 'SubSecTimeOriginal', 'OffsetTimeOriginal'],
  ...['DateTimeDigitized', 'SubSecTimeDigitized', 'OffsetTimeDigitized'],
  ...['Make', 'Model', 'BodySerialNumber'],
] as const;
type TagName = (typeof TAGS)[number];

/**
 * Reads when and with which camera a photo was taken (EXIF 2.32 §4.6.5, in JPEG, TIFF, PNG, WebP,
 * HEIC and AVIF). Damaged or absent metadata gives nulls: they never cost the photo.
 */
export function readPhotoMetadata(bytes: Buffer): PhotoMetadata {
  const text = exifTexts(bytes);
  const taken =
    wallClock(text('DateTimeOriginal'), text('SubSecTimeOriginal')) ??
    wallClock(text('DateTimeDigitized'), text('SubSecTimeDigitized'));
  return {
    takenAt: taken,
    utcOffsetMinutes:
      taken === null ? null : offset(text('OffsetTimeOriginal') ?? text('OffsetTimeDigitized')),
    cameraMake: text('Make'),
    cameraModel: text('Model'),
    cameraSerial: text('BodySerialNumber'),
  };
}

function exifTexts(bytes: Buffer): (tag: TagName) => string | null {
  let tags: ReadonlyMap<string, { description: unknown }>;
  try {
    const { exif } = ExifReader.load(bytes, { expanded: true, includeTags: { exif: [...TAGS] } });
    tags = new Map(Object.entries(exif ?? {}));
  } catch {
    // The reader throws for files without metadata as for broken ones; the pixels may be fine in both.
    return () => null;
  }
  return (tag) => {
    const description = tags.get(tag)?.description;
    if (typeof description !== 'string') return null;
    const clean = description.replaceAll('\0', '').trim();
    return clean === '' ? null : clean;
  };
}

/** EXIF writes `2026:05:01 10:15:30`, and `    :  :     :  :  ` or zeros for a clock that was never set. */
function wallClock(dateTime: string | null, subSeconds: string | null): string | null {
  const match = dateTime?.match(/^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const milliseconds = subSeconds && /^\d+$/.test(subSeconds) ? subSeconds.slice(0, 3).padEnd(3, '0') : '000';
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}`;
  const time = Date.parse(`${local}Z`);
  // A round trip refuses the 31st of February and hour 25.
  return !Number.isNaN(time) && new Date(time).toISOString() === `${local}Z` ? local : null;
}

function offset(text: string | null): number | null {
  const match = text?.match(/^([+-])(\d\d):(\d\d)$/);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
