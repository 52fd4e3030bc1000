import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { samplePhoto } from '../../test/fixtures/sample-photos.ts';
import {
  exifOrientations,
  heicPhoto,
  jpegWithoutLines,
  pngClaiming,
  storeTurned,
} from '../../test/fixtures/stored-photos.ts';
import { AppError, type ErrorCode } from '../contract/app-error.ts';
import { decodePhoto } from './decode-photo.ts';
import type { AnalysisImage, RgbImage } from './rgb-image.ts';

const photo = readFileSync(samplePhoto(1));
const upright = await sharp(photo).resize(601).png().toBuffer();

describe('formats', () => {
  const reference = decodePhoto(upright);
  const colour: Record<string, () => Sharp> = {
    'baseline JPEG': () => sharp(upright).jpeg({ quality: 95 }),
    'progressive JPEG': () => sharp(upright).jpeg({ quality: 95, progressive: true }),
    WebP: () => sharp(upright).webp({ quality: 95 }),
    AVIF: () => sharp(upright).avif({ quality: 80, effort: 0 }),
    '16-bit PNG': () => sharp(upright).toColourspace('rgb16').png(),
    'interlaced PNG': () => sharp(upright).png({ progressive: true }),
    'JPEG with an sRGB profile': () => sharp(upright).withIccProfile('srgb').jpeg({ quality: 95 }),
    'JPEG in Display P3': () => sharp(upright).withIccProfile('p3').jpeg({ quality: 95 }),
  };
  test.each(Object.entries(colour))('%s gives the colours that were stored', async (_, store) => {
    const { image } = await decodePhoto(await store().toBuffer());
    expect(meanDifference(image, (await reference).image)).toBeLessThan(2.5);
  });

  test('a profile is applied, not ignored', async () => {
    const wide = await sharp(upright).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer();
    const stripped = await sharp(wide, { ignoreIcc: true }).jpeg({ quality: 95 }).toBuffer();
    const { image } = await decodePhoto(wide);
    expect(meanDifference(image, (await decodePhoto(stripped)).image)).toBeGreaterThan(1);
  });

  test('CMYK keeps what is red red, and what is dark dark', async () => {
    const cmyk = await sharp(upright).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    const { image } = await decodePhoto(cmyk);
    expect(meanDifference(image, (await reference).image)).toBeLessThan(25);
  });

  test.each([
    ['8-bit grey JPEG', () => sharp(upright).greyscale().jpeg({ quality: 95 })],
    ['16-bit grey PNG', () => sharp(upright).greyscale().toColourspace('grey16').png()],
  ] as const)('%s becomes RGB of equal channels', async (_, store) => {
    const { image } = await decodePhoto(await store().toBuffer());
    const grey = await decodePhoto(await sharp(upright).greyscale().toColourspace('srgb').png().toBuffer());
    expect(image.data[3000]).toBe(image.data[3001]);
    expect(meanDifference(image, grey.image)).toBeLessThan(2.5);
  });

  test('transparent parts of a PNG turn white', async () => {
    const clear = sharp({
      create: { width: 8, height: 8, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
    });
    const { image } = await decodePhoto(await clear.png().toBuffer());
    expect([...image.data]).toEqual(new Array(8 * 8 * 3).fill(255));
  });
});

describe('size', () => {
  test.each(exifOrientations)(
    'orientation %i comes out upright, with a scale for each axis',
    async (orientation) => {
      // An odd size, so that libjpeg's shrinking by two has to round.
      const reference = await decodePhoto(upright, { longestSide: 200 });
      const decoded = await decodePhoto(await storeTurned(upright, orientation), { longestSide: 200 });
      expect(sizes(decoded)).toEqual(sizes(reference));
      expect(decoded.scaleX * decoded.image.width).toBeCloseTo(decoded.width, 9);
      expect(decoded.scaleY * decoded.image.height).toBeCloseTo(decoded.height, 9);
      expect(meanDifference(decoded.image, reference.image)).toBeLessThan(3);
    },
  );

  test.each([
    [6000, 4000, 2048, 2000], // at just above a factor of libjpeg
    [5000, 3333, 2048, 2048],
    [1001, 667, 2048, 1001], // never enlarged
    [3000, 1, 100, 100], // a side never vanishes
  ])('%i × %i within %i becomes %i wide', async (width, height, longestSide, expected) => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: '#4080c0' } })
      .jpeg()
      .toBuffer();
    const decoded = await decodePhoto(bytes, { longestSide });
    expect(decoded.image.width).toBe(expected);
    expect(decoded.image.height).toBeGreaterThan(0);
    expect([decoded.width, decoded.height]).toEqual([width, height]);
    expect(decoded.image.data[2]).toBeGreaterThan(180);
  });

  test('a photo of 150 megapixels is read', async () => {
    const grey = new Uint8Array(15_000 * 10_000).fill(90);
    const bytes = await sharp(grey, { raw: { width: 15_000, height: 10_000, channels: 1 } })
      .jpeg()
      .toBuffer();
    const { image, width, height } = await decodePhoto(bytes);
    expect([width, height]).toEqual([15000, 10000]);
    expect(Math.max(image.width, image.height)).toBeLessThanOrEqual(2048);
  });
});

