import { join } from 'node:path';
import type { AnalysisKey, Catalog } from '../catalog/catalog.ts';
import type { RunRecord, SourceRecord } from '../catalog/ingest-records.ts';
import { AppError, type ErrorCode, type ErrorInfo } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { IngestRun } from '../contract/ingest.ts';
import { readCameraNotes } from '../ingest/camera-notes.ts';
import { instantOf } from '../ingest/camera-time.ts';
import { fileKind } from '../ingest/file-kind.ts';
import type { Analysis } from './analysis-pool.ts';
import type { EventEvidence } from './event-evidence.ts';
import { Feed } from './feed.ts';
import { inParallel } from './in-parallel.ts';
import { Copier, type Part, type ShotFile, type Verified } from './ingest-copier.ts';
import { PhotoIndexer } from './photo-indexer.ts';
import { fileOf, RawPairs, rawNotRead } from './raw-pairs.ts';
import { RawsInPlace } from './raws-in-place.ts';
import { RunControl } from './run-control.ts';
import { RunFigures } from './run-figures.ts';
import { RunObstacles } from './run-obstacles.ts';
import { type PlannedFile, planRun } from './run-plan.ts';
import { RunProblems, videoNotSearched } from './run-problems.ts';
import { RunTender } from './run-tender.ts';

export interface RunParts {
  readonly catalog: Catalog;
  readonly run: RunRecord;
  readonly event: Event;
  readonly key: AnalysisKey;
  readonly source: SourceRecord;
  /** Folder of the catalog: a full disk may be its. */
  readonly home: string;
  readonly previews: string;
  readonly analysis: () => Promise<Analysis>;
  readonly settler: EventEvidence;
  readonly log: (line: string) => void;
  /** Its snapshot is another one. */
  readonly changed: () => void;
  /** Its state is another one, and is to be kept. */
  readonly stateChanged: () => void;
  /** Everything of the source is copied and verified. */
  readonly sourceSafe: () => void;
}

/** A photo that waits for its analysis. */
interface Waiting {
  readonly file: Pick<ShotFile, 'path' | 'size' | 'modifiedMs'>;
  /** Where it is read: its copy, or itself in place. */
  readonly path: string;
  /** Of its content, where it is known. */
  readonly sha256: string | null;
}

export type RunEnd = 'done' | 'stopped' | { readonly failed: ErrorInfo };

/** Copies that are read back at a time, while the next file is read from the card. */
const VERIFY_AT_A_TIME = 2;
/** Photos that wait for their analysis at most; a card that is read faster waits. */
const LOOK_AHEAD = 20_000;
const TEND_MS = 500;

/**
 * The work of one import. Copying runs ahead of analysis; a photo is analysed once its copy is verified.
 * Whatever was reached is in the catalog, so that a run which ends at any moment is begun again and finds
 * what is left to do.
 */
export class RunWork {
  readonly #parts: RunParts;
  readonly #control: RunControl;
  readonly #figures: RunFigures;
  readonly #pairs: RawPairs;
  readonly #copier: Copier | null;
  readonly #copiesOnly: boolean;
  readonly #toCopy = new Feed<ShotFile>();
  readonly #toAnalyse = new Feed<Waiting>();
  /** Paths that were listed, for when listing has to begin again. */
  readonly #listed = new Set<string>();
  /** Paths whose copies an earlier process made, and that wait for their analysis already. */
  readonly #takenUp = new Set<string>();
  /** RAW files, videos and notes: dealt with after the photos, which can be looked into meanwhile. */
  readonly #later: ShotFile[] = [];
  readonly #tender: RunTender;
  readonly #obstacles: RunObstacles;
  readonly #problems: RunProblems;
  readonly #raws: RawsInPlace;
  /** What ended the work, where nobody stopped it. */
  #failure: unknown = null;

