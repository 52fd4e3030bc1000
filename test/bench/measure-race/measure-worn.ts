import type { Face } from '../../../engine/contract/findings.ts';
import type { Box } from '../../../engine/contract/geometry.ts';
import { facesOfBibs } from '../../../engine/people/faces-of-bibs.ts';
import type { RaceParameters } from '../../fixtures/large-race/parameters.ts';
import { standsOn } from '../count-readings.ts';
import type { GatheredPhoto } from '../gather-places.ts';
import { cosine } from '../identity-vectors.ts';
import { measureSpread, quantiles, roundedSpread } from './spread.ts';

export type MeasuredWear = Pick<
  RaceParameters['faces'],
  'published' | 'found' | 'bibs' | 'withFace' | 'quality' | 'width' | 'drop' | 'beside' | 'worn'
>;

/**
 * Faces of the labelled race photos: which of the published ones are found, where the legible bibs hang below theirs,
 * and how alike those are who wear one number, or two. `published` gives the boxes of faces by the photo's file.
 */
export function measureWear(
  photos: readonly GatheredPhoto[],
  published: ReadonlyMap<string, readonly Box[]>,
): MeasuredWear {
  let boxes = 0;
  let found = 0;
  let bibs = 0;
  const worn: { face: Face; bib: Box; runner: string }[] = [];
  for (const { file, event, faces, labels, width, height } of photos) {
    for (const box of published.get(file) ?? []) {
      boxes++;
      if (faces.some((face) => standsOn(face.box, box))) found++;
    }
    const relative = ([x, y, w, h]: Box): Box => [x / width, y / height, w / width, h / height];
    const sure = labels.filter(({ state }) => state === 'sure');
    bibs += sure.length;
    const owners = facesOfBibs(
      faces.map(({ box }, i) => ({ id: String(i), box: relative(box) })),
      sure.map(({ box }) => relative(box)),
    );
    for (const [i, owner] of owners.entries()) {
      if (owner === null) continue;
      const { number, box } = sure[i]!;
      worn.push({ face: faces[Number(owner)]!, bib: box, runner: `${event} ${number}` });
    }
  }
  const of = (value: (worn: { face: Face; bib: Box }) => number) =>
    quantiles(worn.map(value)).map((one) => Number(one.toFixed(3)));
  const pairs = worn.flatMap(({ face, runner }, i) =>
    worn.slice(i + 1).map((other) => ({
      a: runner,
      b: other.runner,
      cosine: cosine(face.embedding!, other.face.embedding!),
    })),
  );
  return {
    worn: {
      same: roundedSpread(measureSpread(pairs.filter(({ a, b }) => a === b))),
      different: roundedSpread(measureSpread(pairs.filter(({ a, b }) => a !== b))),
    },
    published: boxes,
    found,
    bibs,
    withFace: worn.length,
    quality: of(({ face }) => face.quality),
    width: of(({ face, bib }) => face.box[2] / bib[3]),
    drop: of(({ face: { box }, bib }) => (bib[1] + bib[3] / 2 - box[1] - box[3]) / box[3]),
    beside: of(({ face: { box }, bib }) => (bib[0] + bib[2] / 2 - box[0] - box[2] / 2) / box[2]),
  };
}
