import * as z from 'zod';
import { Action } from './action.ts';
import { Cell } from './browse.ts';
import { RelativeBox } from './decision.ts';
import { Camera, Exposure } from './photo.ts';
import { NamedSighting } from './sighting.ts';

/** A face as the photo's screen draws it. */
export const DetailFace = z.object({
  id: z.string(),
  box: RelativeBox,
  quality: z.number(),
  /** Variance of the Laplacian. */
  sharpness: z.number(),
  /** Number of the sighting that it belongs to. */
  number: z.string().nullable(),
});
export type DetailFace = z.infer<typeof DetailFace>;

/** Everything that the inspector and the photo's screen show of one photo. */
export const PhotoDetail = z.object({
  cell: Cell,
  /** Of the upright photo, pixels; null before it was read. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** As the camera wrote it. */
  cameraTime: z.string().nullable(),
  camera: Camera.nullable(),
  exposure: Exposure.nullable(),
  files: z.array(
    z.object({
      name: z.string(),
      folder: z.string(),
      role: z.enum(['jpeg', 'raw']),
      size: z.int(),
      /** Whether it is where it was. */
      reachable: z.boolean(),
    }),
  ),
  faces: z.array(DetailFace),
  /** Accepted, to review and rejected, in this order. */
  sightings: z.array(NamedSighting),
  /** Other frames of its burst in order of time, itself included, and which is the sharpest. */
  burst: z.object({ photos: z.array(Cell), sharpest: z.string() }).nullable(),
  /** What was done to it, newest first. */
  history: z.array(Action),
  /** When the machine read it: milliseconds since 1970 UTC, where it is known. */
  readAt: z.int().nullable(),
});
export type PhotoDetail = z.infer<typeof PhotoDetail>;