  /** @param options.copiesOnly what was copied is analysed again, and the source is left alone */
  constructor(parts: RunParts, options: { copiesOnly?: boolean } = {}) {
    const { run, event, source, catalog, key } = parts;
    this.#parts = parts;
    this.#copiesOnly = options.copiesOnly ?? false;
    this.#control = new RunControl(parts.stateChanged, { paused: run.state === 'paused' });
    this.#figures = new RunFigures(run.mode === 'copy', run.figures);
    this.#pairs = new RawPairs(catalog, event, key, run.id);
    this.#tender = new RunTender(parts, this.#figures);
    this.#copier =
      run.destination === null
        ? null
        : new Copier({
            catalog,
            event,
            run: run.id,
            source,
            root: () => this.#obstacles.root,
            destination: run.destination,
            figures: this.#figures,
            changed: parts.changed,
            signal: this.#control.signal,
          });
    this.#obstacles = new RunObstacles({
      ...parts,
      control: this.#control,
      copier: this.#copier,
      bytesLeft: () => Math.max(0, this.#figures.listed.bytes - this.#figures.copied.bytes),
      position: () => this.#position(),
    });
    this.#problems = new RunProblems({
      ...{ catalog, eventId: event.id, sourceId: source.id, run: run.id },
      changed: () => this.#tender.problemsChanged(),
    });
    this.#raws = new RawsInPlace({
      ...{ catalog, event, sourceId: source.id, pairs: this.#pairs, problems: this.#problems },
      pathOf: (file) => this.#onSource(file),
      signal: this.#control.signal,
    });
  }

  get id(): string {
    return this.#parts.run.id;
  }

  get control(): RunControl {
    return this.#control;
  }

  /** As it is now. */
  get snapshot(): IngestRun {
    const { run, event, source } = this.#parts;
    const { freeBytes, problems } = this.#tender;
    return {
      id: run.id,
      event: event.id,
      eventName: event.name,
      source: { id: source.id, name: source.name, kind: source.kind },
      mode: run.mode,
      destination: run.destination === null ? null : { path: run.destination, freeBytes },
      state: this.#control.state,
      reason: this.#control.reason,
      startedAt: run.startedAt,
      endedAt: null,
      ...this.#figures.figures,
      problems,
    };
  }

  /** Works until everything is done, the run is stopped, or something is in the way that waiting does not mend. */
  async work(): Promise<RunEnd> {
    const tending = setInterval(() => void this.#tender.tend(), TEND_MS).unref();
    try {
      await this.#control.gate();
      await this.#everything();
      await this.#tender.settle({ thorough: true });
      await this.#copier?.end();
      return 'done';
    } catch (error) {
      if (this.#control.signal.aborted && !this.#failure) return 'stopped';
      return { failed: this.#explain(this.#failure ?? error) };
    } finally {
      clearInterval(tending);
      this.#control.stop();
    }
  }

  async #everything(): Promise<void> {
    const { catalog, event, key, previews } = this.#parts;
    await this.#problems.load();
    const copier = this.#copier;
    if (copier) await this.#obstacles.overcoming(() => copier.begin());
    const analysis = await this.#parts.analysis();
    const indexer = await PhotoIndexer.open(catalog, event, key, analysis, previews);
    const tasks = [
      this.#list().finally(() => this.#toCopy.end()),
      this.#copyAll().finally(() => this.#toAnalyse.end()),
      this.#analyseAll(indexer, analysis.workers * 2),
    ];
    // Whichever fails first stops the others; none is left running.
    const stopping = tasks.map((task) =>
      task.catch((error) => {
        if (!this.#control.signal.aborted) this.#failure = error;
        this.#control.stop();
        throw error;
      }),
    );
    await Promise.allSettled(stopping);
    await Promise.all(stopping);
    if (!this.#copier) await this.#rawsInPlace();
  }

  problemsChanged(): void {
    this.#tender.problemsChanged();
  }

  /** After it was stopped for good: what was half copied goes. */
  async abandon(): Promise<void> {
    await this.#copier?.end();
  }

  // Listing

  async #list(): Promise<void> {
    if (this.#copier) await this.#takeUpCopies();
    if (this.#copiesOnly) this.#figures.goOn(this.#takenUp.size);
    else await this.#obstacles.overcoming(() => this.#listSource());
    this.#figures.listed.complete = true;
    this.#control.listed = true;
    this.#parts.stateChanged();
  }

  /** Copies that an earlier process of this run made are analysed even while the card is away. */
  async #takeUpCopies(): Promise<void> {
    const { catalog, run, key } = this.#parts;
    const copies = await catalog.copiedPhotos(run.event, run.id);
    const ids = copies.map(({ sha256 }) => sha256);
    const outcomes = await catalog.outcomes(run.event, key, ids);
    for (const copy of copies) {
      if (outcomes.has(copy.sha256)) continue;
      this.#takenUp.add(copy.path);
      this.#toAnalyse.push({ file: copy, path: copy.copy, sha256: copy.sha256 });
    }
  }

  async #listSource(): Promise<void> {
    const missing = await this.#obstacles.missingSource();
    if (missing) throw missing;
    for await (const { files, errors } of planRun({ ...this.#parts, root: this.#obstacles.root })) {
      await this.#control.gate();
      for (const { path, error } of errors) await this.#notListed(path, error);
      for (const file of files) this.#takeUp(file);
      this.#parts.changed();
    }
  }

  /** A folder or file that could not be looked at. */
  async #notListed(path: string, error: AppError): Promise<void> {
    const missing = await this.#obstacles.missingSource();
    if (missing) throw missing;
    // A link that leads nowhere, a pipe: nobody would have wanted a copy.
    const looked = error.code === 'FILE_UNREADABLE' || error.code === 'FILE_NAME_NOT_UTF8';
    if (fileKind(path) === 'other' && !looked) return;
    await this.#problems.note({ path, size: 0, modifiedMs: 0 }, 'error', error.info);
  }

  #takeUp({ file, copy, outcome, before }: PlannedFile): void {
    if (this.#listed.has(file.path)) return;
    this.#listed.add(file.path);
    const { listed } = this.#figures;
    listed.files++;
    listed.bytes += file.size;
    if (file.kind === 'photo') listed.photos++;
    if (this.#copier && copy === null) {
      if (file.kind === 'photo') this.#toCopy.push(file);
      else this.#later.push(file);
      return;
    }
    if (copy) this.#figures.copyKnown(file.size);
    if (!this.#copier && file.kind === 'photo') this.#raws.remember(file);
    if (file.kind !== 'photo') {
      if (!this.#copier) this.#later.push(file);
    } else if (outcome !== null) {
      this.#figures.photoKnown(outcome, before);
    } else if (!this.#takenUp.has(file.path)) {
      this.#toAnalyse.push({ file, path: copy?.copy ?? this.#onSource(file), sha256: copy?.sha256 ?? null });
    }
  }

  // Copying

  async #copyAll(): Promise<void> {
    const copier = this.#copier;
    if (!copier) {
      for await (const _ of this.#toCopy) throw new Error('Nothing is copied in place.');
      return;
    }
    const verifying = inParallel(this.#read(copier), VERIFY_AT_A_TIME, (part) => this.#verify(copier, part));
    for await (const _ of verifying) this.#parts.changed();
    if (!this.#copiesOnly) this.#parts.sourceSafe();
  }

  /** Files as they are read from the source, one at a time. */
  async *#read(copier: Copier): AsyncGenerator<Part, void, void> {
    for await (const file of this.#filesToCopy()) {
      await this.#control.gate();
      const read = await this.#tried(file, () => copier.read(file));
      if (read === null) continue;
      if ('part' in read) yield read;
      else await this.#copied(file, read);
    }
  }

  async *#filesToCopy(): AsyncGenerator<ShotFile, void, void> {
    for await (const file of this.#toCopy) {
      while (this.#toAnalyse.length > LOOK_AHEAD) {
        await new Promise((resolve) => setTimeout(resolve, TEND_MS));
        await this.#control.gate();
      }
      yield file;
    }
    // Listing has ended, so all of them are known.
    yield* this.#later;
  }

  async #verify(copier: Copier, first: Part): Promise<void> {
    const { file } = first;
    let part: Part | null = first;
    const verified = await this.#tried(file, async () => {
      const read: Part | Verified = part ?? (await copier.read(file));
      part = null;
      return 'part' in read ? copier.verify(read) : read;
    });
    if (verified) await this.#copied(file, verified);
  }

  /** Null for a file that cannot be copied, which is a problem of that file. */
  async #tried<T>(file: ShotFile, work: () => Promise<T>): Promise<T | null> {
    try {
      return await this.#obstacles.overcoming(work);
    } catch (error) {
      if (!(error instanceof AppError) || !ofOneFile.has(error.code)) throw error;
      await this.#problems.note(file, 'error', error.info);
      if (file.kind === 'photo') this.#figures.photoRead('failed', { previewed: false });
      return null;
    }
  }

  async #copied(file: ShotFile, { record, head }: Verified): Promise<void> {
    const { catalog, event, run } = this.#parts;
    await this.#problems.solved(file.path);
    if (record.role === 'photo') {
      const notes = readCameraNotes(head ?? Buffer.alloc(0));
      const takenAt = notes.cameraTime === null ? null : instantOf(notes.cameraTime, event.timeZone);
      const photo = { id: record.sha256, aliases: [], files: [await fileOf(record)], takenAt, ...notes };
      await catalog.recordPhotos(event.id, [photo], { run: run.id });
      await this.#pairs.photoCopied(record);
      this.#toAnalyse.push({ file, path: record.copy, sha256: record.sha256 });
    } else if (record.role === 'raw') {
      if (!(await this.#pairs.rawCopied(record, head)))
        await this.#problems.note(file, 'warning', rawNotRead(true));
    } else if (record.role === 'video') {
      await this.#problems.note(file, 'warning', videoNotSearched(true));
    }
    this.#parts.changed();
  }

  // Analysis

  async #analyseAll(indexer: PhotoIndexer, atATime: number): Promise<void> {
    const { signal } = this.#control;
    const photos = inParallel(this.#photos(), atATime, (photo) => this.#analyse(indexer, photo), signal);
    for await (const _ of photos) this.#parts.changed();
    signal.throwIfAborted();
  }

  async *#photos(): AsyncGenerator<Waiting, void, void> {
    for await (const photo of this.#toAnalyse) {
      await this.#control.gate();
      yield photo;
    }
  }

  async #analyse(indexer: PhotoIndexer, { file, path, sha256 }: Waiting): Promise<void> {
    const surveyed = { state: 'new', path, size: file.size } as const;
    const { known, outcome, error, previewed } = await this.#obstacles.overcoming(() =>
      indexer.bring(surveyed, {
        run: this.id,
        ...(sha256 !== null && { sha256 }),
        gone: () => this.#goneWith(path),
      }),
    );
    if (known) this.#figures.photoKnown(outcome, true);
    else this.#figures.photoRead(outcome, { previewed });
    if (error) await this.#problems.note(file, 'error', error);
    else if (outcome === 'done') await this.#problems.solved(file.path);
    this.#tender.photoRead();
  }

  /** What keeps a photo from being read that is not the photo's own. */
  async #goneWith(path: string): Promise<AppError | null> {
    if (!this.#copier) return this.#obstacles.missingSource();
    if (await this.#copier.isReachable()) return null;
    return new AppError('DESTINATION_UNWRITABLE', `The disk of ${path} does not answer. Connect it again.`, {
      retryable: true,
    });
  }

  // In place

  /** RAW files are read last, to be hashed: nothing else waits for that. */
  async #rawsInPlace(): Promise<void> {
    for (const file of this.#later) {
      if (file.kind === 'video') await this.#problems.note(file, 'warning', videoNotSearched(false));
      if (file.kind === 'raw') await this.#tried(file, () => this.#raws.take(file));
    }
  }

  // Small things

  #onSource({ path }: Pick<ShotFile, 'path'>): string {
    return join(this.#obstacles.root, ...path.split('/'));
  }

  /** How far it is, as people count. */
  #position(): { photo: number; of: number | null } | null {
    const { listed, copied, read } = this.#figures;
    const of = listed.complete ? listed.photos : (this.#parts.run.figures?.total ?? null);
    const done = this.#copier ? Math.min(copied.files, listed.photos) : read;
    const photo = Math.max(done, this.#parts.run.figures?.steps.copy.done ?? 0) + 1;
    if (photo === 1 && of === null) return null;
    return { photo: of === null ? photo : Math.min(photo, of), of };
  }

  #explain(error: unknown): ErrorInfo {
    if (error instanceof AppError) return error.info;
    const words = error instanceof Error ? error.message : String(error);
    this.#parts.log(
      `The import of ${this.#parts.source.name} stumbled. ${error instanceof Error ? error.stack : words}`,
    );
    return {
      code: 'ANALYSIS_CRASHED',
      message: `The program stumbled over this import (${words}). Nothing that was copied is lost; resume it to go on from there.`,
    };
  }
}

/** What is said of one file and leaves the others as they are. */
const ofOneFile: ReadonlySet<ErrorCode> = new Set([
  ...(['FILE_NOT_FOUND', 'FILE_VANISHED', 'FILE_UNREADABLE', 'FILE_EMPTY'] as const),
  ...(['FILE_NOT_A_PHOTO', 'FILE_NAME_NOT_UTF8', 'COPY_DIFFERS'] as const),
]);
