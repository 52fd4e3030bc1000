import type { RelativeBox } from '../contract/decision.ts';
import type { PhotoEvidence } from '../contract/sighting.ts';

/**
 * Where the middle of a bib is below the face of whoever wears it, in face widths and heights: nearly
 * all lie 1.2 to 3.7 face heights below the face and within one face width of its middle.
 */
const worn = {
  usualDrop: 2.2,
  dropSpread: 1.2,
  leastDrop: 0.4,
  mostDrop: 4.6,
  besideSpread: 0.8,
  beside: 1.6,
};

/**
 * The id of the face that each bib belongs to, in the order of the bibs; null where there is none. Each
 * face and each bib is taken once, the pairs that fit best first. A face inside the box, as in one that
 * a person drew around somebody, fits better than any above it.
 */
export function facesOfBibs(faces: PhotoEvidence['faces'], bibs: readonly RelativeBox[]): (string | null)[] {
  const pairs = bibs.flatMap((bib, i) =>
    faces.flatMap((face) => {
      const misfit = misfitOf(face.box, bib);
      return misfit === null ? [] : [{ bib: i, face: face.id, misfit }];
    }),
  );
  const owners: (string | null)[] = bibs.map(() => null);
  const taken = new Set<string>();
  for (const { bib, face } of pairs.sort((a, b) => a.misfit - b.misfit)) {
    if (owners[bib] !== null || taken.has(face)) continue;
    owners[bib] = face;
    taken.add(face);
  }
  return owners;
}

/**
 * The face that each bib belongs to, and how sure that is: the nearer another face comes to fitting as well, the
 * less.
 */
export function wearersOf(
  faces: PhotoEvidence['faces'],
  bibs: readonly RelativeBox[],
): ({ faceId: string; certainty: number } | null)[] {
  const owners = facesOfBibs(faces, bibs);
  return owners.map((faceId, i) => {
    if (faceId === null) return null;
    let [own, others] = [0, 0];
    for (const { id, box } of faces) {
      const misfit = misfitOf(box, bibs[i]!);
      if (misfit === null) continue;
      const fit = Math.exp(-misfit / 2);
      if (id === faceId) own = fit;
      else others += owners.includes(id) ? fit * TAKEN : fit;
    }
    return { faceId, certainty: own / (own + others + STRAY) };
  });
}

/** A face that fits another bib is hardly a rival. */
const TAKEN = 0.3;
/** How well a face fits that nobody found: a bib may be worn by somebody whose face is not seen. */
const STRAY = 0.02;

/** How far a bib is from where somebody with this face would wear it; null where they cannot be one. */
function misfitOf(face: RelativeBox, bib: RelativeBox): number | null {
  const [x, y, width, height] = face;
  const [faceX, faceY] = [x + width / 2, y + height / 2];
  const [bibX, bibY] = [bib[0] + bib[2] / 2, bib[1] + bib[3] / 2];
  if (Math.abs(faceX - bibX) < bib[2] / 2 && Math.abs(faceY - bibY) < bib[3] / 2) return -1;
  const beside = Math.abs(bibX - faceX) / width;
  const drop = (bibY - y - height) / height;
  if (beside > worn.beside || drop < worn.leastDrop || drop > worn.mostDrop) return null;
  return (beside / worn.besideSpread) ** 2 + ((drop - worn.usualDrop) / worn.dropSpread) ** 2;
}
