import { createHash } from 'node:crypto';
import type { PipelineVersion } from '../contract/findings.ts';
import type { Box } from '../contract/geometry.ts';

/**
 * Id of a face, derived from where it was found and by what, so that two machines that analyse the same
 * photo name its faces alike. The box is rounded to tenths of a pixel: the last bits of a
 * coordinate differ between processors.
 */
export function faceId(photoId: string, pipeline: PipelineVersion, box: Box): string {
  const place = box.map((value) => value.toFixed(1)).join(',');
  return createHash('sha256')
    .update(`${photoId}\n${pipeline.version}\n${pipeline.pack}\n${place}`)
    .digest('hex')
    .slice(0, 32);
}
