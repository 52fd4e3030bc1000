import type { Coverage } from '../../contract/coverage.ts';
import type { Entry } from '../../contract/start-list.ts';
import { compareBibs } from './bib-order.ts';
import { ACCEPTED, flags, type PhotoColumns, REVIEW, states } from './photo-columns.ts';
import { stepOf } from './timeline.ts';

/** Photos of one number by their keys, as sightings have them. */
export interface NumberPhotos {
  readonly number: string;
  readonly accepted: readonly number[];
  readonly toReview: readonly number[];
}

type PhotosOfBib = Omit<Coverage['athletes'][number], keyof Entry>;

const NOTHING: PhotosOfBib = { accepted: 0, toReview: 0, firstAt: null, lastAt: null };

/** Counts how well athletes are covered, from the columns of the event's photos and the photos of each number. */
export function countCoverage(
  columns: PhotoColumns,
  entries: readonly Entry[],
  numbers: readonly NumberPhotos[],
): Omit<Coverage, 'revision'> {
  const byBib = photosByBib(columns, numbers);
  const listed = new Set(entries.map(({ bib }) => bib.toUpperCase()));
  return {
    ...countPhotos(columns),
    athletes: entries.map((entry) => ({ ...entry, ...(byBib.get(entry.bib.toUpperCase()) ?? NOTHING) })),
    unlisted: [...byBib.values()]
      .filter(
        ({ number, accepted, toReview }) => accepted + toReview > 0 && !listed.has(number.toUpperCase()),
      )
      .sort((a, b) => compareBibs(a.number, b.number)),
  };
}

/** Bibs are the same whatever the case of their letters. */
function photosByBib(
  columns: PhotoColumns,
  numbers: readonly NumberPhotos[],
): Map<string, PhotosOfBib & { number: string }> {
  const merged = new Map<string, { number: string; accepted: Set<number>; toReview: Set<number> }>();
  for (const { number, accepted, toReview } of numbers) {
    const bib = number.toUpperCase();
    const found = merged.get(bib) ?? { number, accepted: new Set<number>(), toReview: new Set<number>() };
    for (const key of accepted) found.accepted.add(key);
    for (const key of toReview) found.toReview.add(key);
    merged.set(bib, found);
  }
  const reject = flags.indexOf('reject');
  const slotsOf = (keys: Iterable<number>) =>
    [...keys]
      .map((key) => columns.slotOfKey(key))
      .filter((slot) => slot !== undefined && columns.flags[slot] !== reject) as number[];
  return new Map(
    [...merged].map(([bib, { number, accepted, toReview }]) => {
      const sure = slotsOf(accepted);
      let [first, last] = [Infinity, -Infinity];
      for (const slot of sure) {
        const at = columns.takenAt[slot]!;
        if (at === Infinity) continue;
        first = Math.min(first, at);
        last = Math.max(last, at);
      }
      const known = first !== Infinity;
      return [
        bib,
        {
          number,
          accepted: sure.length,
          toReview: slotsOf([...toReview].filter((key) => !accepted.has(key))).length,
          firstAt: known ? first : null,
          lastAt: known ? last : null,
        },
      ];
    }),
  );
}

type Kind = 'accepted' | 'toReview' | 'nobody';

/** What a photo that was read shows of bibs; null before it was read. */
function kindOf(columns: PhotoColumns, slot: number, ready: number): Kind | null {
  if (columns.states[slot] !== ready) return null;
  const seen = columns.seen[slot]!;
  return (seen & ACCEPTED) !== 0 ? 'accepted' : (seen & REVIEW) !== 0 ? 'toReview' : 'nobody';
}

function countPhotos(columns: PhotoColumns): Omit<Coverage, 'revision' | 'athletes' | 'unlisted'> {
  const { takenAt, time } = columns;
  const ready = states.indexOf('ready');
  const reject = flags.indexOf('reject');
  const totals = { photos: 0, read: 0, accepted: 0, toReview: 0, nobody: 0 };
  let [first, last] = [Infinity, -Infinity];
  for (const slot of time) {
    if (columns.flags[slot] === reject) continue;
    totals.photos++;
    const kind = kindOf(columns, slot, ready);
    if (kind !== null) {
      totals.read++;
      totals[kind]++;
    }
    const at = takenAt[slot]!;
    if (at === Infinity) continue;
    if (first === Infinity) first = at;
    last = at;
  }
  const step = first === Infinity ? 60_000 : stepOf(first, last);
  const start = first === Infinity ? null : Math.floor(first / step) * step;
  const stretches = start === null ? 0 : Math.floor((last - start) / step) + 1;
  const zeros = () => new Array<number>(stretches).fill(0);
  const counts = { photos: zeros(), accepted: zeros(), toReview: zeros(), nobody: zeros() };
  for (const slot of time) {
    const at = takenAt[slot]!;
    if (start === null || at === Infinity || columns.flags[slot] === reject) continue;
    const stretch = Math.floor((at - start) / step);
    counts.photos[stretch]!++;
    const kind = kindOf(columns, slot, ready);
    if (kind !== null) counts[kind][stretch]!++;
  }
  return { ...totals, timeline: { start, step, ...counts } };
}
