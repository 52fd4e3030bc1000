import type { Facets } from '../../contract/browse.ts';
import type { Focus } from '../../contract/focus.ts';
import { conditions } from './conditions.ts';
import type { Directory } from './directory.ts';
import { ACCEPTED, flags, focuses, labels, type PhotoColumns, REVIEW, states } from './photo-columns.ts';

/** Faces from which on a photo shows a group. */
const GROUP = 4;

/**
 * Counts beside collections and filters, without those of saved searches. A collection counts what is found
 * when it is opened: rejected photos aside, but for the rejected, those that were not read and the last import.
 * @param failed What each photo fails of the query (`failing`).
 */
export function countFacets(
  columns: PhotoColumns,
  failed: Uint16Array,
  directory: Directory,
  cameraNames: ReadonlyMap<number, string>,
): Omit<Facets, 'saved'> {
  const [ready, broken] = [states.indexOf('ready'), states.indexOf('failed')];
  const notRead = states.indexOf('notRead');
  const [pick, reject] = [flags.indexOf('pick'), flags.indexOf('reject')];
  const counts = { all: 0, toReview: 0, noBib: 0, picks: 0, rejected: 0, groups: 0, notSharp: 0 };
  const unread = { failed: 0, notRead: 0 };
  const byCamera = new Map<number, number>();
  const byRun = new Uint32Array(columns.runNames.length);
  const byFocus = new Uint32Array(focuses.length);
  const stars = new Array<number>(6).fill(0);
  const byLabel = new Uint32Array(labels.length);
  const sharp = focuses.indexOf('sharp');
  for (let slot = 0; slot < columns.size; slot++) {
    const bits = failed[slot]!;
    if ((bits & ~conditions.focus) === 0) byFocus[columns.focuses[slot]!]!++;
    if ((bits & ~conditions.minStars) === 0) stars[columns.stars[slot]!]!++;
    if ((bits & ~conditions.labels) === 0) byLabel[columns.labels[slot]!]!++;
    byRun[columns.runs[slot]!]!++;
    const state = columns.states[slot]!;
    if (state === broken) unread.failed++;
    else if (state === notRead) unread.notRead++;
    const camera = columns.cameras[slot]!;
    const flag = columns.flags[slot]!;
    if (flag === reject) {
      counts.rejected++;
      if (camera !== 0 && !byCamera.has(camera)) byCamera.set(camera, 0);
      continue;
    }
    counts.all++;
    if (flag === pick) counts.picks++;
    const seen = columns.seen[slot]!;
    if ((seen & REVIEW) !== 0) counts.toReview++;
    if (state === ready && (seen & (ACCEPTED | REVIEW)) === 0) counts.noBib++;
    if (columns.faces[slot]! >= GROUP) counts.groups++;
    if (columns.focuses[slot]! > sharp) counts.notSharp++;
    if (camera !== 0) byCamera.set(camera, (byCamera.get(camera) ?? 0) + 1);
  }
  return {
    ...counts,
    ...unread,
    lastRun: lastRun(columns.runNames, byRun),
    cameras: [...byCamera]
      .map(([key, photos]) => ({ id: String(key), name: cameraNames.get(key) ?? '', photos }))
      .sort((a, b) => names.compare(a.name, b.name)),
    athletes: athletes(columns, directory),
    focus: Object.fromEntries(
      focuses.flatMap((focus, i) => (focus === null ? [] : [[focus, byFocus[i]!]])),
    ) as Record<Focus, number>,
    stars,
    labels: Object.fromEntries(
      labels.flatMap((label, i) => (label === null ? [] : [[label, byLabel[i]!]])),
    ) as Facets['labels'],
  };
}

/** Ids of imports grow with time. */
function lastRun(runNames: readonly (string | null)[], photos: Uint32Array): Facets['lastRun'] {
  let last: Facets['lastRun'] = null;
  for (const [i, run] of runNames.entries()) {
    if (run !== null && photos[i]! > 0 && (last === null || run > last.run))
      last = { run, photos: photos[i]! };
  }
  return last;
}

function athletes({ postings, numbers }: PhotoColumns, directory: Directory): Facets['athletes'] {
  const { starts } = postings;
  const seen = new Set<string>();
  for (const [i, number] of numbers.entries())
    if (starts[i + 1]! > starts[i]!) seen.add(number.toUpperCase());
  const withPhotos = directory.athletes.filter(({ bibs }) => seen.has(bibs[0]!.toUpperCase())).length;
  return { all: directory.athletes.length, withPhotos };
}

const names = new Intl.Collator('en', { numeric: true });
