import type { Box } from '../../contract/geometry.ts';
import type { RgbImage } from '../rgb-image.ts';
import { alignCtc, decodeCtc, type LengthRules, type Posteriors } from './ctc.ts';
import type { TextBox } from './dbnet.ts';
import type { Look } from './looks.ts';
import { overlap, uprightBounds } from './min-area-rect.ts';
import { torsoRegions } from './torso-regions.ts';
import type { ZoomRegion } from './zoom-canvas.ts';

/** A text box with its first reading. */
export interface ReadBox extends Look {
  /** Of the text detector. */
  readonly score: number;
}

/** One place that may say a number: the boxes found there, the most trusted first. */
export type Place = [ReadBox, ...ReadBox[]];

/** Height, canvas pixels, at which a text box is looked at again: what the detector likes best. */
const zoomedTextHeight = 40;

/** Height of the face, canvas pixels, at which its torso is searched: digits come out about 40 high. */
const zoomedFaceHeight = 110;

/** Height of a whole bib, canvas pixels, at which its text is searched. */
const zoomedBibHeight = 110;

/** Expected number of bib characters in a crop, and their share of all characters there. */
function characterMass({ data, steps, alphabet }: Posteriors): { own: number; share: number } {
  const stride = alphabet.length + 2;
  let own = 0;
  let signs = 0;
  for (let step = 0; step < steps; step++) {
    const row = step * stride;
    for (let c = 1; c <= alphabet.length; c++) own += data[row + c]!;
    signs += data[row + stride - 1]!;
  }
  return { own, share: own / (own + signs + 1e-6) };
}

/** May say a number: enough to have a vote at its place. */
export function maySayNumber({ posteriors }: Look): boolean {
  const { own, share } = characterMass(posteriors);
  return own > 0.7 && share > 0.25;
}

/** Says a number rather than a word with a stray digit: a place without such a box is not judged. */
export function saysNumber({ posteriors }: Look, rules: LengthRules): boolean {
  if (characterMass(posteriors).share < 0.45) return false;
  const [best] = decodeCtc(posteriors, rules);
  const aligned = best && alignCtc(posteriors, best.text);
  if (!aligned) return false;
  return aligned.reduce((sum, { probability }) => sum + probability, 0) > 0.5 * aligned.length;
}

/** Longer lines, for their height, are no numbers of allowed length: reading them would cost most. */
export function hasShapeOfNumber({ rect }: TextBox, { maxLength }: LengthRules): boolean {
  return rect.width < (0.6 * maxLength + 1) * rect.height;
}

/** Has something of a number: enough for another look from nearby. */
function hintsAtNumber({ posteriors }: Look): boolean {
  const { own, share } = characterMass(posteriors);
  return own > 0.4 && share > 0.15;
}

function isClear({ posteriors }: Look, rules: LengthRules): boolean {
  const [best] = decodeCtc(posteriors, { ...rules, minLength: Math.max(2, rules.minLength) });
  if (!best || best.probability < 0.6) return false;
  const aligned = alignCtc(posteriors, best.text);
  return aligned?.every(({ probability }) => probability > 0.8) ?? false;
}

/**
 * Where to look again, what matters most first: round every text that hints at a number and is not
 * clear yet, scaled to the height that the detector likes best, and the torsos on which nothing clear was found, if that
 * enlarges them beyond the frame's own pass.
 *
 * @param frameScale pixels of the first pass per pixel of the image
 */
export function regionsToZoom(
  found: readonly ReadBox[],
  faces: readonly Box[],
  image: RgbImage,
  frameScale: number,
  canvasSide: number,
  rules: LengthRules,
): ZoomRegion[] {
  const regions: (ZoomRegion & { textHeight: number })[] = [];
  const hints = found.filter(hintsAtNumber).sort((a, b) => b.score - a.score);
  const clear = hints.filter((box) => isClear(box, rules));
  for (const box of hints) {
    if (clear.includes(box)) continue;
    const textHeight = box.rect.height;
    const [x, y, width, height] = uprightBounds(box.rect);
    const region: Box = [
      x - 1.2 * textHeight,
      y - 0.8 * textHeight,
      width + 2.4 * textHeight,
      height + 1.6 * textHeight,
    ];
    const known = regions.some(
      (other) => contains(other.box, region) && Math.abs(Math.log(other.textHeight / textHeight)) < 0.4,
    );
    if (known) continue;
    const scale = Math.min(zoomedTextHeight / textHeight, (canvasSide - 20) / region[2]);
    regions.push({ box: region, scale, textHeight });
  }

  const torsos = torsoRegions(faces, image.width, image.height)
    .filter(({ box: [x, y, width, height] }) =>
      clear.every(({ rect: { cx, cy } }) => cx <= x || cx >= x + width || cy <= y || cy >= y + height),
    )
    .sort((a, b) => b.face[3] - a.face[3])
    .map(({ face, box }) => ({
      box,
      scale: Math.min(zoomedFaceHeight / face[3], (canvasSide - 20) / box[2], (canvasSide - 20) / box[3]),
    }))
    .filter(({ scale }) => scale > frameScale * 1.12);
  return [...regions, ...torsos];
}

/** Where to look on bibs that a detector found, the surest first, with a margin for boxes that cut. */
export function regionsOfBibs(bibs: readonly { readonly box: Box }[]): ZoomRegion[] {
  return bibs.map(({ box: [x, y, width, height] }) => {
    const margin = 0.1 * height;
    return {
      box: [x - margin, y - margin, width + 2 * margin, height + 2 * margin],
      scale: zoomedBibHeight / height,
    };
  });
}

function contains(outer: Box, inner: Box): boolean {
  const slack = 2;
  return (
    inner[0] >= outer[0] - slack &&
    inner[1] >= outer[1] - slack &&
    inner[0] + inner[2] <= outer[0] + outer[2] + slack &&
    inner[1] + inner[3] <= outer[1] + outer[3] + slack
  );
}

/** The same line found in two overlapping regions is kept once; columns narrower than a digit are not text. */
export function distinctBoxes(boxes: readonly TextBox[]): TextBox[] {
  const kept: TextBox[] = [];
  for (const box of boxes) {
    if (box.rect.width < 0.4 * box.rect.height) continue;
    if (kept.every(({ rect }) => overlap(rect, box.rect) <= 0.8)) kept.push(box);
  }
  return kept;
}

/** Groups boxes round the same line; earlier ones are trusted more and become the reference. */
export function groupIntoPlaces(boxes: readonly ReadBox[]): Place[] {
  const places: Place[] = [];
  for (const box of boxes) {
    const home = places.find(
      ([{ rect }]) =>
        overlap(rect, box.rect) > 0.35 && Math.abs(Math.log(rect.width / box.rect.width)) < 0.45,
    );
    if (home) home.push(box);
    else places.push([box]);
  }
  return places;
}
