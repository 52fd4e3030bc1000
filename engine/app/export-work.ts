import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ExportRunRecord } from '../catalog/export-records.ts';
import { AppError, type ErrorCode, type ErrorInfo } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { ExportProblem } from '../contract/export.ts';
import type { DestinationContent } from '../export/earlier.ts';
import { HandOver, type VerifiedPart } from '../export/hand-over.ts';
import { lookInto } from '../export/look-into.ts';
import { isWritten, type PlannedExport, type PlannedFile } from '../export/plan-export.ts';
import { pathKey } from '../export/safe-name.ts';
import { sightingsCsv } from '../export/sightings-csv.ts';
import { ExportFigures } from './export-figures.ts';
import type { ExportPlans, PlanRequest } from './export-plans.ts';
import { freeBytes } from './free-bytes.ts';
import { inParallel } from './in-parallel.ts';
import { RunControl } from './run-control.ts';
import { size } from './size-text.ts';

export interface ExportWorkParts {
  readonly run: ExportRunRecord;
  readonly event: Event;
  /** What is planned; its destination is the run's. */
  readonly request: PlanRequest;
  readonly plans: ExportPlans;
  readonly changed: () => void;
  readonly stateChanged: () => void;
}

export type ExportEnd = 'done' | 'stopped' | { readonly failed: ErrorInfo };

/** Files in hand at a time: enough that the disk always has something to do, few enough for one that turns. */
const IN_HAND = 4;
/** A disk with less than this is full, whatever is left to write: bytes. */
const LEAST_ROOM = 1_000_000;
/** Files that could not be written that are told one by one. */
const TOLD_PROBLEMS = 500;

/** What a file says when its disk is gone as well as when only it is. */
const goneWithItsDisk: ReadonlySet<ErrorCode> = new Set([
  'FILE_NOT_FOUND',
  'FILE_VANISHED',
  'FILE_UNREADABLE',
]);

/** Where the CSV of sightings goes, and what it is recalled by. */
const CSV = { unit: 'csv', role: 'csv', base: 'photos.csv' } as const;

/** Works at one export: plans it, writes what the plan says, and waits for what is in the way. */
export class ExportWork {
  readonly #parts: ExportWorkParts;
  readonly control: RunControl;
  readonly figures: ExportFigures;
  readonly problems: ExportProblem[] = [];
  readonly #handOver: HandOver;
  /** Names that files got, where it is another than was planned. */
  readonly #renamed = new Map<PlannedFile, string>();
  readonly #failed = new Set<PlannedFile>();
  /** Written and read back, without a name yet. */
  #toName: { file: PlannedFile; part: VerifiedPart; done: PromiseWithResolvers<void> }[] = [];
  #naming: Promise<void> | null = null;

