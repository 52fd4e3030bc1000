import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import type { Catalog } from '../catalog/catalog.ts';
import type { ExportRunRecord } from '../catalog/export-records.ts';
import { AppError } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { ExportProblem, ExportRun } from '../contract/export.ts';
import { ExportFigures } from './export-figures.ts';
import type { ExportPlans, PlanRequest } from './export-plans.ts';
import { type ExportEnd, ExportWork } from './export-work.ts';
import { freeBytes } from './free-bytes.ts';
import { BEAT_MS, GRACE_MS, isGone, newOwner, ownerEnded, STALE_MS } from './run-owner.ts';

export interface ExportRunsParts {
  readonly catalog: () => Promise<Catalog>;
  readonly plans: ExportPlans;
  readonly log: (line: string) => void;
  /** An export moved on; `now` gives what it is by the time it is told. */
  readonly changed: (id: string, now: () => ExportRun) => void;
}

interface Running {
  readonly record: ExportRunRecord;
  readonly work: ExportWork;
  readonly snapshot: () => ExportRun;
  readonly ended: Promise<void>;
}

/** How often the room of a destination is looked at while an export goes on, milliseconds. */
const LOOK_AT_ROOM_MS = 2_000;

/**
 * The exports of all events. As with imports, each is worked at by one engine at a time, claimed in the catalog.
 * An export has no list of what is left: it is planned again, and what the destination holds is not written twice.
 */
export class ExportRuns {
  readonly #parts: ExportRunsParts;
  readonly #owner = newOwner();
  readonly #running = new Map<string, Running>();
  #beating: NodeJS.Timeout | null = null;
  #busy = false;
  #closed = false;

  constructor(parts: ExportRunsParts) {
    this.#parts = parts;
  }

  /** Whether any export is at work in this process. */
  get isBusy(): boolean {
    return [...this.#running.values()].some(({ work }) =>
      ['listing', 'running'].includes(work.control.state),
    );
  }

