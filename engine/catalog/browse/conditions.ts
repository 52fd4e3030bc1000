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
  notRead: 8192,
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
  conditions.failed |
  conditions.notRead;

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
  if (found) mark(failed, found, Uint8Array.of(0, 1), conditions.tokens);
  if (focus && focus.length > 0) {
    mark(
      failed,
      columns.focuses,
      table(focuses, (name) => name !== null && focus.includes(name)),
      conditions.focus,
    );
  }
  if (filters.noBib) {
    const ready = states.indexOf('ready');
    const { seen, states: column } = columns;
    check('noBib', (slot) => column[slot] === ready && (seen[slot]! & (ACCEPTED | REVIEW)) === 0);
  }
  if (filters.toReview) {
    mark(
      failed,
      columns.seen,
      table([0, 1, 2, 3], (bits) => (bits & REVIEW) !== 0),
      conditions.toReview,
    );
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
    mark(
      failed,
      columns.stars,
      table([0, 1, 2, 3, 4, 5], (stars) => stars >= minStars),
      conditions.minStars,
    );
  }
  if (filters.labels && filters.labels.length > 0) {
    const asked = filters.labels;
    const wanted = table(labels, (label) => label !== null && asked.includes(label));
    mark(failed, columns.labels, wanted, conditions.labels);
  }
  const flag = filters.flag ?? 'notRejected';
  if (flag !== 'any') {
    const wanted = table(flags, (name) =>
      flag === 'notRejected' ? name !== 'reject' : name === (flag === 'unflagged' ? null : flag),
    );
    mark(failed, columns.flags, wanted, conditions.flag);
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
  for (const name of ['failed', 'notRead'] as const) {
    if (!filters[name]) continue;
    mark(
      failed,
      columns.states,
      table(states, (state) => state === name),
      conditions[name],
    );
  }
  return failed;
}

/** Adds `bit` where what a column holds is not wanted: a loop that does nothing else, since most of the time is here. */
function mark(failed: Uint16Array, column: Uint8Array, wanted: Uint8Array, bit: number): void {
  for (let slot = 0; slot < failed.length; slot++) if (wanted[column[slot]!] === 0) failed[slot]! |= bit;
}

function table<Value>(values: readonly Value[], isWanted: (value: Value) => boolean): Uint8Array {
  return Uint8Array.from(values, (value) => (isWanted(value) ? 1 : 0));
}

/** How many photos fail none of the conditions, those in `but` aside. */
export function countMatches(failed: Uint16Array, but = 0): number {
  let count = 0;
  for (let slot = 0; slot < failed.length; slot++) if ((failed[slot]! & ~but) === 0) count++;
  return count;
}
