import { readFile } from 'node:fs/promises';
import type { BibReading } from '../../../engine/contract/findings.ts';
import type { Box } from '../../../engine/contract/geometry.ts';
import { decodePhoto } from '../../../engine/vision/decode-photo.ts';
import { laplacianVariance } from '../../../engine/vision/sharpness.ts';
import {
  type Mistake,
  mistakes,
  type OutcomesOfSize,
  type ReadingParameters,
} from '../../fixtures/large-race/parameters.ts';
import { type BibLabel, judgeReading, standsOn } from '../count-readings.ts';
import type { GatheredPhoto } from '../gather-places.ts';
import { quantile, quantiles } from './spread.ts';

/** A photo with what was read in it, judged by coefficients that its own race had no part in. */
export interface ReadPhoto {
  readonly photo: GatheredPhoto;
  readonly readings: readonly BibReading[];
}

/** What became of one labelled bib. */
export interface BibOutcome {
  readonly label: BibLabel;
  /** Of the digits, pixels of the analysis image, and the variance of the Laplacian there. */
  readonly height: number;
  readonly sharpness: number;
  /** `fits`: agrees with what can be seen of an unsure one. `cut`: stands on it and does not. */
  readonly outcome: 'right' | 'wrong' | 'fits' | 'cut' | 'missed';
  readonly reading: BibReading | null;
}

export async function outcomesOf({ photo, readings }: ReadPhoto): Promise<BibOutcome[]> {
  const { image, scaleX, scaleY } = await decodePhoto(await readFile(photo.path));
  const seen = new Set<string>();
  return photo.labels.flatMap((label): BibOutcome[] => {
    // Each number counts once a photo.
    if (label.state === 'sure' && seen.has(label.number)) return [];
    seen.add(label.number);
    const [x, y, w, h] = label.box;
    const box: Box = [x / scaleX, y / scaleY, w / scaleX, h / scaleY];
    const at = { label, height: box[3], sharpness: laplacianVariance(image, box) };
    const own = readings.filter(({ box: reading }) => standsOn(reading, label.box));
    if (label.state === 'sure') {
      const right = readings.find(({ number }) => number === label.number);
      if (right) return [{ ...at, outcome: 'right', reading: right }];
      const wrong = own.find((reading) => judgeReading(photo.labels, reading) === 'false');
      return [{ ...at, outcome: wrong ? 'wrong' : 'missed', reading: wrong ?? null }];
    }
    const fitting = own.find((reading) => judgeReading([label], reading) === 'open');
    const cut = own.find((reading) => judgeReading(photo.labels, reading) === 'cut');
    return [{ ...at, outcome: fitting ? 'fits' : cut ? 'cut' : 'missed', reading: fitting ?? cut ?? null }];
  });
}