describe('bad input', () => {
  const text = (words: string) => async () => Buffer.from(words);
  const cut = (store: (image: Sharp) => Sharp, share: number) => async () => {
    const bytes = await store(sharp(upright)).toBuffer();
    return bytes.subarray(0, Math.floor(bytes.length * share));
  };
  const cases: [string, ErrorCode, () => Promise<Uint8Array>][] = [
    ['an empty file', 'FILE_EMPTY', text('')],
    ['a JPEG cut in the middle', 'FILE_TRUNCATED', cut((image) => image.jpeg(), 0.5)],
    ['a JPEG cut near its end', 'FILE_TRUNCATED', cut((image) => image.jpeg(), 0.97)],
    ['a JPEG cut in its header', 'FILE_TRUNCATED', cut((image) => image.jpeg(), 0.005)],
    ['a progressive JPEG cut', 'FILE_TRUNCATED', cut((image) => image.jpeg({ progressive: true }), 0.8)],
    ['a PNG cut', 'FILE_TRUNCATED', cut((image) => image.png(), 0.5)],
    ['a PNG cut in its header', 'FILE_TRUNCATED', async () => upright.subarray(0, 20)],
    ['a WebP cut', 'FILE_TRUNCATED', cut((image) => image.webp(), 0.5)],
    ['an AVIF cut', 'FILE_TRUNCATED', cut((image) => image.avif({ effort: 0 }), 0.5)],
    ['text', 'FILE_NOT_A_PHOTO', text('bib,name\n7,Ada\n')],
    ['a zip', 'FILE_NOT_A_PHOTO', text('PK\x03\x04\x14')],
    ['a PDF', 'FILE_NOT_A_PHOTO', text('%PDF-1.7\n')],
    ['an SVG', 'FILE_NOT_A_PHOTO', text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['a GIF', 'FILE_NOT_A_PHOTO', () => sharp(upright).gif().toBuffer()],
    ['a TIFF', 'FILE_NOT_A_PHOTO', () => sharp(upright).tiff().toBuffer()],
    ['zeros', 'FILE_NOT_A_PHOTO', async () => new Uint8Array(4096)],
    ['a JPEG without lines', 'PHOTO_NO_PIXELS', jpegWithoutLines],
    ['a PNG of 0 × 0', 'PHOTO_NO_PIXELS', async () => pngClaiming(0, 0)],
    ['a PNG of 50,000 × 50,000', 'PHOTO_TOO_LARGE', async () => pngClaiming(50_000, 50_000)],
    ['a PNG with too few pixels', 'FILE_UNREADABLE', async () => pngClaiming(100, 100)],
  ];
  test.each(cases)('%s: %s', async (_, code, make) => {
    const error = await decodePhoto(await make()).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe(code);
    expect((error as AppError).message).toMatch(/^The .*\. .*\.$/);
  });

  test.skipIf(decodesHevc())('a HEIC photo, which this libvips cannot decode, is told so', async () => {
    await expect(decodePhoto(await heicPhoto())).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('HEVC'),
    });
  });

  test('bytes behind the end do no harm', async () => {
    const bytes = await sharp(upright).jpeg().toBuffer();
    const { width } = await decodePhoto(Buffer.concat([bytes, Buffer.alloc(5000, 7)]));
    expect(width).toBe(601);
  });
});

/** A libvips of the system's own may have a decoder that the prebuilt one has not. */
function decodesHevc(): boolean {
  return sharp.format.heif.input.fileSuffix?.includes('.heic') ?? false;
}

function sizes({ image, width, height }: AnalysisImage): number[] {
  return [image.width, image.height, width, height];
}

/** Mean absolute difference of two images of one size, levels of 0…255. */
function meanDifference(a: RgbImage, b: RgbImage): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i]! - b.data[i]!);
  return sum / a.data.length;
}
