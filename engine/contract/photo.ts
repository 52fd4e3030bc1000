import * as z from 'zod';
import { ErrorInfo } from './app-error.ts';
import { BibReading, Face, PipelineVersion, Timings } from './findings.ts';

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One file on disk that holds a photo. */
export const PhotoFile = z.object({
  /** Absolute. */
  path: z.string().min(1),
  /** Bytes. */
  size: z.int().nonnegative(),
  /** `mtimeMs` of the file system, exactly as it was read. */
  modifiedMs: z.number(),
  role: z.enum(['jpeg', 'raw']),
  /** Of the file's bytes. */
  sha256: Sha256,
});
export type PhotoFile = z.infer<typeof PhotoFile>;

export const Camera = z.object({
  make: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
});
export type Camera = z.infer<typeof Camera>;

export const Exposure = z.object({
  seconds: z.number().nullable(),
  /** f-number. */
  aperture: z.number().nullable(),
  iso: z.number().nullable(),
  /** Millimetres, not the 35 mm equivalent. */
  focalLength: z.number().nullable(),
});
export type Exposure = z.infer<typeof Exposure>;

/** What the camera wrote into a photo. */
export const PhotoMetadata = z.object({
  /** The instant of the shutter, milliseconds since 1970 UTC, fractions allowed. */
  takenAt: z.number().nullable(),
  /** The same as the camera wrote it, `2026-05-03T10:12:13.45`, with an offset only if it wrote one. */
  cameraTime: z.string().nullable(),
  camera: Camera.nullable(),
  exposure: Exposure.nullable(),
});
export type PhotoMetadata = z.infer<typeof PhotoMetadata>;

/** A photo as ingest hands it to the catalog. */
export const NewPhoto = PhotoMetadata.extend({
  /** SHA-256 of the JPEG where there is one, else of the RAW. */
  id: Sha256,
  /** Ids that this photo has had or could have: the SHA-256 of its RAW. */
  aliases: z.array(Sha256),
  files: z.array(PhotoFile),
});
export type NewPhoto = z.infer<typeof NewPhoto>;

/** A face as the catalog gives it back: with an id, and without its embedding. */
export const IndexedFace = Face.omit({ embedding: true }).extend({ id: z.string() });
export type IndexedFace = z.infer<typeof IndexedFace>;

/** A reading as the catalog gives it back. */
export const IndexedReading = BibReading.extend({
  id: z.string(),
  /** What the event's own statistics made of it; null until the event was settled. Derived. */
  settled: z.object({ number: z.string(), confidence: z.number().min(0).max(1) }).nullable(),
});
export type IndexedReading = z.infer<typeof IndexedReading>;

/** Findings of a photo in the event's pack, as the catalog gives them back. */
export const IndexedFindings = z.object({
  pipeline: PipelineVersion,
  /** Of the upright photo, pixels. */
  width: z.int(),
  height: z.int(),
  /** Variance of the Laplacian on the frame, at the analysis size. */
  sharpness: z.number(),
  faces: z.array(IndexedFace),
  bibs: z.array(IndexedReading),
  timings: Timings,
});
export type IndexedFindings = z.infer<typeof IndexedFindings>;

/** Everything that the catalog knows of one photo of an event, embeddings left out. */
export const Photo = PhotoMetadata.extend({
  id: Sha256,
  aliases: z.array(Sha256),
  files: z.array(PhotoFile),
  /** Null before the first successful analysis. */
  findings: IndexedFindings.nullable(),
  /** Why the latest analysis failed; null when it did not. */
  failure: ErrorInfo.nullable(),
  /** The event's revision at which it last changed: files, findings, failure, decisions or sightings. */
  revision: z.int(),
});
export type Photo = z.infer<typeof Photo>;
