// `node test/bench/focus.ts`: how photos that are blurred more and more are called by `focusOf`: the labelled real
// photos where they are on this machine, and two generated races.
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { focusOf } from '../../engine/catalog/focus.ts';
import type { Box } from '../../engine/contract/geometry.ts';
import { decodePhoto } from '../../engine/vision/decode-photo.ts';
import type { RgbImage } from '../../engine/vision/rgb-image.ts';
import { laplacianVariance } from '../../engine/vision/sharpness.ts';
import { generateRace } from '../fixtures/race/generate-race.ts';
import { accuracySets } from '../fixtures/race/sets.ts';
import { realEvents } from './labelled-photos.ts';
import { percentile } from './percentile.ts';
import { tableLines } from './report.ts';

/** Standard deviations of the blur in thousandths of the longest side: 1 is 2 pixels of what fills a screen. */
const blurs = [0, 0.5, 1, 2, 4];

interface Subject {
  readonly path: string;
  readonly boxes: readonly Box[];
}

async function subjects(): Promise<Subject[]> {
  const real = (await realEvents()).flatMap(({ photos }) =>
    photos.map(({ path, labels }) => ({ path, boxes: labels.map(({ box }) => box) })),
  );
  const sets = accuracySets(24);
  const races = [await generateRace(sets[3]!), await generateRace(sets[8]!)];
  const generated = races.flatMap(({ photos }) =>
    photos.map(({ path, bibs, faces }) => ({ path, boxes: [...bibs, ...faces].map(({ box }) => box) })),
  );
  return [...real, ...generated];
}

/** The sharpest of frame and boxes, with each blur; null where the photo is too small for it to be one. */
async function sharpnessOf({ path, boxes }: Subject): Promise<(number | null)[]> {
  const { image, scaleX, scaleY } = await decodePhoto(await readFile(path));
  const scaled = boxes.map(([x, y, w, h]): Box => [x / scaleX, y / scaleY, w / scaleX, h / scaleY]);
  return Promise.all(
    blurs.map(async (blur) => {
      const deviation = (blur / 1000) * Math.max(image.width, image.height);
      if (blur > 0 && deviation < 0.3) return null;
      const seen = blur > 0 ? await blurred(image, deviation) : image;
      return Math.max(laplacianVariance(seen), ...scaled.map((box) => laplacianVariance(seen, box)));
    }),
  );
}

async function blurred({ data, width, height }: RgbImage, deviation: number): Promise<RgbImage> {
  const pixels = await sharp(data, { raw: { width, height, channels: 3 } })
    .blur(deviation)
    .raw()
    .toBuffer();
  return { data: new Uint8Array(pixels), width, height };
}

const values = blurs.map((): number[] => []);
for (const subject of await subjects()) {
  for (const [i, value] of (await sharpnessOf(subject)).entries()) if (value !== null) values[i]!.push(value);
}
const rows = blurs.map((blur, i) => {
  const own = values[i]!;
  const share = (focus: string) =>
    `${Math.round((100 * own.filter((v) => focusOf(v) === focus).length) / own.length)} %`;
  const at = (part: number) => String(Math.round(percentile(own, part)));
  return [
    `${blur} ‰`,
    String(own.length),
    at(0.1),
    at(0.5),
    at(0.9),
    share('sharp'),
    share('soft'),
    share('blurred'),
  ];
});
for (const line of tableLines(['blur', 'photos', 'p10', 'p50', 'p90', 'sharp', 'soft', 'blurred'], rows)) {
  console.log(line);
}
