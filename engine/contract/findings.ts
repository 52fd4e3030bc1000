import * as z from 'zod';
import { Box, Point } from './geometry.ts';

/** One detected face. Coordinates are pixels of the upright photo. */
export const Face = z.object({
  box: Box,
  /** Detector's score, 0…1. */
  score: z.number(),
  /** Left eye, right eye, nose, left and right corner of the mouth, as seen in the photo. */
  landmarks: z.tuple([Point, Point, Point, Point, Point]),
  /** 0…1 from size, sharpness and pose, and the embedding's own length: how far that can be trusted. */
  quality: z.number(),
  /** Variance of the Laplacian on the face region. */
  sharpness: z.number(),
  /** 512 numbers of length one, or null where the event has face search off. */
  embedding: z.instanceof(Float32Array).nullable(),
});
export type Face = z.infer<typeof Face>;

/**
 * What the confidence of a reading was computed from. Kept with the reading, so that an event can
 * settle the confidence again from its own statistics without looking at the pixels.
 */
export const BibEvidence = z.record(z.string(), z.number());
export type BibEvidence = z.infer<typeof BibEvidence>;

/** One bib as read from one photo, duplicates merged. */
export const BibReading = z.object({
  number: z.string(),
  /** Probability that exactly this number is worn there, from this photo alone. */
  confidence: z.number().min(0).max(1),
  /** Of the digits, upright photo pixels, axis-aligned. */
  box: Box,
  /** Variance of the Laplacian on the bib region. */
  sharpness: z.number(),
  /** Other numbers that this region may say, most probable first. */
  alternatives: z.array(z.object({ number: z.string(), probability: z.number() })),
  evidence: BibEvidence,
});
export type BibReading = z.infer<typeof BibReading>;

/** Milliseconds spent in each step of one analysis. */
export const Timings = z.object({
  decode: z.number(),
  sharpness: z.number(),
  faces: z.number(),
  embed: z.number(),
  bibRegions: z.number(),
  bibText: z.number(),
});
export type Timings = z.infer<typeof Timings>;

/**
 * Everything that the machine says of one photo. Reproducible from (content hash, pipeline
 * version); an empty list is a result, not the lack of one.
 */
export const Findings = z.object({
  /** Of the upright photo, pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Variance of the Laplacian on the frame, at the analysis size. */
  sharpness: z.number(),
  faces: z.array(Face),
  bibs: z.array(BibReading),
  timings: Timings,
});
export type Findings = z.infer<typeof Findings>;

/**
 * Who computed findings: the pipeline's version (raised whenever the same pixels may give other
 * findings) and the model pack. Ordered by `version` within a pack.
 */
export const PipelineVersion = z.object({ version: z.int().positive(), pack: z.string() });
export type PipelineVersion = z.infer<typeof PipelineVersion>;