export async function measureReadings(
  photos: readonly ReadPhoto[],
  progress: (line: string) => void,
): Promise<ReadingParameters> {
  const outcomes: BibOutcome[] = [];
  for (const [i, photo] of photos.entries()) {
    progress(`readings: ${i + 1} of ${photos.length}`);
    outcomes.push(...(await outcomesOf(photo)));
  }
  const sure = outcomes.filter(({ label }) => label.state === 'sure');
  const unsure = outcomes.filter(({ label }) => label.state === 'unsure');
  const count = (of: readonly BibOutcome[], outcome: BibOutcome['outcome']) =>
    of.filter((one) => one.outcome === outcome).length;
  const confidences = (of: readonly BibOutcome[], outcome: BibOutcome['outcome']) =>
    quantiles(of.flatMap((one) => (one.outcome === outcome ? [one.reading!.confidence] : [])));

  const heights = sure.map(({ height }) => height);
  const edges = [0, quantile(heights, 1 / 3), quantile(heights, 2 / 3), Number.POSITIVE_INFINITY];
  const thirds = [0, 1, 2].map((third) =>
    sure.filter(({ height }) => height >= edges[third]! && height < edges[third + 1]!),
  );
  const bySize = thirds.flatMap((own, third) => {
    const median = quantile(
      own.map(({ sharpness }) => sharpness),
      0.5,
    );
    return [true, false].map((soft): OutcomesOfSize => {
      const half = own.filter(({ sharpness }) => sharpness < median === soft);
      const [from, to] = [edges[third]!, Math.min(999, edges[third + 1]!)];
      return {
        height: [round(from, 1), round(to, 1)],
        soft,
        bibs: half.length,
        right: count(half, 'right'),
        wrong: count(half, 'wrong'),
        missed: count(half, 'missed'),
      };
    });
  });

  const wrong = sure.filter(({ outcome }) => outcome === 'wrong');
  const wrongBy = Object.fromEntries(mistakes.map((mistake) => [mistake, 0])) as Record<Mistake, number>;
  for (const { label, reading } of wrong) wrongBy[mistakeIn(label.number, reading!.number)]++;
  const right = sure.flatMap(({ outcome, reading }) => (outcome === 'right' ? [reading!] : []));
  const rightAmong = wrong.flatMap(({ label, reading }) =>
    reading!.alternatives.filter(({ number }) => number === label.number).slice(0, 1),
  );
  return {
    photos: photos.length,
    sure: sure.length,
    unsure: unsure.length,
    heights: quantiles(heights).map((height) => round(height, 1)),
    bySize,
    ofUnsure: { fits: count(unsure, 'fits'), cut: count(unsure, 'cut'), missed: count(unsure, 'missed') },
    confidence: {
      right: thirds.map((own) => confidences(own, 'right')),
      wrong: confidences(sure, 'wrong'),
      fits: confidences(unsure, 'fits'),
      cut: confidences(unsure, 'cut'),
      elsewhere: quantiles(elsewhereOf(photos).map(({ reading }) => reading.confidence)),
    },
    wrongBy,
    cutBy: cutsOf(unsure),
    elsewhere: lengthsOf(photos),
    alternatives: {
      ofRight: right.length,
      any: right.filter(({ alternatives }) => alternatives.length > 0).length,
      first: quantiles(
        right.flatMap(({ alternatives }) => alternatives.slice(0, 1).map(({ probability }) => probability)),
      ),
      ofWrong: wrong.length,
      rightAmong: rightAmong.length,
      right: quantiles(rightAmong.map(({ probability }) => probability)),
    },
  };
}

export function mistakeIn(worn: string, read: string): Mistake {
  if (read.length === worn.length) return 'swapped';
  if (worn.endsWith(read)) return 'lostFirst';
  if (worn.startsWith(read)) return 'lostLast';
  return read.includes(worn) ? 'gained' : 'other';
}

function elsewhereOf(photos: readonly ReadPhoto[]): { photo: GatheredPhoto; reading: BibReading }[] {
  return photos.flatMap(({ photo, readings }) =>
    readings
      .filter(
        (reading) =>
          judgeReading(photo.labels, reading) === 'false' &&
          !photo.labels.some(({ box }) => standsOn(reading.box, box)),
      )
      .map((reading) => ({ photo, reading })),
  );
}

/** Beside the commonest length of the race's sure bibs. */
function lengthsOf(photos: readonly ReadPhoto[]): ReadingParameters['elsewhere'] {
  const usual = new Map<string, number>();
  for (const [event, own] of Map.groupBy(photos, ({ photo }) => photo.event)) {
    const lengths = own.flatMap(({ photo }) =>
      photo.labels.filter(({ state }) => state === 'sure').map(({ number }) => number.length),
    );
    usual.set(event, Math.round(quantile(lengths, 0.5)));
  }
  const found = elsewhereOf(photos).map(
    ({ photo, reading }) => reading.number.length - usual.get(photo.event)!,
  );
  return {
    aPhoto: round(found.length / photos.length, 3),
    shorter: found.filter((more) => more < 0).length,
    same: found.filter((more) => more === 0).length,
    longer: found.filter((more) => more > 0).length,
  };
}

/** Where a cut reading lies in the pattern that it does not fit. */
function cutsOf(unsure: readonly BibOutcome[]): ReadingParameters['cutBy'] {
  const front = [0, 0, 0, 0];
  const back = [0, 0, 0, 0];
  for (const { outcome, label, reading } of unsure) {
    if (outcome !== 'cut') continue;
    const lost = label.number.length - reading!.number.length;
    if (lost <= 0) continue;
    const place = Array.from({ length: lost + 1 }, (_, at) => at).find((at) =>
      [...reading!.number].every((digit, i) => ['?', digit].includes(label.number[at + i]!)),
    );
    if (place === undefined) continue;
    front[Math.min(3, place)]!++;
    back[Math.min(3, lost - place)]!++;
  }
  return { front, back };
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
