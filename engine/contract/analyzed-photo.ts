import * as z from 'zod';
import { ErrorInfo } from './app-error.ts';
import { Face, Timings } from './findings.ts';
import { Box } from './geometry.ts';
import { Sha256 } from './photo.ts';

/**
 * What is said of one photo to somebody outside: the line that `analyze --json` and `readings --json`
 * print. Coordinates are pixels of the upright photo. A photo that could not be read has its `file`
 * and its `error`, and nothing else.
 */
export const AnalyzedPhoto = z.object({
  file: z.string(),
  sha256: Sha256.nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Variance of the Laplacian on the frame, at the analysis size. */
  sharpness: z.number().nullable(),
  faces: z.array(
    Face.pick({ box: true, score: true, landmarks: true, quality: true }).extend({
      /** 512 numbers of length one, where they were asked for. */
      embedding: z.array(z.number()).optional(),
    }),
  ),
  bibs: z.array(z.object({ number: z.string(), confidence: z.number(), box: Box })),
  /** Milliseconds. */
  timings: Timings.nullable(),
  error: ErrorInfo.nullable(),
});
export type AnalyzedPhoto = z.infer<typeof AnalyzedPhoto>;
