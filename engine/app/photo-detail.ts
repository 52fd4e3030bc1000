import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { PhotoFile } from '../contract/photo.ts';
import type { PhotoDetail } from '../contract/photo-detail.ts';

/** Everything that a screen shows of one photo. @throws AppError PHOTO_NOT_FOUND */
export async function photoDetail(catalog: Catalog, event: Event, photoId: string): Promise<PhotoDetail> {
  const photo = await catalog.detailedPhoto(event.id, photoId);
  if (!photo) {
    throw new AppError('PHOTO_NOT_FOUND', `The event "${event.name}" does not have that photo any more.`);
  }
  return { ...photo, files: await Promise.all(photo.files.map(shown)) };
}

async function shown({ path: file, role, size }: PhotoFile): Promise<PhotoDetail['files'][number]> {
  const reachable = await access(file).then(
    () => true,
    () => false,
  );
  return { name: path.basename(file), folder: path.basename(path.dirname(file)), role, size, reachable };
}
