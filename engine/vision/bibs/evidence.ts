import type { BibEvidence } from '../../contract/findings.ts';
import type { Box } from '../../contract/geometry.ts';
import type { RgbImage } from '../rgb-image.ts';
import type { RotatedRect } from './min-area-rect.ts';
import { type PaperMargins, paperMargins } from './paper-margins.ts';
import { cropHeight } from './recognize-text.ts';
import { rectify } from './rectify.ts';
import { strayFromTorsos } from './torso-regions.ts';
import type { Candidate } from './vote.ts';

/** How far beside a number its paper is looked at, in heights of its box. */
const beside = 1.6;

/**
 * Everything that the confidence in one candidate is computed from, by name, so that an event can
 * weigh it again later. Lengths are in heights of the text box.
 *
 * @param reference the text box that the candidate's `first` and `last` refer to
 * @param score of the text detector
 * @param faces in pixels of `image`
 */
export function gatherEvidence(
  candidate: Candidate,
  reference: RotatedRect,
  score: number,
  image: RgbImage,
  faces: readonly Box[],
): BibEvidence {
  const { text, first, last, support, agreement, coverage, weakest, longer, shorter, rival, other } =
    candidate;
  const margins = marginsOf(candidate, reference, image);
  const { cx, cy, height, angle } = reference;
  return {
    support,
    agreement,
    coverage,
    weakest,
    longer,
    shorter,
    rival,
    other,
    signsInside: candidate.signsInside,
    signsBeside: candidate.signsBeside,
    marginLeft: margins.left,
    marginRight: margins.right,
    contrast: margins.contrast,
    boxScore: score,
    textHeight: height,
    tilt: Math.abs(angle),
    frameBeside: Math.min(cx / height + first, (image.width - cx) / height - last),
    frameBelow: (image.height - cy - height / 2) / height,
    pitch: text.length > 1 ? (last - first) / (text.length - 1) : 0.5,
    stray: strayFromTorsos(reference, faces),
    length: text.length,
    leadingZero: text.startsWith('0') ? 1 : 0,
  };
}

function marginsOf({ first, last }: Candidate, reference: RotatedRect, image: RgbImage): PaperMargins {
  const width = reference.width + 2 * beside * reference.height;
  const columns = Math.round((width / reference.height) * cropHeight);
  const strip = rectify(image, { ...reference, width }, columns, cropHeight);
  const column = (along: number) => columns / 2 + along * cropHeight;
  return paperMargins(strip, column(first), column(last));
}