  constructor(parts: ExportWorkParts) {
    this.#parts = parts;
    const { run, event, request, changed, stateChanged } = parts;
    this.control = new RunControl(stateChanged, { paused: run.state === 'paused' });
    this.figures = new ExportFigures();
    this.#handOver = new HandOver({
      ...{ destination: run.destination, run: run.id, event: event.name, jpeg: request.options.jpeg },
      signal: this.control.signal,
      onBytes: (count) => {
        this.figures.bytes(count);
        changed();
      },
    });
  }

  async work(): Promise<ExportEnd> {
    try {
      await this.#work();
      return 'done';
    } catch (error) {
      if (this.control.signal.aborted) return 'stopped';
      if (error instanceof AppError) return { failed: error.info };
      throw error;
    }
  }

  async #work(): Promise<void> {
    const { plans, event, request, run } = this.#parts;
    await this.#overcoming(() => this.#handOver.begin());
    const { plan } = await this.#overcoming(() => plans.of(event, request, { fresh: true }));
    this.figures.planned(plan);
    this.control.listed = true;
    this.#parts.stateChanged();
    const written = plan.files.filter(({ state }) => isWritten(state));
    for (let left = written; left.length > 0; ) left = await this.#writeAll(left);
    if (request.options.csv !== null) {
      await this.#overcoming(async () => this.#writeCsv(plan, await lookInto(run.destination, 0)));
    }
    await this.#handOver.end();
    await plans.keepMeasures(this.figures.measures(await plans.measures())).catch(() => undefined);
  }

  /** Writes files; gives back those whose originals were out of reach and are not any more. */
  async #writeAll(files: readonly PlannedFile[]): Promise<PlannedFile[]> {
    const { signal } = this.control;
    const waiting: { file: PlannedFile; error: AppError }[] = [];
    const results = inParallel(from(files), IN_HAND, (file) => this.#attempt(file), signal);
    for await (const result of results) if (result) waiting.push(result);
    signal.throwIfAborted();
    const [first] = waiting;
    if (!first) return [];
    await this.control.overcome(this.#outOfReach(waiting), async () => {
      for (const { file } of waiting) if (await isReachable(file)) return true;
      return false;
    });
    return waiting.map(({ file }) => file);
  }

  /** Writes one file, whatever happens; gives it back where its original's disk is gone. */
  async #attempt(file: PlannedFile): Promise<{ file: PlannedFile; error: AppError } | null> {
    try {
      await this.#overcoming(async () => {
        const part = await this.#handOver.write(file);
        await this.#nameSoon(file, part);
      });
    } catch (error) {
      if (!(error instanceof AppError)) {
        if (this.control.signal.aborted) return null;
        throw error;
      }
      if (goneWithItsDisk.has(error.code) && !(await isReachable(file))) return { file, error };
      this.#fail(file, error);
    }
    this.#parts.changed();
    return null;
  }

  #fail(file: PlannedFile, error: AppError): void {
    this.#failed.add(file);
    this.figures.failed(file);
    if (this.problems.length >= TOLD_PROBLEMS) return;
    this.problems.push({ path: file.path, photo: file.photo.name, error: error.info });
  }

  /** Resolves once the file has its name. Whatever is ready by then is noted in the manifest together. */
  #nameSoon(file: PlannedFile, part: VerifiedPart): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#toName.push({ file, part, done });
    this.#naming ??= this.#nameAll().finally(() => {
      this.#naming = null;
    });
    return done.promise;
  }

  async #nameAll(): Promise<void> {
    while (this.#toName.length > 0) {
      const batch = this.#toName;
      this.#toName = [];
      try {
        const names = batch.map(({ file, part }) => ({
          file: { ...file, replaces: file.state === 'replaces' },
          part,
        }));
        const paths = await this.#handOver.name(names);
        for (const [at, { file, part, done }] of batch.entries()) {
          if (paths[at] !== file.path) this.#renamed.set(file, paths[at]!);
          this.figures.written(file, part.bytes);
          done.resolve();
        }
      } catch (error) {
        // Each is written again: which of them have their names by now the manifest and the disk tell.
        for (const { done } of batch) done.reject(error);
      }
    }
  }

  /** The CSV of sightings, where it would be another than the one that is there. */
  async #writeCsv(plan: PlannedExport, content: DestinationContent): Promise<void> {
    const { options } = this.#parts.request;
    const files = plan.files
      .filter((file) => !this.#failed.has(file))
      .map((file) => ({ ...file, path: this.#renamed.get(file) ?? file.path }));
    const text = sightingsCsv(files, options.csv!.columns);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const earlier = content.written(CSV.unit).findLast(({ path }) => content.isUntouched(pathKey(path)));
    if (earlier?.sha256 === sha256) return;
    const part = await this.#handOver.writeText(text);
    const file = {
      ...CSV,
      path: earlier?.path ?? CSV.base,
      content: sha256,
      replaces: earlier !== undefined,
    };
    await this.#handOver.name([{ file, part }]);
  }

  /** Does `work`, again and again while something is in its way that can be waited for. */
  async #overcoming<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.control.gate();
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        await this.#overcome(error);
      }
    }
  }

  async #overcome(error: AppError): Promise<void> {
    switch (error.code) {
      case 'DISK_FULL':
        return this.#awaitRoom(error);
      case 'DESTINATION_UNWRITABLE': {
        const isThere = await this.#handOver.isReachable();
        return this.control.overcome(isThere ? error : this.#handOver.missing(), async (asked) => {
          // Somebody who asks has looked: what was removed from the destination is made again.
          if (asked) await this.#handOver.begin().catch(() => undefined);
          return this.#handOver.isWritable();
        });
      }
      case 'CATALOG_LOCKED':
        return this.control.overcome(error, async () => true);
      default:
        throw error;
    }
  }

  async #awaitRoom(cause: AppError): Promise<void> {
    const { destination } = this.#parts.run;
    const { files, filesWritten, bytesLeft } = this.figures;
    const free = (await freeBytes(destination)) ?? 0;
    const missing = Math.max(bytesLeft - free, LEAST_ROOM);
    const error = new AppError(
      'DISK_FULL',
      `The disk of ${destination} is full: ${count(filesWritten)} of ${count(files ?? 0)} files are written and verified, and ${size(missing)} more are needed. Free some space and the export goes on by itself, or end it here and choose another place.`,
      { retryable: true, cause },
    );
    await this.control.overcome(
      error,
      // What is left is asked anew: files that were in hand may have got their names meanwhile.
      async (asked) =>
        asked || ((await freeBytes(destination)) ?? 0) >= Math.max(this.figures.bytesLeft, LEAST_ROOM),
    );
  }

  #outOfReach(waiting: readonly { file: PlannedFile }[]): AppError {
    const folders = new Set(waiting.map(({ file }) => dirname(file.source!.path)));
    const [folder] = folders;
    const more = folders.size > 1 ? ` and ${folders.size - 1} more folders` : '';
    return new AppError(
      'SOURCE_MISSING',
      `The originals of ${count(waiting.length)} files are out of reach: ${folder}${more} cannot be found. Everything else is written. Connect the drive and the export goes on by itself, or end it here.`,
      { retryable: true },
    );
  }
}

async function* from<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** Whether the folder of a file's original is there. */
async function isReachable({ source }: PlannedFile): Promise<boolean> {
  return source === null || (await stat(dirname(source.path)).catch(() => null)) !== null;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