  /**
   * Begins an export, or goes on with the same one where it was left.
   *
   * @throws {AppError} DESTINATION_UNWRITABLE, DESTINATION_INSIDE_SOURCE, RUN_IN_PROGRESS, INPUT_INVALID
   */
  async start(
    event: Event,
    request: PlanRequest & { destination: string },
    name: string,
  ): Promise<ExportRun> {
    const catalog = await this.#parts.catalog();
    const { destination, plan } = await this.#parts.plans.of(event, request);
    if (destination === null) throw new Error('A plan for a destination has none.');
    const { problem, path } = destination;
    if (problem !== null) throw new AppError(problem.code, problem.message);
    const asked = { options: request.options, excluded: request.excluded };
    for (const other of await catalog.unfinishedExports()) {
      if (other.destination !== path) continue;
      if (other.event === event.id && isDeepStrictEqual(other.request, asked)) return this.resume(other.id);
      throw new AppError(
        'RUN_IN_PROGRESS',
        `An export to ${path} is under way already. Resume or cancel it first.`,
      );
    }
    if (plan.filesToWrite === 0 && plan.files.length === 0) {
      throw new AppError(
        'INPUT_INVALID',
        'No photo fits the options, so there is nothing to export. Choose other photos.',
      );
    }
    const record = await catalog.createExport({
      ...{ id: uuidv7(), event: event.id, name, destination: path, request: asked },
      ...{ state: 'listing', startedAt: Date.now(), owner: this.#owner, beat: Date.now() },
    });
    return (await this.#begin(record)).snapshot();
  }

  /** Goes on with every export that nobody works at. */
  async takeUp(): Promise<void> {
    if (this.#closed) return;
    this.#beatRegularly();
    const catalog = await this.#parts.catalog();
    const runs = (await catalog.unfinishedExports()).filter(({ id }) => !this.#running.has(id));
    for (const run of runs) {
      if (run.state === 'paused' || this.#closed) continue;
      if (await this.#claim(run)) await this.#begin(run);
    }
  }

  async pause(id: string): Promise<ExportRun> {
    const running = this.#running.get(id);
    if (running) {
      running.work.control.pause();
      await this.#keep(running);
      return running.snapshot();
    }
    const run = await this.#record(id);
    // Whoever works at it looks at the catalog with its next beat.
    if (run.endedAt === null) await (await this.#parts.catalog()).updateExport(id, { state: 'paused' });
    return this.#announce(id);
  }

  /** Goes on; one that has ended tries again what could not be written. */
  async resume(id: string): Promise<ExportRun> {
    const running = this.#running.get(id);
    if (running) {
      running.work.figures.goesOn();
      running.work.control.resume();
      return running.snapshot();
    }
    const run = await this.#record(id);
    const catalog = await this.#parts.catalog();
    if (!(await this.#claim(run))) {
      // Another program works at it, and looks at the catalog for what it is to do.
      await catalog.updateExport(id, { state: 'running' });
      return this.#announce(id);
    }
    await catalog.updateExport(id, { state: 'listing', reason: null, endedAt: null });
    return (await this.#begin(await this.#record(id))).snapshot();
  }

  /** Cancels what is left to do. What was written stays. */
  async cancel(id: string): Promise<ExportRun> {
    const running = this.#running.get(id);
    running?.work.control.stop();
    await running?.ended;
    const run = await this.#record(id);
    if (run.endedAt === null) {
      const { figures } = run;
      await (await this.#parts.catalog()).updateExport(id, {
        ...{ state: 'cancelled', reason: null, endedAt: Date.now(), owner: null, beat: null },
        figures: figures && { ...figures, secondsLeft: null, filesPerSecond: null, bytesPerSecond: null },
      });
    }
    return this.#announce(id);
  }

  /** An export as it is now, or as its owner last said that it is. */
  async snapshot(run: ExportRunRecord): Promise<ExportRun> {
    const running = this.#running.get(run.id);
    if (running) return running.snapshot();
    const event = await (await this.#parts.catalog()).findEvent(run.event);
    return snapshotOf(run, {
      figures: { ...new ExportFigures().figures, ...run.figures },
      ...{ eventName: event?.name ?? '', free: await freeBytes(run.destination) },
      ...{ state: run.state, reason: run.reason, problems: run.problems.length },
    });
  }

  /** Exports of all events that have not ended. */
  async unfinished(): Promise<ExportRun[]> {
    const runs = await (await this.#parts.catalog()).unfinishedExports();
    return Promise.all(runs.map((run) => this.snapshot(run)));
  }

  async of(eventId: string): Promise<ExportRun[]> {
    const runs = await (await this.#parts.catalog()).exportRuns(eventId);
    return Promise.all(runs.map((run) => this.snapshot(run)));
  }

  async problems(id: string): Promise<readonly ExportProblem[]> {
    return this.#running.get(id)?.work.problems ?? (await this.#record(id)).problems;
  }

  /** Stops every export after what is in hand; the next engine goes on with them. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#beating) clearInterval(this.#beating);
    const running = [...this.#running.values()];
    for (const { work } of running) work.control.stop();
    await Promise.race([
      Promise.all(running.map(({ ended }) => ended)),
      sleep(GRACE_MS, undefined, { ref: false }),
    ]);
    ownerEnded(this.#owner);
  }

  async #begin(record: ExportRunRecord): Promise<Running> {
    this.#beatRegularly();
    const catalog = await this.#parts.catalog();
    const event = await catalog.findEvent(record.event);
    if (!event) throw new AppError('RUN_NOT_FOUND', 'The event of this export is gone.');
    const destination = await catalog.grantFolder(record.destination);
    let room = { at: performance.now(), bytes: await freeBytes(record.destination) };
    const snapshot = () => {
      if (performance.now() - room.at > LOOK_AT_ROOM_MS) {
        room = { ...room, at: performance.now() };
        void freeBytes(record.destination).then((bytes) => {
          room = { ...room, bytes };
        });
      }
      const { control, figures, problems } = work;
      return snapshotOf(record, {
        ...{ figures: figures.figures, eventName: event.name, free: room.bytes },
        ...{ state: control.state, reason: control.reason, problems: problems.length },
      });
    };
    const changed = () => this.#parts.changed(record.id, snapshot);
    const work = new ExportWork({
      ...{ run: record, event, plans: this.#parts.plans, changed },
      request: { ...record.request, destination },
      stateChanged: () => {
        changed();
        const running = this.#running.get(record.id);
        if (running) void this.#keep(running);
      },
    });
    const ended = work.work().then(
      (end) => this.#ended(record, work, snapshot, end),
      (error: unknown) => {
        this.#parts.log(`An export broke off. ${error instanceof Error ? error.stack : error}`);
        const message = 'This is a fault in Photofinish itself. What was written is verified; try again.';
        return this.#ended(record, work, snapshot, { failed: { code: 'DESTINATION_UNWRITABLE', message } });
      },
    );
    const running = { record, work, snapshot, ended };
    this.#running.set(record.id, running);
    changed();
    return running;
  }

  async #ended(
    record: ExportRunRecord,
    work: ExportWork,
    snapshot: () => ExportRun,
    end: ExportEnd,
  ): Promise<void> {
    const figures = snapshot();
    this.#running.delete(record.id);
    this.#parts.plans.forgetDestination(record.destination);
    try {
      const catalog = await this.#parts.catalog();
      const released = { owner: null, beat: null, figures, problems: work.problems };
      const over = { ...released, endedAt: Date.now() };
      // Handed back as it is: paused stays paused, everything else goes on by itself.
      if (end === 'stopped') await catalog.updateExport(record.id, released, this.#owner);
      else {
        const state = end === 'done' ? 'done' : 'failed';
        const reason = end === 'done' ? null : end.failed;
        await catalog.updateExport(record.id, { ...over, state, reason }, this.#owner);
        await this.#announce(record.id);
      }
    } catch (error) {
      this.#parts.log(`The end of an export was not kept. ${error instanceof Error ? error.message : error}`);
    }
  }

  async #claim({ id, owner }: ExportRunRecord): Promise<boolean> {
    const now = Date.now();
    const gone = owner !== null && isGone(owner) ? [owner] : [];
    return (await this.#parts.catalog()).claimExport(id, this.#owner, {
      now,
      staleBefore: now - STALE_MS,
      gone,
    });
  }

  /** Tells what an export is that nobody works at. */
  async #announce(id: string): Promise<ExportRun> {
    const snapshot = await this.snapshot(await this.#record(id));
    this.#parts.changed(id, () => snapshot);
    return snapshot;
  }

  /** @throws {AppError} RUN_NOT_FOUND */
  async #record(id: string): Promise<ExportRunRecord> {
    const run = await (await this.#parts.catalog()).exportRun(id);
    if (run) return run;
    throw new AppError(
      'RUN_NOT_FOUND',
      `There is no export with the id ${id}. It may be of another catalog.`,
    );
  }

  #beatRegularly(): void {
    this.#beating ??= setInterval(() => void this.#beat(), BEAT_MS).unref();
  }

  /** Says of each export that it is worked at, hears what others want of it, and looks for those without an owner. */
  async #beat(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const catalog = await this.#parts.catalog();
      for (const [id, running] of this.#running) {
        const { control, figures } = running.work;
        const run = await catalog.exportRun(id);
        if (run?.owner !== this.#owner || run.endedAt !== null) {
          control.stop();
          continue;
        }
        if (run.state === 'paused' && control.state !== 'paused') control.pause();
        else if (run.state === 'running' && control.state === 'paused') {
          figures.goesOn();
          control.resume();
        }
        await this.#keep(running);
      }
      await this.takeUp();
    } catch (error) {
      this.#parts.log(`Exports were not looked after. ${error instanceof Error ? error.message : error}`);
    } finally {
      this.#busy = false;
    }
  }

  async #keep({ record, work, snapshot }: Running): Promise<void> {
    const { state, reason } = work.control;
    const changes = { state, reason, beat: Date.now(), figures: snapshot(), problems: work.problems };
    try {
      await (await this.#parts.catalog()).updateExport(record.id, changes, this.#owner);
    } catch (error) {
      // A disk that is full: it is said where it keeps somebody from going on.
      if (!(error instanceof AppError)) throw error;
    }
  }
}

function snapshotOf(
  { id, event, name, destination, startedAt, endedAt }: ExportRunRecord,
  now: Pick<ExportRun, 'state' | 'reason' | 'problems' | 'eventName'> & {
    readonly figures: ExportFigures['figures'];
    readonly free: number | null;
  },
): ExportRun {
  const { figures, free, state, reason, problems, eventName } = now;
  const isOver = endedAt !== null;
  return {
    ...{ id, event, eventName, name, startedAt, endedAt, state, reason, problems },
    destination: { id: null, name: basename(destination) || destination, path: destination, freeBytes: free },
    ...{ files: figures.files, bytes: figures.bytes },
    ...{
      filesWritten: figures.filesWritten,
      bytesWritten: figures.bytesWritten,
      filesSame: figures.filesSame,
    },
    filesPerSecond: isOver ? null : figures.filesPerSecond,
    bytesPerSecond: isOver ? null : figures.bytesPerSecond,
    secondsLeft: isOver ? (state === 'done' ? 0 : null) : figures.secondsLeft,
  };
}
