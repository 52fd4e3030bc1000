import type { Arrangement, CellGroup } from '../../contract/browse.ts';
import { compareBibs } from './bib-order.ts';
import type { BurstTable, PhotoColumns } from './photo-columns.ts';

export interface LayoutRequest {
  readonly arrange: Arrangement;
  readonly stackBursts: boolean;
  /** Slots of photos whose bursts stay open. */
  readonly openBursts: readonly number[];
  /** Name of a camera by its key, for headings. */
  readonly cameraName: (key: number) => string;
}

export interface LaidOut {
  /** The photo of each cell. */
  readonly slots: Uint32Array;
  readonly groups: readonly CellGroup[];
}

interface Group {
  readonly key: string;
  readonly slots: readonly number[];
}

const MINUTE = 60_000;

/**
 * Lays out the photos that fail no condition: one cell after another, in groups where the arrangement has
 * headings. What has no time, camera or bib comes last, under an empty heading.
 */
export function layOut(columns: PhotoColumns, failed: Uint16Array, request: LayoutRequest): LaidOut {
  const { arrange } = request;
  const order =
    arrange === 'sharpest' ? columns.sharpest : arrange === 'latest' ? columns.latest : columns.time;
  const matches: number[] = [];
  for (const slot of order) if (failed[slot] === 0) matches.push(slot);
  const stack = request.stackBursts ? stacker(columns, request.openBursts) : null;
  const groups = groupsOf(columns, matches, failed, request);
  if (groups === null) return { slots: Uint32Array.from(stack ? stack(matches) : matches), groups: [] };
  const shown: number[] = [];
  const headings: CellGroup[] = [];
  for (const { key, slots } of groups) {
    const first = shown.length;
    for (const slot of stack ? stack(slots) : slots) shown.push(slot);
    headings.push({ key, first, count: shown.length - first });
  }
  return { slots: Uint32Array.from(shown), groups: headings };
}

function groupsOf(
  columns: PhotoColumns,
  matches: readonly number[],
  failed: Uint16Array,
  { arrange, cameraName }: LayoutRequest,
): Group[] | null {
  switch (arrange) {
    case 'time':
    case 'sharpest':
    case 'latest':
      return null;
    case 'minute': {
      const { takenAt } = columns;
      const minuteOf = (slot: number) => Math.floor(takenAt[slot]! / MINUTE) * MINUTE;
      return bucketed(matches, minuteOf, (minute) => (minute === Infinity ? '' : String(minute)));
    }
    case 'camera': {
      const { cameras } = columns;
      const groups = bucketed(
        matches,
        (slot) => cameras[slot]!,
        (camera) => (camera === 0 ? '' : cameraName(camera)),
      );
      return groups.sort((a, b) => Number(a.key === '') - Number(b.key === '') || byName(a.key, b.key));
    }
    case 'burst': {
      const { of, slots } = columns.bursts;
      // A photo that stands alone is named by itself, below all bursts' numbers.
      const burstOf = (slot: number) => (of[slot] === -1 ? -1 - slot : of[slot]!);
      return bucketed(matches, burstOf, (burst) => columns.ids[burst < 0 ? -1 - burst : slots[burst]![0]!]!);
    }
    case 'bib':
      return byBib(columns, matches, failed);
  }
}

/** Groups in the order in which their first photo comes. */
function bucketed(
  slots: readonly number[],
  bucketOf: (slot: number) => number,
  keyOf: (bucket: number) => string,
): Group[] {
  const buckets = new Map<number, number[]>();
  let [last, current] = [Number.NaN, [] as number[]];
  for (const slot of slots) {
    const bucket = bucketOf(slot);
    if (bucket !== last) {
      last = bucket;
      const known = buckets.get(bucket);
      current = known ?? [];
      if (!known) buckets.set(bucket, current);
    }
    current.push(slot);
  }
  return Array.from(buckets, ([bucket, slots]) => ({ key: keyOf(bucket), slots }));
}

function byBib(columns: PhotoColumns, matches: readonly number[], failed: Uint16Array): Group[] {
  const { numbers, bibs } = columns;
  const { starts, slots } = columns.postings;
  const groups: { key: string; slots: number[] }[] = [];
  for (const [number, key] of numbers.entries()) {
    const own: number[] = [];
    for (let i = starts[number]!; i < starts[number + 1]!; i++) {
      if (failed[slots[i]!] === 0) own.push(slots[i]!);
    }
    if (own.length > 0) groups.push({ key, slots: own });
  }
  groups.sort((a, b) => compareBibs(a.key, b.key));
  const without = matches.filter((slot) => bibs[slot]!.length === 0);
  return without.length > 0 ? [...groups, { key: '', slots: without }] : groups;
}

/** What is shown of some photos where the sharpest stands for its burst. */
function stacker(
  columns: PhotoColumns,
  openBursts: readonly number[],
): (slots: readonly number[]) => readonly number[] {
  const { of }: BurstTable = columns.bursts;
  const { sharpness, keys, takenAt } = columns;
  const open = new Set(openBursts.map((slot) => of[slot]!));
  const isBetter = (slot: number, than: number) =>
    sharpness[slot]! > sharpness[than]! ||
    (sharpness[slot] === sharpness[than] &&
      (takenAt[slot]! < takenAt[than]! || (takenAt[slot] === takenAt[than] && keys[slot]! < keys[than]!)));
  return (slots) => {
    const best = new Map<number, number>();
    for (const slot of slots) {
      const burst = of[slot]!;
      if (burst === -1) continue;
      const than = best.get(burst);
      if (than === undefined || isBetter(slot, than)) best.set(burst, slot);
    }
    return slots.filter((slot) => {
      const burst = of[slot]!;
      return burst === -1 || open.has(burst) || best.get(burst) === slot;
    });
  };
}

const names = new Intl.Collator('en', { numeric: true });

function byName(a: string, b: string): number {
  return names.compare(a, b);
}
