import type { ExportRun } from '../contract/export.ts';
import { isWritten, type PlannedExport, type PlannedFile } from '../export/plan-export.ts';
import type { ExportMeasures } from './export-plans.ts';
import { Rate } from './rate.ts';

/** The part of an export that is numbers. */
export type Figures = Pick<
  ExportRun,
  | 'files'
  | 'bytes'
  | 'filesWritten'
  | 'bytesWritten'
  | 'filesSame'
  | 'filesPerSecond'
  | 'bytesPerSecond'
  | 'secondsLeft'
>;

/** Fewer bytes or photos than these measure nothing. */
const TELLING_BYTES = 20_000_000;
const TELLING_PHOTOS = 8;

/** Counts an export. */
export class ExportFigures {
  files: number | null = null;
  filesWritten = 0;
  #bytes: number | null = null;
  #bytesWritten = 0;
  #filesSame = 0;
  /** What is left to write, as it was planned. */
  #planned = { bytes: 0, files: 0, resized: 0 };
  readonly #rates = { files: new Rate(), bytes: new Rate() };
  readonly #resized = { files: 0, bytes: 0, planned: 0 };
  #copiedBytes = 0;
  #began = 0;

  planned(plan: PlannedExport): void {
    this.files = plan.filesToWrite;
    this.#bytes = plan.bytesToWrite;
    this.#filesSame = plan.same;
    this.#planned = { bytes: plan.bytesToWrite, files: plan.filesToWrite, resized: plan.toResize };
    this.#began = performance.now();
  }

  bytes(count: number): void {
    this.#rates.bytes.add(count);
  }

  written(file: PlannedFile, bytes: number): void {
    this.filesWritten++;
    this.#bytesWritten += bytes;
    this.#rates.files.add();
    this.#done(file);
    if (isResized(file)) {
      this.#resized.files++;
      this.#resized.bytes += bytes;
      this.#resized.planned += file.bytes;
    } else this.#copiedBytes += bytes;
  }

  failed(file: PlannedFile): void {
    if (isWritten(file.state)) this.#done(file);
  }

  #done(file: PlannedFile): void {
    this.#planned.bytes -= file.bytes;
    this.#planned.files--;
    if (isResized(file)) this.#planned.resized--;
  }

  /** As far as it is known: what is resized is estimated. */
  get bytesLeft(): number {
    return Math.max(0, this.#planned.bytes);
  }

  /** After a pause the time without work does not count. */
  goesOn(): void {
    this.#rates.files.reset();
    this.#rates.bytes.reset();
  }

  get figures(): Figures {
    const filesPerSecond = this.#rates.files.perSecond;
    const bytesPerSecond = this.#rates.bytes.perSecond;
    // Making photos smaller takes its time a photo, copying its time a byte.
    const secondsLeft =
      this.files === null
        ? null
        : this.#planned.files <= 0
          ? 0
          : this.#planned.resized > 0
            ? filesPerSecond && this.#planned.files / filesPerSecond
            : bytesPerSecond && this.bytesLeft / bytesPerSecond;
    return {
      ...{ files: this.files, bytes: this.#bytes, filesWritten: this.filesWritten },
      ...{ bytesWritten: this.#bytesWritten, filesSame: this.#filesSame },
      ...{ filesPerSecond, bytesPerSecond, secondsLeft },
    };
  }

  /** What this export says of how long the next one takes, where it was long enough to say anything. */
  measures(before: ExportMeasures): ExportMeasures {
    const seconds = Math.max((performance.now() - this.#began) / 1000, 0.001);
    const { files, bytes, planned } = this.#resized;
    const mixed = files > 0 && this.#copiedBytes > TELLING_BYTES;
    return {
      bytesPerSecond:
        files === 0 && this.#copiedBytes > TELLING_BYTES
          ? this.#copiedBytes / seconds
          : before.bytesPerSecond,
      resizedPerSecond: files >= TELLING_PHOTOS && !mixed ? files / seconds : before.resizedPerSecond,
      resizedFactor:
        files >= TELLING_PHOTOS && planned > 0
          ? Math.min(10, Math.max(0.1, (before.resizedFactor * bytes) / planned))
          : before.resizedFactor,
    };
  }
}

function isResized({ content }: PlannedFile): boolean {
  return content.startsWith('resized ');
}
