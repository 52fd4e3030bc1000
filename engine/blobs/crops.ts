import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { hasBlob, writeBlob } from './blob-file.ts';

/** `[x, y, width, height]` as shares of the upright photo. */
export type RelativeBox = readonly [number, number, number, number];

/** A face with what is around it: how many times the longer side of its box. */
const FACE_MARGIN = 1.9;
/** Longest side of what is cut out, pixels. */
const sides = { face: 320, region: 1024 } as const;

/** A square part of a preview around a face, made once. */
export function faceCrop(preview: string, faceId: string, box: RelativeBox): Promise<string> {
  return crop(
    preview,
    `face-${createHash('sha256').update(faceId).digest('hex').slice(0, 32)}`,
    'face',
    (size) => squareAround(box, size),
  );
}

/** The part of a preview within a box, made once. */
export function regionCrop(preview: string, box: RelativeBox): Promise<string> {
  const name = `region-${box.map((share) => Math.round(share * 10_000)).join('-')}`;
  return crop(preview, name, 'region', ({ width, height }) => {
    const left = clamp(Math.floor(box[0] * width), 0, width - 1);
    const top = clamp(Math.floor(box[1] * height), 0, height - 1);
    return {
      left,
      top,
      width: clamp(Math.ceil(box[2] * width), 1, width - left),
      height: clamp(Math.ceil(box[3] * height), 1, height - top),
    };
  });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Crops lie beside the preview that they are of, so that what is erased with a photo is found by its id. */
async function crop(
  preview: string,
  name: string,
  kind: keyof typeof sides,
  place: (size: Size) => Size & { left: number; top: number },
): Promise<string> {
  const path = join(dirname(preview), `${photoIdOf(preview)}-${name}.jpg`);
  if (await hasBlob(path)) return path;
  const image = sharp(preview);
  const { width, height } = await image.metadata();
  const side = sides[kind];
  const bytes = await image
    .extract(place({ width, height }))
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer();
  await writeBlob(path, bytes);
  return path;
}

/** Moved rather than cut at the edges of the photo, so that it stays a square while there is room. */
function squareAround(box: RelativeBox, { width, height }: Size): Size & { left: number; top: number } {
  const longer = Math.max(box[2] * width, box[3] * height);
  const side = clamp(Math.round(longer * FACE_MARGIN), 1, Math.min(width, height));
  const centreX = (box[0] + box[2] / 2) * width;
  const centreY = (box[1] + box[3] / 2) * height;
  return {
    left: clamp(Math.round(centreX - side / 2), 0, width - side),
    top: clamp(Math.round(centreY - side / 2), 0, height - side),
    width: side,
    height: side,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function photoIdOf(preview: string): string {
  return preview.slice(-'-preview.jpg'.length - 64, -'-preview.jpg'.length);
}
