import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Face } from '../../engine/contract/findings.ts';
import { samePersonCosine } from '../../engine/contract/same-person.ts';
import { decodePhoto } from '../../engine/vision/decode-photo.ts';
import { type FaceModels, findFaces } from '../../engine/vision/faces/find-faces.ts';
import { samplePhoto } from '../fixtures/sample-photos.ts';
import { cosine } from './identity-vectors.ts';
import { tableLines } from './report.ts';

/** Cosines of pairs of faces, and how they fall about the one fixed threshold. */
export interface FacePairFigures {
  readonly set: string;
  readonly same: CosineFigures;
  readonly different: CosineFigures;
  /** Pairs on the right side of `samePersonCosine`, of all. */
  readonly right: number;
  readonly pairs: number;
  /** Photos in which no face was found: their pairs count as wrong. */
  readonly faceless: readonly string[];
}

interface CosineFigures {
  readonly pairs: number;
  readonly mean: number;
  readonly deviation: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Every set that this machine has: the labelled pairs below `data`, and the photographs that the tests use. */
export async function measureFacePairs(data: string, models: FaceModels): Promise<FacePairFigures[]> {
  const labelled = join(data, 'faces-pairs');
  return [
    ...(existsSync(labelled) ? [await measureLabelledPairs(labelled, models)] : []),
    await measureSamplePhotos(models),
  ];
}

export function facePairTable(figures: readonly FacePairFigures[]): string[] {
  return tableLines(
    [
      'faces',
      'pairs',
      'right',
      'same: lowest',
      'median',
      'mean ± sd',
      'different: highest',
      'median',
      'mean ± sd',
    ],
    figures.map(({ set, same, different, right, pairs }) => [
      set,
      `${pairs}`,
      `${right}`,
      same.lowest.toFixed(3),
      same.median.toFixed(3),
      `${same.mean.toFixed(3)} ± ${same.deviation.toFixed(3)}`,
      different.highest.toFixed(3),
      different.median.toFixed(3),
      `${different.mean.toFixed(3)} ± ${different.deviation.toFixed(3)}`,
    ]),
  );
}

/** `pairs.csv`: `a,b,same`; the largest face of each photo counts. */
async function measureLabelledPairs(folder: string, models: FaceModels): Promise<FacePairFigures> {
  const rows = parse(await readFile(join(folder, 'pairs.csv')), { columns: true }) as Record<
    'a' | 'b' | 'same',
    string
  >[];
  const largest = new Map<string, Face | undefined>();
  for (const name of new Set(rows.flatMap(({ a, b }) => [a, b]))) {
    const faces = await facesOf(join(folder, name), models);
    largest.set(name, faces.toSorted((p, q) => area(q) - area(p))[0]);
  }
  const same: number[] = [];
  const different: number[] = [];
  for (const { a, b, same: label } of rows) {
    const [first, second] = [largest.get(a), largest.get(b)];
    if (first && second) (label === '1' ? same : different).push(cosineOf(first, second));
  }
  const faceless = [...largest].filter(([, face]) => !face).map(([name]) => name);
  return figures('labelled pairs', same, different, rows.length, faceless);
}

/** Nobody is twice in one photograph, and two women are in two of them each. */
async function measureSamplePhotos(models: FaceModels): Promise<FacePairFigures> {
  const photos = await Promise.all(
    ([1, 2, 3, 4, 5, 6] as const).map((number) => facesOf(samplePhoto(number), models)),
  );
  const different = photos.flatMap((faces) =>
    faces.flatMap((face, index) => faces.slice(index + 1).map((other) => cosineOf(face, other))),
  );
  const at = (photo: number, x: number, y: number) =>
    photos[photo - 1]!.find(
      ({ box }) => x > box[0] && x < box[0] + box[2] && y > box[1] && y < box[1] + box[3],
    )!;
  const same = [cosineOf(at(1, 1594, 318), at(3, 1158, 327)), cosineOf(at(6, 1277, 427), at(4, 745, 170))];
  return figures('sample photographs', same, different, same.length + different.length, []);
}

async function facesOf(file: string, models: FaceModels): Promise<Face[]> {
  const photo = await decodePhoto(await readFile(file));
  return (await findFaces(photo, models, { embed: true })).faces;
}

function figures(
  set: string,
  same: readonly number[],
  different: readonly number[],
  pairs: number,
  faceless: readonly string[],
): FacePairFigures {
  const right =
    same.filter((value) => value >= samePersonCosine).length +
    different.filter((value) => value < samePersonCosine).length;
  return { set, same: summary(same), different: summary(different), right, pairs, faceless };
}

function summary(values: readonly number[]): CosineFigures {
  const sorted = values.toSorted((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return {
    pairs: values.length,
    mean,
    deviation: Math.sqrt(variance),
    median: sorted[Math.floor(sorted.length / 2)]!,
    lowest: sorted[0]!,
    highest: sorted.at(-1)!,
  };
}

function area({ box }: Face): number {
  return box[2] * box[3];
}

function cosineOf(a: Face, b: Face): number {
  return cosine(a.embedding!, b.embedding!);
}
