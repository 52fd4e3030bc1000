import type { Box, Point } from '../../contract/geometry.ts';
import { letterbox } from '../letterbox.ts';
import type { RgbImage } from '../rgb-image.ts';
import { suppress } from '../suppress.ts';
import { toTensor } from '../tensor.ts';
import type { FaceDetection } from './face-detection.ts';
import type { FaceDetector } from './face-detector.ts';

/** What is called a face. Of 504 found so in 163 race photos about 14 are none, hands for the most part. */
const minScore = 0.5;

/** Two faces of one photo overlap by less, intersection over union. */
const maxIou = 0.4;

/**
 * What is worth a second, closer look: too faint to be called a face, and no longer than this in the
 * network's frame (pixels), where detectors miss many.
 */
const hint = { score: 0.1, side: 24 };

/** Side of a tile, as a share of the photo's longest side: four of them cover a photo of 3:2. */
const tileShare = 0.55;

/**
 * Every face, best first, in pixels of `image`. One run of the network on the whole image, and one
 * more for each tile of it in which the first has seen something small: a crowd costs five runs, a
 * single finisher one.
 */
export async function detectFaces(image: RgbImage, detector: FaceDetector): Promise<FaceDetection[]> {
  const whole = await detectIn(image, [0, 0, image.width, image.height], detector);
  const found = [whole];
  for (const tile of tilesWorthALook(image, whole, detector.side)) {
    const inTile = await detectIn(image, tile, detector);
    found.push(inTile.filter(({ box }) => !isCut(box, tile, image)));
  }
  const faces = found.flat().filter(({ score }) => score >= minScore);
  return suppress(faces, maxIou);
}

function tilesWorthALook(image: RgbImage, seen: readonly FaceDetection[], side: number): Box[] {
  const longest = Math.max(image.width, image.height);
  const tile = Math.max(side, Math.ceil(longest * tileShare));
  if (tile >= longest) return [];
  const small = seen.filter(({ box }) => Math.max(box[2], box[3]) * (side / longest) < hint.side);
  return tiles(image, tile).filter((box) => small.some((face) => contains(box, face.box)));
}

/** Squares (cut to the image) that cover the image, overlapping evenly. */
function tiles({ width, height }: RgbImage, side: number): Box[] {
  const lefts = starts(width, side);
  const tops = starts(height, side);
  return tops.flatMap((top) =>
    lefts.map((left): Box => [left, top, Math.min(side, width), Math.min(side, height)]),
  );
}

function starts(length: number, side: number): number[] {
  const count = Math.ceil(length / side);
  if (count === 1) return [0];
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - side)) / (count - 1)));
}

/** Whether a face reaches a border of the tile that is none of the image: the next tile has it whole. */
function isCut(
  [x, y, faceWidth, faceHeight]: Box,
  [left, top, width, height]: Box,
  image: RgbImage,
): boolean {
  return (
    (left > 0 && x <= left) ||
    (top > 0 && y <= top) ||
    (left + width < image.width && x + faceWidth >= left + width) ||
    (top + height < image.height && y + faceHeight >= top + height)
  );
}

function contains([left, top, width, height]: Box, [x, y, faceWidth, faceHeight]: Box): boolean {
  const centreX = x + faceWidth / 2;
  const centreY = y + faceHeight / 2;
  return centreX >= left && centreX < left + width && centreY >= top && centreY < top + height;
}

async function detectIn(image: RgbImage, box: Box, detector: FaceDetector): Promise<FaceDetection[]> {
  const { side, normalisation, decode, run } = detector;
  const frame = await letterbox(image, side, side, { padding: 0, box });
  const detections = decode(await run(toTensor([frame.image], normalisation)), hint.score);
  return suppress(detections, maxIou).map(({ box: [x, y, width, height], score, landmarks }) => {
    const [left, top] = frame.toSource([x, y]);
    const [right, bottom] = frame.toSource([x + width, y + height]);
    const point = (index: 0 | 1 | 2 | 3 | 4): Point => frame.toSource(landmarks[index]);
    return {
      box: [left, top, right - left, bottom - top],
      score,
      landmarks: [point(0), point(1), point(2), point(3), point(4)],
    };
  });
}
