import type { Box } from '../contract/geometry.ts';
import type { PhotoFile } from '../contract/photo.ts';

/** What pictures are made from. */
export interface MediaRecords {
  /** Present id and files of a photo, by its id or an alias; null when the event has none such. */
  photoFiles(
    eventId: string,
    photoId: string,
  ): Promise<{ readonly id: string; readonly files: readonly PhotoFile[] } | null>;
  /** Where a face of the event is: its photo, its box and the photo's size in pixels; null when it is gone. */
  facePlace(
    eventId: string,
    faceId: string,
  ): Promise<{
    readonly photoId: string;
    readonly box: Box;
    readonly width: number;
    readonly height: number;
  } | null>;
}
