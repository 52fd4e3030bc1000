import type { ExportPhoto } from '../contract/export-photo.ts';

/** Bytes a pixel of a JPEG of this quality of a scene full of people, 4:2:0, by what resized photos came to. */
function bytesPerPixel(quality: number): number {
  return 0.045 + 0.55 * ((quality - 30) / 70) ** 3 + 0.12 * ((quality - 30) / 70);
}

/** Size of the upright photo after resizing, pixels: never larger than it was. */
export function resizedSize(
  { width, height }: { readonly width: number; readonly height: number },
  longEdge: number,
): { width: number; height: number } {
  const scale = Math.min(1, longEdge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Bytes that a resized photo may take: a guess, which the first export in earnest corrects. */
export function resizedBytes(
  { width, height }: Pick<ExportPhoto, 'width' | 'height'>,
  originalBytes: number,
  { longEdge, quality }: { longEdge: number; quality: number },
): number {
  // A photo that was not read yet is taken for one of 3:2 that is larger than what is asked for.
  const size = width === null || height === null ? { width: longEdge, height: (longEdge * 2) / 3 } : null;
  const { width: w, height: h } = size ?? resizedSize({ width: width!, height: height! }, longEdge);
  return Math.min(w * h * bytesPerPixel(quality), Math.max(originalBytes, 20_000));
}
