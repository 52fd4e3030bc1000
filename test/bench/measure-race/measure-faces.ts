import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import type { Face } from '../../../engine/contract/findings.ts';
import type { Point } from '../../../engine/contract/geometry.ts';
import { decodePhoto } from '../../../engine/vision/decode-photo.ts';
import { alignFace } from '../../../engine/vision/faces/align-face.ts';
import { embedFaces } from '../../../engine/vision/faces/embed-faces.ts';
import { faceQuality } from '../../../engine/vision/faces/face-quality.ts';
import { type FaceModels, findFaces } from '../../../engine/vision/faces/find-faces.ts';
import { laplacianVariance } from '../../../engine/vision/sharpness.ts';
import type { DegradedFaces, RaceParameters } from '../../fixtures/large-race/parameters.ts';
import { cosine } from '../identity-vectors.ts';
import { type IdentifiedPair, measureSpread, quantile, roundedSpread } from './spread.ts';

/** Sides that faces are made small to, and blurs (standard deviations at 60 pixels of side); pixels. */
const smallSides = [14, 17, 20, 24, 30, 40];
const blurs = [1, 1.5, 2, 3, 4];
/** Edges of the bins of quality. */
const qualityEdges = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85];

export type MeasuredFaces = Pick<
  RaceParameters['faces'],
  'same' | 'different' | 'people' | 'cleanQuality' | 'degraded' | 'blur'
>;

interface SeenFace {
  readonly photo: string;
  readonly person: string;
  readonly embedding: Float32Array;
  readonly quality: number;
}

/** The labelled pairs, where the largest face of each photo counts: as they are, and made small and soft. */
export async function measureFaces(
  folder: string,
  models: FaceModels,
  progress: (line: string) => void,
): Promise<MeasuredFaces> {
  const rows = parse(await readFile(join(folder, 'pairs.csv')), { columns: true }) as Record<
    'a' | 'b' | 'same',
    string
  >[];
  const personOf = peopleOf(rows);
  const clean = new Map<string, SeenFace>();
  const degraded: (SeenFace & { toClean: number })[] = [];
  for (const [photo, person] of personOf) {
    progress(`faces: ${clean.size + 1} of ${personOf.size}`);
    const bytes = await readFile(join(folder, photo));
    const decoded = await decodePhoto(bytes);
    const { faces } = await findFaces(decoded, models, { embed: true });
    const face = faces.toSorted((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3])[0];
    if (!face?.embedding) continue;
    clean.set(photo, { photo, person, embedding: face.embedding, quality: face.quality });
    const side = Math.min(face.box[2], face.box[3]);
    for (const { wanted, blur } of [
      ...smallSides.map((wanted) => ({ wanted, blur: 0 })),
      ...blurs.map((blur) => ({ wanted: 60, blur })),
    ]) {
      if (wanted > side) continue;
      const worse = await degrade(bytes, face, wanted / side, blur, models);
      degraded.push({ photo, person, ...worse, toClean: cosine(worse.embedding, face.embedding) });
    }
  }
  const pairs = rows.flatMap(({ a, b, same }) => {
    const [first, second] = [clean.get(a), clean.get(b)];
    if (!first || !second) return [];
    const pair = { a: first.person, b: second.person, cosine: cosine(first.embedding, second.embedding) };
    return [{ ...pair, same: same === '1' }];
  });
  const spread = (own: readonly IdentifiedPair[]) => roundedSpread(measureSpread(own));
  const bins = qualityEdges.slice(0, -1).map((from, i) => inBin(degraded, from, qualityEdges[i + 1]!));
  return {
    same: spread(pairs.filter(({ same }) => same)),
    different: spread(pairs.filter(({ same }) => !same)),
    people: new Set(personOf.values()).size,
    cleanQuality: three(
      quantile(
        [...clean.values()].map(({ quality }) => quality),
        0.5,
      ),
    ),
    degraded: bins,
    blur: fitBlur(bins, mean(pairs.filter(({ same }) => same).map((pair) => pair.cosine))),
  };
}

