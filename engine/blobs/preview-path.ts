import { join } from 'node:path';

/**
 * Longest side in pixels, and JPEG quality. `small` fills a cell of the grid at its usual size, `thumb` a
 * larger cell or a screen of twice the pixels, `preview` the screen.
 */
export const previewSizes = {
  small: { side: 240, quality: 75 },
  thumb: { side: 480, quality: 78 },
  preview: { side: 2048, quality: 82 },
} as const;
export type PreviewKind = keyof typeof previewSizes;

/** Where a picture made of a photo is, whether or not it was made yet. `photoId` is a SHA-256. */
export function previewPath(folder: string, photoId: string, kind: PreviewKind): string {
  return join(folder, photoId.slice(0, 2), `${photoId}-${kind}.jpg`);
}
