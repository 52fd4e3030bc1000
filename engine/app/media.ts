import { open } from 'node:fs/promises';
import { AppError } from '../contract/app-error.ts';
import { photoFormat } from '../vision/photo-format.ts';
import type { AppContext } from './context.ts';
import { os } from './implementer.ts';
import { type MediaAddress, readMediaAddress } from './media-address.ts';
import { originalOf } from './pictures.ts';

export const media = {
  locate: os.media.locate.handler(async ({ input, context, signal }) => {
    const address = readMediaAddress(input.address);
    if (address === null) return null;
    try {
      const path = await locate(context, address, signal);
      if (path === null) return null;
      // An id is a hash of the content, so whatever is found under it stays as it is.
      return { path, type: address.kind === 'original' ? await typeOf(path) : 'image/jpeg', immutable: true };
    } catch (error) {
      // An address outlives what it stood for: an event, a photo or a face that is gone.
      if (error instanceof AppError && error.code === 'EVENT_NOT_FOUND') return null;
      throw error;
    }
  }),
};

async function locate(
  context: AppContext,
  address: MediaAddress,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const catalog = await context.catalog();
  if (address.kind === 'face') {
    const place = await catalog.facePlace(address.event, address.faceId);
    const photo = place && (await catalog.photoFiles(address.event, place.photoId));
    if (!place || !photo) return null;
    const [x, y, width, height] = place.box;
    const box = [x / place.width, y / place.height, width / place.width, height / place.height] as const;
    return context.pictures.face(photo, address.faceId, box, signal);
  }
  const photo = await catalog.photoFiles(address.event, address.photoId);
  if (!photo) return null;
  switch (address.kind) {
    case 'original':
      return originalOf(photo);
    case 'region':
      return context.pictures.region(photo, address.box, signal);
    default:
      return context.pictures.preview(photo, address.kind, signal);
  }
}

const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', heif: 'image/avif' } as const;

/** By its first bytes: a browser is told nothing that its name merely claims. */
async function typeOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    const format = photoFormat(buffer.subarray(0, bytesRead));
    return format ? types[format] : 'application/octet-stream';
  } finally {
    await file.close();
  }
}
