import type { ExportOptions, LeftOutReason } from '../contract/export.ts';
import type { ExportPhoto, ExportSighting } from '../contract/export-photo.ts';

/** In the order in which they are looked at: the first that holds is the reason. */
const reasons = ['rejected', 'filtered', 'search', 'toReview', 'nobody', 'noFile'] as const;
type ChoiceReason = (typeof reasons)[number];

export interface Choice {
  readonly photo: ExportPhoto;
  /** Whom it is written for; empty for the folder of photos with nobody. */
  readonly sightings: readonly ExportSighting[];
}

export interface Chosen {
  readonly photos: readonly Choice[];
  /** Photos that are left out, by the first reason that holds. */
  readonly leftOut: ReadonlyMap<string, LeftOutReason>;
  /** Photos that nothing but this one reason leaves out. */
  readonly onlyBecause: ReadonlyMap<LeftOutReason, number>;
  readonly partlyToReview: number;
}

/** Says of each photo whether it is handed over and for whom, or why it is not. `found`: ids that the search finds. */
export function choosePhotos(
  photos: readonly ExportPhoto[],
  options: ExportOptions,
  found: ReadonlySet<string> | null,
): Chosen {
  const chosen: Choice[] = [];
  const leftOut = new Map<string, LeftOutReason>();
  const onlyBecause = new Map<LeftOutReason, number>();
  let partlyToReview = 0;
  for (const photo of photos) {
    const counted = photo.sightings.filter(({ review }) => !review || options.toReview === 'include');
    const holding = reasons.filter((reason) => holds[reason](photo, counted, options, found));
    const [first] = holding;
    if (first !== undefined) {
      leftOut.set(photo.id, first);
      if (holding.length === 1) onlyBecause.set(first, (onlyBecause.get(first) ?? 0) + 1);
      continue;
    }
    if (counted.length < photo.sightings.length) partlyToReview++;
    chosen.push({ photo, sightings: options.several === 'first' ? counted.slice(0, 1) : counted });
  }
  return { photos: chosen, leftOut, onlyBecause, partlyToReview };
}

const holds: Record<
  ChoiceReason,
  (
    photo: ExportPhoto,
    counted: readonly ExportSighting[],
    options: ExportOptions,
    found: ReadonlySet<string> | null,
  ) => boolean
> = {
  rejected: ({ flag }) => flag === 'reject',
  filtered: ({ flag, stars }, _, { picks, minStars }) =>
    (picks || minStars > 0) && !(picks && flag === 'pick') && !(minStars > 0 && stars >= minStars),
  search: ({ id }, _, __, found) => found !== null && !found.has(id),
  // Of somebody, only it is not settled of whom: such a photo is not one with nobody.
  toReview: ({ sightings }, counted) => counted.length === 0 && sightings.length > 0,
  nobody: ({ sightings }, _, { nobody }) => sightings.length === 0 && nobody === 'leaveOut',
  noFile: ({ files }, _, { jpeg, raw }) =>
    !files.some(({ role }) => (role === 'jpeg' && jpeg !== null) || (role === 'raw' && raw)),
};
