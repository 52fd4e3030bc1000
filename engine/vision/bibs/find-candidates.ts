import type { BibRules } from '../../contract/bib-rules.ts';
import type { BibEvidence, Face } from '../../contract/findings.ts';
import type { Box } from '../../contract/geometry.ts';
import type { RunModel } from '../model.ts';
import type { AnalysisImage, RgbImage } from '../rgb-image.ts';
import { laplacianVariance } from '../sharpness.ts';
import type { TextBox } from './dbnet.ts';
import { gatherEvidence } from './evidence.ts';
import {
  distinctBoxes,
  groupIntoPlaces,
  hasShapeOfNumber,
  maySayNumber,
  type Place,
  type ReadBox,
  regionsOfBibs,
  regionsToZoom,
  saysNumber,
} from './find-places.ts';
import { findText } from './find-text.ts';
import { furtherLooks, type Look, looksInDoubt } from './looks.ts';
import { type RotatedRect, uprightBounds } from './min-area-rect.ts';
import { cropHeight, cropWidth, recognizeText, type TextRecognizer } from './recognize-text.ts';
import { rectify } from './rectify.ts';
import { leavesDoubt, vote } from './vote.ts';
import { detectBibs } from './yolov8.ts';
import { findTextInRegions } from './zoom-canvas.ts';

export interface BibModels {
  readonly textDetector: RunModel;
  readonly textRecognizer: TextRecognizer;
  /** A YOLOv8 bib detector, where the user has one: then text is looked for on its bibs alone. */
  readonly bibDetector?: RunModel;
}

/** How much time to spend on a photo for the sake of accuracy. */
export type BibEffort = 'quick' | 'normal' | 'thorough';

export interface BibOptions {
  readonly rules: BibRules;
  readonly effort: BibEffort;
}

/** Milliseconds. */
export interface BibTimings {
  readonly bibRegions: number;
  readonly bibText: number;
}

/** One place that may say a number, and every number that it may say. */
export interface BibPlace {
  /** Of the text, pixels of the upright photo. */
  readonly box: Box;
  readonly sharpness: number;
  readonly candidates: readonly { readonly number: string; readonly evidence: BibEvidence }[];
}

interface Effort {
  /** Longer side at which the whole frame is searched, pixels. */
  readonly frameSide: number;
  /** Longest canvas for looking again from nearby, pixels. */
  readonly canvasHeight: number;
}

const canvasWidth = 640;

const efforts = {
  quick: { frameSide: 960, canvasHeight: 320 },
  normal: { frameSide: 1280, canvasHeight: 640 },
  thorough: { frameSide: 1600, canvasHeight: 1280 },
} as const satisfies Record<BibEffort, Effort>;

/**
 * Everything in the photo that may be a bib number, not yet judged: text of the whole frame, then of
 * what deserves a look from nearby, then several looks at each place that says a number.
 */
export async function findCandidates(
  photo: AnalysisImage,
  faces: readonly Pick<Face, 'box'>[],
  models: BibModels,
  { rules, effort }: BibOptions,
): Promise<{ places: BibPlace[]; timings: BibTimings }> {
  const { image } = photo;
  const { frameSide, canvasHeight } = efforts[effort];
  const { textDetector, textRecognizer, bibDetector } = models;
  const people = faces.map(({ box }) => toAnalysis(box, photo));
  const times = [performance.now()];
  const lap = () => times.push(performance.now());

  const inFrame = bibDetector
    ? []
    : (await findText(image, textDetector, frameSide)).filter((box) => hasShapeOfNumber(box, rules));
  lap();
  const readInFrame = await readBoxes(inFrame, image, textRecognizer, rules.alphabet);
  const frameScale = frameSide / Math.max(image.width, image.height);
  const regions = bibDetector
    ? regionsOfBibs(await detectBibs(image, bibDetector))
    : regionsToZoom(readInFrame, people, image, frameScale, canvasWidth, rules);
  lap();
  const canvas = { width: canvasWidth, maxHeight: canvasHeight };
  const nearby = distinctBoxes(await findTextInRegions(image, regions, textDetector, canvas)).filter((box) =>
    hasShapeOfNumber(box, rules),
  );
  lap();
  const readNearby = await readBoxes(nearby, image, textRecognizer, rules.alphabet);
  const places = groupIntoPlaces([...readNearby, ...readInFrame].filter(maySayNumber)).filter((place) =>
    place.some((box) => saysNumber(box, rules)),
  );
  const looks = await lookFurther(places, image, textRecognizer, rules);
  const candidates = places.map((place, index) => candidatesOf(place, looks[index]!, people, photo, rules));
  lap();
  const [start, framed, read, zoomed, end] = times as [number, number, number, number, number];
  return {
    places: candidates,
    timings: { bibRegions: framed - start + (zoomed - read), bibText: read - framed + (end - zoomed) },
  };
}

