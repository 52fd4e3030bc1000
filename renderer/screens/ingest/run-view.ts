import type { IngestRun, IngestStep, Source } from '../../../engine/contract/ingest.ts';

/** One bar of a run. */
export interface StepBar {
  readonly step: IngestStep;
  readonly done: number;
  /** Null while files are being listed. */
  readonly total: number | null;
  /** 0…1. */
  readonly share: number;
  readonly state: 'waiting' | 'going' | 'done';
  /** A second; null where there is none to say. */
  readonly rate: number | null;
  /** Bytes a second, of copy and verify. */
  readonly bytesRate: number | null;
}

const copying: readonly IngestStep[] = ['copy', 'verify'];
const reading: readonly IngestStep[] = ['previews', 'faces', 'bibs', 'match'];

/** The steps of a run in the order in which a photo goes through them; in place nothing is copied. */
export function stepBars(run: IngestRun): StepBar[] {
  const steps = run.mode === 'copy' ? [...copying, ...reading] : reading;
  return steps.map((step) => {
    const { done, rate, bytesRate } = run.steps[step];
    const total = copying.includes(step) ? run.files : run.total;
    const isDone = total !== null && done >= total;
    const isMoving = run.state === 'running' || run.state === 'listing';
    return {
      step,
      done,
      total,
      share: total === null ? 0 : total === 0 ? 1 : Math.min(1, done / total),
      state: isDone ? 'done' : done > 0 ? 'going' : 'waiting',
      rate: isMoving && !isDone ? rate : null,
      bytesRate: isMoving && !isDone ? bytesRate : null,
    };
  });
}

/** What was copied, and what of it was read back and compared. */
export function copied(run: IngestRun): {
  readonly verified: number;
  /** Copied, and not read back yet. */
  readonly unverified: number;
  /** Null while files are being listed. */
  readonly left: number | null;
  readonly files: number | null;
  /** Every file was copied and read back, and each is the same. */
  readonly whole: boolean;
} {
  const verified = run.steps.verify.done;
  const unverified = Math.max(0, run.steps.copy.done - verified);
  const left = run.files === null ? null : Math.max(0, run.files - verified - unverified);
  return { verified, unverified, left, files: run.files, whole: run.files !== null && verified >= run.files };
}

/** Seconds of speed that are drawn. */
export const SPEED_SECONDS = 45;

/** The line of speed as SVG paths, in the units of `size`. */
export function speedLine(
  speed: readonly number[],
  size: { readonly width: number; readonly height: number },
): { readonly line: string; readonly area: string; readonly top: number } {
  const most = Math.max(0, ...speed);
  const top = niceAbove(most);
  if (speed.length < 2) return { line: '', area: '', top };
  const step = size.width / (SPEED_SECONDS - 1);
  // A run that is younger than 45 seconds begins at the left, and grows to the right.
  const points = speed
    .slice(-SPEED_SECONDS)
    .map((value, at) => `${round(at * step)} ${round(size.height - (value / top) * (size.height - 2))}`);
  const line = `M${points.join('L')}`;
  const end = round((points.length - 1) * step);
  return { line, area: `${line}L${end} ${size.height}L0 ${size.height}Z`, top };
}

const ranks = { running: 0, listing: 0, waiting: 1, paused: 2, failed: 3, done: 3, cancelled: 3 } as const;

/** Runs of an event: what goes on first, then what waits, then what ended, the latest first. */
export function ordered(runs: Iterable<IngestRun>, event: string): IngestRun[] {
  return [...runs]
    .filter((run) => run.event === event)
    .sort((a, b) => ranks[a.state] - ranks[b.state] || b.startedAt - a.startedAt);
}

/** The run to show: the one that was chosen while it is there, else the first. */
export function shownRun(runs: readonly IngestRun[], chosen: string | null): IngestRun | null {
  return runs.find(({ id }) => id === chosen) ?? runs[0] ?? null;
}

/** Cards, then folders; in each what is being imported first, what is not connected last, else by name. */
export function bySort(sources: readonly Source[]): { cards: Source[]; folders: Source[] } {
  const sorted = sources.toSorted((a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name));
  return {
    cards: sorted.filter(({ kind }) => kind === 'card'),
    folders: sorted.filter(({ kind }) => kind === 'folder'),
  };
}

function placeOf({ state }: Source): number {
  return state === 'importing' ? 0 : state === 'missing' ? 2 : 1;
}

/** The least of 1, 1.5, 2, 3, 5, 10, 15 … that is not below a value. */
function niceAbove(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 5].find((factor) => factor * power >= value) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