/** One name for all photos that pairs call the same person. */
function peopleOf(rows: readonly Record<'a' | 'b' | 'same', string>[]): Map<string, string> {
  const parent = new Map<string, string>();
  const root = (name: string): string => {
    const above = parent.get(name) ?? name;
    return above === name ? name : root(above);
  };
  for (const { a, b, same } of rows) {
    for (const name of [a, b]) if (!parent.has(name)) parent.set(name, name);
    if (same === '1') parent.set(root(a), root(b));
  }
  return new Map([...parent.keys()].map((name) => [name, root(name)]));
}

async function degrade(
  bytes: Buffer,
  face: Face,
  scale: number,
  blur: number,
  models: FaceModels,
): Promise<{ embedding: Float32Array; quality: number }> {
  const { autoOrient } = await sharp(bytes).metadata();
  const width = Math.max(1, Math.round(autoOrient.width * scale));
  const height = Math.max(1, Math.round(autoOrient.height * scale));
  const small = sharp(bytes).autoOrient().resize(width, height, { fit: 'fill', kernel: 'cubic' });
  const { image } = await decodePhoto(await (blur > 0 ? small.blur(blur) : small).png().toBuffer());
  const [right, down] = [width / autoOrient.width, height / autoOrient.height];
  const at = (index: 0 | 1 | 2 | 3 | 4): Point => [
    face.landmarks[index][0] * right,
    face.landmarks[index][1] * down,
  ];
  const landmarks: Face['landmarks'] = [at(0), at(1), at(2), at(3), at(4)];
  const [x, y, w, h] = face.box;
  const box: Face['box'] = [x * right, y * down, w * right, h * down];
  const [embedded] = await embedFaces([alignFace(image, landmarks)], models.embedder);
  const quality = faceQuality(box, landmarks, laplacianVariance(image, box)) * embedded!.trust;
  return { embedding: embedded!.embedding, quality };
}

function inBin(faces: readonly (SeenFace & { toClean: number })[], from: number, to: number): DegradedFaces {
  const own = faces.filter(({ quality }) => quality >= from && quality < to);
  const same: number[] = [];
  const different: number[] = [];
  for (const [i, a] of own.entries()) {
    for (const b of own.slice(i + 1)) {
      if (a.photo === b.photo) continue;
      (a.person === b.person ? same : different).push(cosine(a.embedding, b.embedding));
    }
  }
  return {
    quality: [from, to],
    faces: own.length,
    toClean: three(
      quantile(
        own.map(({ toClean }) => toClean),
        0.5,
      ),
    ),
    same: same.length > 0 ? three(quantile(same, 0.5)) : null,
    different: different.length > 0 ? three(mean(different)) : null,
  };
}

/**
 * A degraded embedding is taken for `t·clean + √(1 − t²)·noise`, whose noise is alike in all faces and more so in
 * those of one person: two people's cosine is then `(1 − t²)·all`, one person's `t²·same + (1 − t²)·(all + person)`.
 * Least squares over the bins, each weighted by its faces.
 */
function fitBlur(bins: readonly DegradedFaces[], same: number): RaceParameters['faces']['blur'] {
  const share = (of: (bin: DegradedFaces) => number | null) => {
    let above = 0;
    let below = 0;
    for (const bin of bins) {
      const excess = of(bin);
      if (excess === null) continue;
      const noise = 1 - bin.toClean ** 2;
      above += bin.faces * noise * excess;
      below += bin.faces * noise ** 2;
    }
    return above / below;
  };
  const all = share(({ different }) => different);
  const both = share((bin) => (bin.same === null ? null : bin.same - bin.toClean ** 2 * same));
  return { all: three(all), person: three(Math.max(0, both - all)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function three(value: number): number {
  return Number(value.toFixed(3));
}
