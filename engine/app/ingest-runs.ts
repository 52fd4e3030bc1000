import { mkdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Catalog } from '../catalog/catalog.ts';
import type { RunRecord, RunState, SourceRecord } from '../catalog/ingest-records.ts';
import { AppError } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { IngestMode, IngestRun } from '../contract/ingest.ts';
import { destinationError } from '../files/destination-error.ts';
import { defaultFolder, refuseOverlap } from '../ingest/destination.ts';
import { analysisKey } from './analysis-key.ts';
import type { Analysis } from './analysis-pool.ts';
import type { EventEvidence } from './event-evidence.ts';
import { freeBytes } from './free-bytes.ts';
import { RunFigures } from './run-figures.ts';
import { BEAT_MS, GRACE_MS, isGone, newOwner, ownerEnded, STALE_MS } from './run-owner.ts';
import { type RunEnd, RunWork } from './run-work.ts';

export interface RunsParts {
  readonly home: string;
  readonly previews: string;
  readonly catalog: () => Promise<Catalog>;
  readonly analysis: (pack: string) => Promise<Analysis>;
  readonly settler: (eventId: string) => Promise<EventEvidence>;
  readonly log: (line: string) => void;
  /** A run moved on; `now` gives what it is by the time it is told. */
  readonly runChanged: (id: string, now: () => IngestRun) => void;
  /** What an event has of a source changed. */
  readonly sourceChanged: (eventId: string, sourceId: string) => void;
}

interface Running {
  readonly work: RunWork;
  /** What the catalog was told last: another state in there is the wish of another program. */
  said: RunState;
  /** The latest telling: one at a time, else one's own word would pass for another's. */
  telling: Promise<void>;
  readonly ended: Promise<void>;
}

/**
 * The imports of all events. Each is worked at by one engine at a time, also where two programs have the
 * same catalog open: it is claimed in the catalog, and claimed anew from an owner that is gone.
 */
export class IngestRuns {
  readonly #parts: RunsParts;
  readonly #owner = newOwner();
  readonly #running = new Map<string, Running>();
  #beating: NodeJS.Timeout | null = null;
  #busy = false;
  #closed = false;

  constructor(parts: RunsParts) {
    this.#parts = parts;
  }

  /** Whether any import is at work in this process. */
  get isBusy(): boolean {
    return [...this.#running.values()].some(({ work }) =>
      ['listing', 'running'].includes(work.control.state),
    );
  }

