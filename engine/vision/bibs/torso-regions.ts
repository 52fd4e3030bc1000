import type { Box } from '../../contract/geometry.ts';
import type { RotatedRect } from './min-area-rect.ts';

/**
 * Where a bib may be worn by somebody with this face: from just below the chin to the thighs (bibs of
 * triathletes hang from a belt). In face widths and heights, measured on finish-line photos: the
 * centre of 98 in 100 bibs lies 1.2 to 3.7 face heights below the face and within one face width of
 * its middle.
 */
const torso = { halfWidth: 1.9, top: 0.6, bottom: 4.3 } as const;

export interface TorsoRegion {
  readonly face: Box;
  readonly box: Box;
}

/** The region below each face, cut to the image. Faces whose torso lies outside give nothing. */
export function torsoRegions(faces: readonly Box[], width: number, height: number): TorsoRegion[] {
  return faces.flatMap((face) => {
    const [x, y, faceWidth, faceHeight] = face;
    const middle = x + faceWidth / 2;
    const left = Math.max(0, middle - torso.halfWidth * faceWidth);
    const right = Math.min(width, middle + torso.halfWidth * faceWidth);
    const top = Math.max(0, y + faceHeight * (1 + torso.top));
    const bottom = Math.min(height, y + faceHeight * (1 + torso.bottom));
    // Less than a face wide or high holds no whole bib.
    if (right - left < faceWidth || bottom - top < faceHeight) return [];
    return [{ face, box: [left, top, right - left, bottom - top] }];
  });
}

/** `strayFromTorsos` of what has no face above it at all. */
export const nobodyNear = 4;

/** Where bib numbers stand below a face and how high their text boxes are, in faces. */
const worn = { beside: 0.8, above: 1, below: 3.8, textHeight: 0.55, heightTolerance: 0.35 } as const;

/**
 * How far a line of text is from where a number would stand that belongs to one of these faces: 0 is
 * on a chest and as large as bib digits are, `nobodyNear` is somewhere else. Clocks, banners and car
 * plates are seldom right in both.
 */
export function strayFromTorsos(text: RotatedRect, faces: readonly Box[]): number {
  let least = nobodyNear;
  for (const [x, y, width, height] of faces) {
    const beside = Math.abs(text.cx - x - width / 2) / width;
    const below = (text.cy - y - height) / height;
    if (below < -0.2 || below > 6 || beside > 3) continue;
    const size = Math.abs(Math.log(text.height / height / worn.textHeight));
    const stray =
      Math.max(0, beside - worn.beside) +
      Math.max(0, worn.above - below) +
      Math.max(0, below - worn.below) +
      1.2 * Math.max(0, size - worn.heightTolerance);
    least = Math.min(least, stray);
  }
  return least;
}
