/** Formats that are read as photos; `heif` holds HEIC and AVIF. */
export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'heif';

/**
 * The format of a photo by its first bytes, never by its name. Null for everything else, which
 * includes what libvips would open too: SVG, PDF, GIF, TIFF and the RAW formats built on TIFF.
 */
export function photoFormat(bytes: Uint8Array): PhotoFormat | null {
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 8) === 'ftyp' && heifBrands.has(ascii(bytes, 8, 12))) return 'heif';
  return null;
}

/** Major brands of ISO/IEC 23008-12 still images and of AVIF; other `ftyp` files are video or audio. */
const heifBrands = new Set(['heic', 'heix', 'heim', 'heis', 'mif1', 'avif']);

/**
 * Whether the file's own structure says that bytes are missing at its end. A JPEG has no such
 * structure: only its decoder meets the end too soon.
 */
export function endsEarly(format: PhotoFormat, bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (format) {
    case 'jpeg':
      return false;
    case 'png':
      return !buffer.includes('IEND');
    case 'webp':
      return buffer.readUInt32LE(4) + 8 > buffer.length;
    case 'heif':
      return boxesEnd(buffer) > buffer.length;
  }
}

/** Where the top-level boxes of an ISO base media file end (ISO/IEC 14496-12 section 4.2). */
function boxesEnd(buffer: Buffer): number {
  let at = 0;
  while (at + 8 <= buffer.length) {
    const size = buffer.readUInt32BE(at);
    const toEnd = 0;
    const longSize = 1;
    if (size === toEnd) return buffer.length;
    if (size !== longSize) at += size;
    else if (at + 16 <= buffer.length) at += Number(buffer.readBigUInt64BE(at + 8));
    else return Number.POSITIVE_INFINITY;
  }
  return at;
}

/** Bytes as one character each. */
function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
