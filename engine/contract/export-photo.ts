import type { Flag } from './decision.ts';
import type { PhotoFile } from './photo.ts';

/** An athlete in a photo, as it is handed over. */
export interface ExportSighting {
  readonly number: string;
  readonly review: boolean;
  readonly confidence: number;
  /** `Evidence[]` as JSON: read when a line of the CSV is written, of a photo of many. */
  readonly evidence: string;
}

/** A photo as an export sees it. */
export interface ExportPhoto {
  readonly id: string;
  /** Name of its file without the ending. */
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly takenAt: number | null;
  /** As the camera wrote it, `2026-05-03T10:12:13.45`. */
  readonly cameraTime: string | null;
  /** Model of the camera, else its make. */
  readonly camera: string | null;
  readonly stars: number;
  readonly flag: Flag | null;
  /** Of the upright photo, pixels; null before it was read. */
  readonly width: number | null;
  readonly height: number | null;
  readonly files: readonly PhotoFile[];
  /** Accepted and to review, each number once, the surest first. */
  readonly sightings: readonly ExportSighting[];
}