async function readBoxes(
  boxes: readonly TextBox[],
  image: RgbImage,
  recognizer: TextRecognizer,
  alphabet: string,
): Promise<ReadBox[]> {
  const looks = await readRects(
    boxes.map(({ rect }) => rect),
    image,
    recognizer,
    alphabet,
  );
  return looks.map((look, index) => ({ ...look, score: boxes[index]!.score }));
}

async function readRects(
  rects: readonly RotatedRect[],
  image: RgbImage,
  recognizer: TextRecognizer,
  alphabet: string,
): Promise<Look[]> {
  const crops = rects.map((rect) => rectify(image, rect, cropWidth(rect.width / rect.height), cropHeight));
  const posteriors = await recognizeText(crops, recognizer, alphabet);
  return rects.map((rect, index) => ({ rect, posteriors: posteriors[index]! }));
}

/**
 * All looks at each place: two more at every one, four more where these leave doubt. Read together
 * over all places, because batches are cheaper.
 */
async function lookFurther(
  places: readonly Place[],
  image: RgbImage,
  recognizer: TextRecognizer,
  rules: BibRules,
): Promise<Look[][]> {
  const looks: Look[][] = places.map((place) => [...place]);
  const add = async (indices: readonly number[], cropsOf: (rect: RotatedRect) => RotatedRect[]) => {
    const crops = indices.flatMap((index) =>
      cropsOf(places[index]![0].rect).map((rect) => ({ index, rect })),
    );
    const read = await readRects(
      crops.map(({ rect }) => rect),
      image,
      recognizer,
      rules.alphabet,
    );
    crops.forEach(({ index }, i) => {
      looks[index]!.push(read[i]!);
    });
  };
  await add([...places.keys()], furtherLooks);
  const inDoubt = [...places.keys()].filter((index) =>
    leavesDoubt(vote(places[index]![0].rect, looks[index]!, rules)),
  );
  await add(inDoubt, looksInDoubt);
  return looks;
}

function candidatesOf(
  [{ rect, score }]: Place,
  looks: readonly Look[],
  faces: readonly Box[],
  photo: AnalysisImage,
  rules: BibRules,
): BibPlace {
  const bounds = uprightBounds(rect);
  return {
    box: toUpright(bounds, photo),
    sharpness: laplacianVariance(photo.image, bounds),
    candidates: vote(rect, looks, rules).map((candidate) => ({
      number: candidate.text,
      evidence: gatherEvidence(candidate, rect, score, photo.image, faces),
    })),
  };
}

function toAnalysis([x, y, width, height]: Box, { scaleX, scaleY }: AnalysisImage): Box {
  return [x / scaleX, y / scaleY, width / scaleX, height / scaleY];
}

function toUpright([x, y, width, height]: Box, { scaleX, scaleY }: AnalysisImage): Box {
  return [x * scaleX, y * scaleY, width * scaleX, height * scaleY];
}
