import type { JudgedRace } from '../../fixtures/large-race/judged-race.ts';

/** Which bibs are in which photo. */
export interface Truth {
  /** `photo bib`, for all that a careful person could tell. */
  readonly tellable: ReadonlySet<string>;
  /** Those whose bib is legible there. */
  readonly legible: ReadonlySet<string>;
  /** There as well, and nobody can tell: finding them is neither right nor wrong. */
  readonly open: ReadonlySet<string>;
}

export function truthOf({ photos }: JudgedRace): Truth {
  const truth = { tellable: new Set<string>(), legible: new Set<string>(), open: new Set<string>() };
  for (const { photo, seen } of photos) {
    for (const { bib, tellable, legible } of seen) {
      const pair = pairOf(photo.id, bib);
      (tellable ? truth.tellable : truth.open).add(pair);
      if (legible) truth.legible.add(pair);
    }
  }
  // Two who wear one bib: who can be told counts.
  for (const pair of truth.tellable) truth.open.delete(pair);
  return truth;
}

export function pairOf(photoId: string, bib: string): string {
  return `${photoId} ${bib}`;
}

export interface PairScore {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Over (athlete, photo): each number counts once a photo. */
export function scorePairs(found: Iterable<string>, truth: Truth): PairScore {
  const said = new Set(found);
  let right = 0;
  let wrong = 0;
  for (const pair of said) {
    if (truth.tellable.has(pair)) right++;
    else if (!truth.open.has(pair)) wrong++;
  }
  const missed = truth.tellable.size - right;
  const precision = right + wrong > 0 ? right / (right + wrong) : 1;
  const recall = truth.tellable.size > 0 ? right / truth.tellable.size : 1;
  const f1 = right > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { right, wrong, missed, precision, recall, f1 };
}

/** Of the sightings that some found and others missed, the share that these found. */
export function recovered(by: ReadonlySet<string>, without: ReadonlySet<string>, truth: Truth) {
  const missed = [...truth.tellable].filter((pair) => !without.has(pair));
  const found = missed.filter((pair) => by.has(pair)).length;
  return { missed: missed.length, found, share: missed.length > 0 ? found / missed.length : 1 };
}
