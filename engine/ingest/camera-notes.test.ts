import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readCameraNotes } from './camera-notes.ts';

const packageFolder = dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json'));

/** A photo with EXIF of our own; `exif` is IFD2 in libvips' terms, the Exif sub-directory. */
const photo = (
  ifd0: Record<string, string>,
  exif: Record<string, string>,
  format: 'jpeg' | 'webp' | 'png' = 'jpeg',
) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .withExif({ IFD0: ifd0, IFD2: exif })
    .toFormat(format)
    .toBuffer();

it('reads what a camera wrote', async () => {
  const bytes = await readFile(join(packageFolder, 'demo/sample1.jpg'));
  expect(readCameraNotes(bytes)).toEqual({
    cameraTime: '2017-10-31T20:16:18',
    camera: { make: 'SONY', model: 'ILCE-7M2', serial: null },
    exposure: { seconds: 0.01, aperture: 1.8, iso: 2500, focalLength: 55 },
  });
});

describe('the clock', () => {
  it.each(['jpeg', 'webp', 'png'] as const)('with its fraction and offset, in %s', async (format) => {
    const bytes = await photo(
      { Make: 'Maker', Model: 'M1' },
      {
        DateTimeOriginal: '2026:05:03 10:12:13',
        SubSecTimeOriginal: '045',
        OffsetTimeOriginal: '+02:00',
        BodySerialNumber: '0815',
      },
      format,
    );
    expect(readCameraNotes(bytes)).toMatchObject({
      cameraTime: '2026-05-03T10:12:13.045+02:00',
      camera: { make: 'Maker', model: 'M1', serial: '0815' },
    });
  });

  it.each(['0000:00:00 00:00:00', '2026:02:31 10:00:00', '    :  :     :  :  '])(
    'that shows %s was never set',
    async (time) => {
      const bytes = await photo({}, { DateTimeOriginal: time });
      expect(readCameraNotes(bytes).cameraTime).toBeNull();
    },
  );
});

it('takes broken or absent metadata for none', async () => {
  const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  const whole = await photo({ Make: 'Maker' }, { DateTimeOriginal: '2026:05:03 10:12:13' });
  const nothing = { cameraTime: null, camera: null, exposure: null };
  expect(readCameraNotes(plain)).toEqual(nothing);
  expect(readCameraNotes(Buffer.from('not a photo'))).toEqual(nothing);
  for (let length = 0; length < whole.length; length += 5) readCameraNotes(whole.subarray(0, length));
});
