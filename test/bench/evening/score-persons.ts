/** A face with the person that it truly is of, and the one that it was grouped into. */
export interface GroupedFace {
  readonly is: string;
  readonly said: string;
}

export interface PersonsScore {
  readonly faces: number;
  /** Persons that there are, and that were made. */
  readonly are: number;
  readonly said: number;
  readonly pairs: { readonly precision: number; readonly recall: number; readonly f1: number };
  readonly bCubed: { readonly precision: number; readonly recall: number; readonly f1: number };
}

/**
 * Pairwise: of the pairs put together, those that are one person, and the other way round. B-cubed: the same for
 * each face, averaged over faces, so that somebody with many photos does not count for all (Bagga and Baldwin,
 * "Algorithms for Scoring Coreference Chains", 1998).
 */
export function scorePersons(faces: readonly GroupedFace[]): PersonsScore {
  const count = (name: (face: GroupedFace) => string) => {
    const counts = new Map<string, number>();
    for (const face of faces) counts.set(name(face), (counts.get(name(face)) ?? 0) + 1);
    return counts;
  };
  const are = count(({ is }) => is);
  const said = count(({ said: group }) => group);
  const both = count(({ is, said: group }) => `${group}\n${is}`);
  const pairsIn = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const together = pairsIn(both);
  let precision = 0;
  let recall = 0;
  for (const { is, said: group } of faces) {
    const shared = both.get(`${group}\n${is}`)!;
    precision += shared / said.get(group)!;
    recall += shared / are.get(is)!;
  }
  return {
    faces: faces.length,
    are: are.size,
    said: said.size,
    pairs: harmonic(share(together, pairsIn(said)), share(together, pairsIn(are))),
    bCubed: harmonic(share(precision, faces.length), share(recall, faces.length)),
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 1;
}

function harmonic(precision: number, recall: number) {
  const sum = precision + recall;
  return { precision, recall, f1: sum > 0 ? (2 * precision * recall) / sum : 0 };
}