  /**
   * Begins an import.
   *
   * @throws {AppError} RUN_IN_PROGRESS, DESTINATION_INSIDE_SOURCE, DESTINATION_UNWRITABLE, DISK_FULL
   */
  async start(event: Event, source: SourceRecord, mode: IngestMode): Promise<IngestRun> {
    const catalog = await this.#parts.catalog();
    for (const other of await catalog.unfinishedRuns()) {
      if (other.event === event.id && other.source === source.id) {
        throw new AppError(
          'RUN_IN_PROGRESS',
          `${source.name} is being imported into "${event.name}" already. Resume or cancel that import.`,
        );
      }
    }
    const destination = mode === 'copy' ? await this.#destinationOf(event, source) : null;
    const record = await catalog.createRun({
      id: uuidv7(),
      event: event.id,
      source: source.id,
      mode,
      destination,
      state: 'listing',
      startedAt: Date.now(),
      owner: this.#owner,
      beat: Date.now(),
    });
    return (await this.#begin(record)).snapshot;
  }

  async #destinationOf(event: Event, source: SourceRecord): Promise<string> {
    const folder = event.photosFolder ?? (await defaultFolder(event.name));
    await refuseOverlap(source.path, folder);
    if (event.photosFolder !== null) {
      // A chosen folder is not made: where it is gone, so is the disk that it is on.
      if (!(await stat(folder).catch(() => null))?.isDirectory()) {
        throw new AppError(
          'DESTINATION_UNWRITABLE',
          `The folder for copies (${folder}) is not there. Connect its disk, or choose another folder for the event.`,
        );
      }
      return folder;
    }
    try {
      await mkdir(folder, { recursive: true });
    } catch (cause) {
      throw destinationError(folder, cause);
    }
    // Kept, so that later cards go to the same place even if the event is renamed.
    await (await this.#parts.catalog()).updateEvent(event.id, { photosFolder: folder });
    return folder;
  }

  /** Goes on with every import that nobody works at. Called when an engine starts, and from then on by itself. */
  async takeUp(): Promise<void> {
    if (this.#closed) return;
    this.#beatRegularly();
    const catalog = await this.#parts.catalog();
    const runs = (await catalog.unfinishedRuns()).filter(({ id }) => !this.#running.has(id));
    const gone = runs.flatMap(({ owner }) => (owner !== null && isGone(owner) ? owner : []));
    for (const run of runs) {
      if (run.state === 'paused' || this.#closed) continue;
      const now = Date.now();
      const mine = await catalog.claimRun(run.id, this.#owner, { now, staleBefore: now - STALE_MS, gone });
      if (mine) await this.#begin(run);
    }
  }

  async pause(id: string): Promise<IngestRun> {
    return this.#tell(id, 'paused', (work) => work.control.pause());
  }

  /** Cancels what is left to do. What was copied and read stays. */
  async cancel(id: string): Promise<IngestRun> {
    const running = this.#running.get(id);
    const snapshot = running?.work.snapshot;
    running?.work.control.stop();
    await running?.ended;
    const catalog = await this.#parts.catalog();
    const run = await this.#record(id);
    if (run.endedAt !== null) return this.snapshot(run);
    await running?.work.abandon();
    const figures = snapshot ?? run.figures;
    await catalog.updateRun(id, {
      state: 'cancelled',
      reason: null,
      endedAt: Date.now(),
      figures: figures && { ...figures, secondsLeft: null, photosPerSecond: null },
    });
    this.#parts.sourceChanged(run.event, run.source);
    return this.#announce(id);
  }

  async resume(id: string): Promise<IngestRun> {
    const running = this.#running.get(id);
    if (running) {
      running.work.control.resume();
      return running.work.snapshot;
    }
    const run = await this.#record(id);
    if (run.state === 'done' || run.state === 'cancelled') return this.snapshot(run);
    return this.#again(run);
  }

  /**
   * Works at a run again that has ended, for files of it that are tried again. `copiesOnly` where each of
   * them has its copy, so that the source is not needed.
   */
  async retry(id: string, options: { copiesOnly: boolean }): Promise<void> {
    const running = this.#running.get(id);
    if (!running) {
      await this.#again(await this.#record(id), options);
      return;
    }
    // What it listed already it does not look at again, so it is begun once more when it has ended.
    void running.ended
      .then(async () => {
        if (!this.#closed && (await this.#record(id)).state === 'done') await this.retry(id, options);
      })
      .catch((error: unknown) =>
        this.#parts.log(`Files were not tried again. ${error instanceof Error ? error.message : error}`),
      );
  }

  /** Its problems are others: they are counted anew and told. */
  async problemsChanged(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (running) running.work.problemsChanged();
    else await this.#announce(id);
  }

  async #again(run: RunRecord, options: { copiesOnly?: boolean } = {}): Promise<IngestRun> {
    const catalog = await this.#parts.catalog();
    const now = Date.now();
    const gone = run.owner !== null && isGone(run.owner) ? [run.owner] : [];
    const mine = await catalog.claimRun(run.id, this.#owner, { now, staleBefore: now - STALE_MS, gone });
    if (!mine) {
      // Another program works at it, and looks at the catalog for what it is to do.
      await catalog.updateRun(run.id, { state: 'running' });
      return this.#announce(run.id);
    }
    await catalog.updateRun(run.id, { state: 'listing', reason: null, endedAt: null });
    return (await this.#begin(await this.#record(run.id), options)).snapshot;
  }

  /** A run as it is now, or as its owner last said that it is. */
  async snapshot(run: RunRecord): Promise<IngestRun> {
    const running = this.#running.get(run.id);
    if (running) return running.work.snapshot;
    const catalog = await this.#parts.catalog();
    const [event, source] = await Promise.all([catalog.findEvent(run.event), catalog.source(run.source)]);
    const { state, reason, startedAt, endedAt, mode, destination } = run;
    const isOver = endedAt !== null;
    return {
      ...new RunFigures(mode === 'copy', null).figures,
      ...run.figures,
      ...(isOver && { secondsLeft: state === 'done' ? 0 : null, photosPerSecond: null }),
      id: run.id,
      event: run.event,
      eventName: event?.name ?? '',
      source: {
        id: run.source,
        name: source?.name ?? basename(source?.path ?? ''),
        kind: source?.kind ?? 'folder',
      },
      mode,
      destination:
        destination === null ? null : { path: destination, freeBytes: await freeBytes(destination) },
      state,
      reason,
      startedAt,
      endedAt,
      problems: await catalog.countProblems(run.id),
    };
  }

  /** Runs of all events that have not ended. */
  async unfinished(): Promise<IngestRun[]> {
    const runs = await (await this.#parts.catalog()).unfinishedRuns();
    return Promise.all(runs.map((run) => this.snapshot(run)));
  }

  /** Whether an event's import of a source goes on, in whichever program. */
  async isImporting(eventId: string, sourceId: string): Promise<boolean> {
    const runs = await (await this.#parts.catalog()).unfinishedRuns();
    return runs.some(({ event, source }) => event === eventId && source === sourceId);
  }

  /** Stops every import after what is in hand; the next engine goes on with them. */
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

  async #begin(run: RunRecord, options: { copiesOnly?: boolean } = {}): Promise<RunWork> {
    this.#beatRegularly();
    const { home, previews, log } = this.#parts;
    const catalog = await this.#parts.catalog();
    const [event, source] = await Promise.all([catalog.findEvent(run.event), catalog.source(run.source)]);
    if (!event || !source)
      throw new AppError('RUN_NOT_FOUND', 'The event or the source of this import is gone.');
    const work = new RunWork(
      {
        catalog,
        run,
        event,
        key: analysisKey(event),
        source,
        home,
        previews,
        log,
        analysis: () => this.#parts.analysis(event.pack),
        settler: await this.#parts.settler(event.id),
        changed: () => this.#parts.runChanged(run.id, () => work.snapshot),
        stateChanged: () => {
          this.#parts.runChanged(run.id, () => work.snapshot);
          this.#parts.sourceChanged(run.event, run.source);
          const running = this.#running.get(run.id);
          if (running) void this.#keep(running);
        },
        sourceSafe: () => this.#parts.sourceChanged(run.event, run.source),
      },
      options,
    );
    const ended = work.work().then((end) => this.#ended(run, work, end));
    this.#running.set(run.id, { work, ended, said: run.state, telling: Promise.resolve() });
    this.#parts.sourceChanged(run.event, run.source);
    this.#parts.runChanged(run.id, () => work.snapshot);
    return work;
  }

  async #ended(run: RunRecord, work: RunWork, end: RunEnd): Promise<void> {
    const figures = work.snapshot;
    this.#running.delete(run.id);
    try {
      const catalog = await this.#parts.catalog();
      const released = { owner: null, beat: null, figures };
      if (end === 'stopped') {
        // Handed back as it is: paused stays paused, everything else goes on by itself.
        await catalog.updateRun(run.id, released, this.#owner);
        return;
      }
      const over = { ...released, endedAt: Date.now() };
      await catalog.updateRun(
        run.id,
        end === 'done'
          ? { ...over, state: 'done', reason: null }
          : { ...released, state: 'failed', reason: end.failed, endedAt: Date.now() },
        this.#owner,
      );
      this.#parts.sourceChanged(run.event, run.source);
      await this.#announce(run.id);
    } catch (error) {
      this.#parts.log(`The end of an import was not kept. ${error instanceof Error ? error.message : error}`);
    }
  }

  /** Tells what a run is that nobody works at. */
  async #announce(id: string): Promise<IngestRun> {
    const snapshot = await this.snapshot(await this.#record(id));
    this.#parts.runChanged(id, () => snapshot);
    return snapshot;
  }

  async #tell(id: string, state: 'paused', act: (work: RunWork) => void): Promise<IngestRun> {
    const running = this.#running.get(id);
    if (running) {
      act(running.work);
      await this.#keep(running);
      return running.work.snapshot;
    }
    const run = await this.#record(id);
    // Whoever works at it looks at the catalog with its next beat.
    if (run.endedAt === null) await (await this.#parts.catalog()).updateRun(id, { state });
    return this.#announce(id);
  }

  /** @throws {AppError} RUN_NOT_FOUND */
  async #record(id: string): Promise<RunRecord> {
    const run = await (await this.#parts.catalog()).run(id);
    if (run) return run;
    throw new AppError(
      'RUN_NOT_FOUND',
      `There is no import with the id ${id}. It may be of another catalog.`,
    );
  }

  #beatRegularly(): void {
    this.#beating ??= setInterval(() => void this.#beat(), BEAT_MS).unref();
  }

  /** Says of each run that it is worked at, hears what others want of it, and looks for runs without an owner. */
  async #beat(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (const running of this.#running.values()) await this.#keep(running);
      await this.takeUp();
    } catch (error) {
      this.#parts.log(`Imports were not looked after. ${error instanceof Error ? error.message : error}`);
    } finally {
      this.#busy = false;
    }
  }

  /** Says how a run is, and does what another program asked of it meanwhile. */
  #keep(running: Running): Promise<void> {
    const telling = running.telling.then(() => this.#keepNow(running));
    running.telling = telling.catch(() => undefined);
    return telling;
  }

  async #keepNow(running: Running): Promise<void> {
    const { work, said } = running;
    const { state, reason } = work.control;
    const now = { state, reason, beat: Date.now(), figures: work.snapshot };
    let wanted: RunState | null;
    try {
      wanted = await (await this.#parts.catalog()).keepRun(work.id, this.#owner, said, now);
    } catch (error) {
      // A disk that is full: the run itself meets it and waits.
      if (error instanceof AppError) return;
      throw error;
    }
    if (wanted === null) return work.control.stop();
    running.said = wanted;
    if (wanted === state) return;
    if (wanted === 'paused') work.control.pause();
    else if (state === 'paused') work.control.resume();
  }
}
