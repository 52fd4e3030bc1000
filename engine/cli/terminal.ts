import { once } from 'node:events';
import { styleText } from 'node:util';
import type { Progress } from '../contract/progress.ts';
import { cutEnd } from './text-width.ts';

type Style = Parameters<typeof styleText>[0];

const SECONDS_BETWEEN_PLAIN_LINES = 10;
const REDRAW_MILLISECONDS = 100;

/**
 * Where the program speaks: results on standard output, everything else on standard error. A
 * progress bar appears where standard error is a terminal, and plain lines from time to time where it
 * is not.
 */
export class Terminal {
  #barShown = false;
  #nextProgress = 0;

  /** One line of results; waits while whoever reads them is slower than we are. */
  async print(line: string): Promise<void> {
    if (process.stdout.isTTY) this.#clearBar();
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
  }

  /** One line for the person at the terminal. */
  say(line: string): void {
    this.#clearBar();
    process.stderr.write(`${line}\n`);
  }

  /** What went wrong and was got over; of what a dead process printed, the first line says most. */
  log(line: string): void {
    this.say(this.errorStyle('dim', line.split('\n', 1)[0] ?? ''));
  }

  /** Shows how far a run is, as often as is useful. */
  progress(progress: Progress, of: 'photos' | 'files' = 'photos'): void {
    const now = performance.now();
    if (now < this.#nextProgress) return;
    if (process.stderr.isTTY) {
      this.#nextProgress = now + REDRAW_MILLISECONDS;
      this.#clearBar();
      process.stderr.write(`${cutEnd(progressBar(progress, of), this.errorWidth - 1)}\r`);
      this.#barShown = true;
    } else {
      const first = this.#nextProgress === 0;
      this.#nextProgress = now + SECONDS_BETWEEN_PLAIN_LINES * 1000;
      if (!first) process.stderr.write(`${progressText(progress, of)}\n`);
    }
  }

  /** Takes the progress bar away. */
  endProgress(): void {
    this.#clearBar();
    this.#nextProgress = 0;
  }

  /** Columns of standard output; undefined where it is no terminal. */
  get width(): number | undefined {
    return process.stdout.isTTY ? process.stdout.columns : undefined;
  }

  get errorWidth(): number {
    return process.stderr.columns ?? 80;
  }

  /** Styles a text for standard output, unless that is no terminal or NO_COLOR is set. */
  style(style: Style, text: string): string {
    return styleText(style, text, { stream: process.stdout });
  }

  /** The same for standard error. */
  errorStyle(style: Style, text: string): string {
    return styleText(style, text, { stream: process.stderr });
  }

  #clearBar(): void {
    if (!this.#barShown) return;
    process.stderr.write('\x1b[2K\r');
    this.#barShown = false;
  }
}

const BAR_COLUMNS = 24;

function progressBar(progress: Progress, of: string): string {
  if (progress.total === null) return progressText(progress, of);
  const share = progress.total === 0 ? 1 : progress.done / progress.total;
  const filled = Math.round(share * BAR_COLUMNS);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_COLUMNS - filled)} ${progressText(progress, of)}`;
}

/** `120 of 900 photos, 2 failed, 4.1 a second, 3 min left` */
export function progressText(progress: Progress, of = 'photos'): string {
  const parts = [
    progress.total === null ? `${progress.done} ${of}` : `${progress.done} of ${progress.total} ${of}`,
  ];
  if (progress.known > 0) parts.push(`${progress.known} known`);
  if (progress.failed > 0) parts.push(`${progress.failed} failed`);
  if (progress.photosPerSecond !== null) parts.push(`${progress.photosPerSecond.toFixed(1)} a second`);
  if (progress.secondsLeft !== null) parts.push(`${duration(progress.secondsLeft)} left`);
  return parts.join(', ');
}

/** As exact as an estimate deserves: `40 s`, `3 min`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
