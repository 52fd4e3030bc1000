import type { Filters } from '../../contract/browse.ts';
import { ACCEPTED, flags, focuses, labels, type PhotoColumns, REVIEW, states } from './photo-columns.ts';

/** A bit for each condition of a query, in `failing`. */
export const conditions = {
  tokens: 1,
  focus: 2,
  noBib: 4,
  toReview: 8,
  minFaces: 16,
  cameras: 32,
  minStars: 64,
  labels: 128,
  flag: 256,
  run: 512,
  time: 1024,
  onStartList: 2048,
  failed: 4096,
} as const;
export type ConditionName = keyof typeof conditions;

/** What a photo that was not read yet cannot meet, though it may once it is read. */
export const UNKNOWN_BEFORE_READING =
  conditions.tokens |
  conditions.focus |
  conditions.noBib |
  conditions.toReview |
  conditions.minFaces |
  conditions.onStartList |
  conditions.failed;

/** What photos are asked for, in terms of columns. */
export interface Conditions {
  /** 1 for each slot that a token finds; null where nothing is searched for. */
  readonly found: Uint8Array | null;
  readonly filters: Filters;
  /** Whether a number is on the start list, by its position in `numbers`. */
  readonly listed: (number: number) => boolean;
}

/**
 * The conditions that each photo fails, as bits: 0 for a photo that is found. What a count is without one
 * condition, or what a condition would find alone, needs no second look at the photos.
 */
export function failing(columns: PhotoColumns, { found, filters, listed }: Conditions): Uint16Array {
  const { size } = columns;
  const failed = new Uint16Array(size);
  const check = (condition: ConditionName, meets: (slot: number) => boolean) => {
    const bit = conditions[condition];
    for (let slot = 0; slot < size; slot++) if (!meets(slot)) failed[slot]! |= bit;
  };
  const { focus, cameras, minFaces, minStars, run, takenFrom, takenBefore } = filters;
  if (found) check('tokens', (slot) => found[slot] === 1);
  if (focus && focus.length > 0) {
    const wanted = focuses.map((name) => name !== null && focus.includes(name));
    const column = columns.focuses;
    check('focus', (slot) => wanted[column[slot]!]!);
  }
  if (filters.noBib) {
    const { seen } = columns;
    const ready = states.indexOf('ready');
    const column = columns.states;
    check('noBib', (slot) => column[slot] === ready && (seen[slot]! & (ACCEPTED | REVIEW)) === 0);
  }
  if (filters.toReview) {
    const { seen } = columns;
    check('toReview', (slot) => (seen[slot]! & REVIEW) !== 0);
  }
  if (minFaces !== undefined) {
    const { faces } = columns;
    check('minFaces', (slot) => faces[slot]! >= minFaces);
  }
  if (cameras && cameras.length > 0) {
    const wanted = new Set(cameras.map(Number));
    const column = columns.cameras;
    check('cameras', (slot) => wanted.has(column[slot]!));
  }
  if (minStars !== undefined) {
    const { stars } = columns;
    check('minStars', (slot) => stars[slot]! >= minStars);
  }
  if (filters.labels && filters.labels.length > 0) {
    const asked = filters.labels;
    const wanted = labels.map((label) => label !== null && asked.includes(label));
    const column = columns.labels;
    check('labels', (slot) => wanted[column[slot]!]!);
  }
  const flag = filters.flag ?? 'notRejected';
  if (flag !== 'any') {
    const wanted = flags.map((name) =>
      flag === 'notRejected' ? name !== 'reject' : name === (flag === 'unflagged' ? null : flag),
    );
    const column = columns.flags;
    check('flag', (slot) => wanted[column[slot]!]!);
  }
  if (run !== undefined) {
    const wanted = columns.runNames.indexOf(run);
    const { runs } = columns;
    check('run', (slot) => runs[slot] === wanted);
  }
  if (takenFrom !== undefined || takenBefore !== undefined) {
    const [from, before] = [takenFrom ?? -Infinity, takenBefore ?? Number.MAX_VALUE];
    const { takenAt } = columns;
    check('time', (slot) => takenAt[slot]! >= from && takenAt[slot]! < before);
  }
  if (filters.onStartList) {
    const onList = columns.numbers.map((_, number) => listed(number));
    const { bibs } = columns;
    check('onStartList', (slot) => bibs[slot]!.some((number) => onList[number]!));
  }
  if (filters.failed) {
    const wanted = states.indexOf('failed');
    const column = columns.states;
    check('failed', (slot) => column[slot] === wanted);
  }
  return failed;
}

/** How many photos fail none of the conditions, those in `but` aside. */
export function countMatches(failed: Uint16Array, but = 0): number {
  let count = 0;
  for (const bits of failed) if ((bits & ~but) === 0) count++;
  return count;
}
