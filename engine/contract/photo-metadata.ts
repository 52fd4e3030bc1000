import * as z from 'zod';

/** What the camera wrote about a photo. Null where it wrote nothing that can be understood. */
export const PhotoMetadata = z.object({
  /** Wall clock of the camera, `YYYY-MM-DDTHH:mm:ss.sss`: comparable as text, in no time zone yet. */
  takenAt: z.iso.datetime({ local: true, precision: 3 }).nullable(),
  /** How far that wall clock was ahead of UTC, in minutes; most cameras do not say. */
  utcOffsetMinutes: z.int().nullable(),
  cameraMake: z.string().nullable(),
  cameraModel: z.string().nullable(),
  cameraSerial: z.string().nullable(),
});
export type PhotoMetadata = z.infer<typeof PhotoMetadata>;
