import type { Face } from '../../../engine/contract/findings.ts';
import type { Box } from '../../../engine/contract/geometry.ts';
import { facesOfBibs } from '../../../engine/people/faces-of-bibs.ts';
import type { RaceParameters } from '../../fixtures/large-race/parameters.ts';
import { standsOn } from '../count-readings.ts';
import type { GatheredPhoto } from '../gather-places.ts';
import { quantiles } from './spread.ts';

export type MeasuredWear = Pick<
  RaceParameters['faces'],
  'published' | 'found' | 'bibs' | 'withFace' | 'quality' | 'width' | 'drop' | 'beside'
>;

/**
 * Faces of the labelled race photos: which of the published ones are found, and where the legible bibs hang below
 * theirs. `published` gives the boxes of faces by the photo's file.
 */
export function measureWear(
  photos: readonly GatheredPhoto[],
  published: ReadonlyMap<string, readonly Box[]>,
): MeasuredWear {
  let boxes = 0;
  let found = 0;
  let bibs = 0;
  const worn: { face: Face; bib: Box }[] = [];
  for (const { file, faces, labels, width, height } of photos) {
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
    for (const [i, owner] of owners.entries())
      if (owner !== null) worn.push({ face: faces[Number(owner)]!, bib: sure[i]!.box });
  }
  const of = (value: (worn: { face: Face; bib: Box }) => number) =>
    quantiles(worn.map(value)).map((one) => Number(one.toFixed(3)));
  return {
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
