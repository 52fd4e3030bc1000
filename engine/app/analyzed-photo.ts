import type { AnalyzedPhoto } from '../contract/analyzed-photo.ts';
import type { ErrorInfo } from '../contract/app-error.ts';
import type { Findings } from '../contract/findings.ts';

/** A photo that was read, as it is told to the outside. */
export function analyzedPhoto(
  file: string,
  sha256: string,
  findings: Findings,
  embeddings: boolean,
): AnalyzedPhoto {
  return {
    file,
    sha256,
    width: findings.width,
    height: findings.height,
    sharpness: findings.sharpness,
    faces: findings.faces.map(({ box, score, landmarks, quality, embedding }) => ({
      box,
      score,
      landmarks,
      quality,
      ...(embeddings && embedding !== null && { embedding: [...embedding] }),
    })),
    bibs: findings.bibs.map(({ number, confidence, box }) => ({ number, confidence, box })),
    timings: findings.timings,
    error: null,
  };
}

/** A photo that could not be read. */
export function failedPhoto(file: string, error: ErrorInfo): AnalyzedPhoto {
  return {
    file,
    sha256: null,
    width: null,
    height: null,
    sharpness: null,
    faces: [],
    bibs: [],
    timings: null,
    error,
  };
}
