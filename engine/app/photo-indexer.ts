import type { AnalysisKey, AnalysisOutcome, Catalog } from '../catalog/catalog.ts';
import { AppError, type ErrorInfo } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import { instantOf } from '../ingest/camera-time.ts';
import type { Analysis } from './analysis-pool.ts';
import { analyzeFile } from './analyze-file.ts';
import { type IdentifiedFile, identifyFile } from './identify-file.ts';
import type { SurveyedFile } from './survey.ts';

/** What became of one file. */
export interface IndexedFile {
  readonly file: string;
  /** Whether its outcome was there already. */
  readonly known: boolean;
  readonly outcome: AnalysisOutcome;
  /** Why it failed just now. */
  readonly error: ErrorInfo | null;
  /** Faces that were found now. */
  readonly faces: number;
  /** Whether its previews were made now. */
  readonly previewed: boolean;
}

/** What an import knows of a file beside its path. */
export interface BringOptions {
  /** The import that brings it. */
  readonly run?: string;
  /** Of its content, where it was just read and its photo recorded. */
  readonly sha256?: string;
  /** Asked when a file cannot be read: what keeps every file of its disk from being read, null if nothing. */
  readonly gone?: () => Promise<AppError | null>;
}

/** Brings single files of an event up to date: analysis, then the catalog, each photo on its own. */
export class PhotoIndexer {
  readonly #catalog: Catalog;
  readonly #event: Event;
  readonly #key: AnalysisKey;
  readonly #analysis: Analysis;
  /** Folder of previews, which are made while a photo is decoded anyway. */
  readonly #previews: string;
  /** Of all files in the catalog: a new file of another size is no copy of any of them. */
  readonly #sizes: Set<number>;

  static async open(
    catalog: Catalog,
    event: Event,
    key: AnalysisKey,
    analysis: Analysis,
    previews: string,
  ): Promise<PhotoIndexer> {
    return new PhotoIndexer(catalog, event, key, analysis, previews, await catalog.fileSizes(event.id));
  }

  private constructor(
    catalog: Catalog,
    event: Event,
    key: AnalysisKey,
    analysis: Analysis,
    previews: string,
    sizes: Set<number>,
  ) {
    this.#catalog = catalog;
    this.#event = event;
    this.#key = key;
    this.#analysis = analysis;
    this.#previews = previews;
    this.#sizes = sizes;
  }

  /** Rejects for what concerns the whole run: no models, a full disk, a broken catalog, a disk that is gone. */
  async bring(surveyed: SurveyedFile, options: BringOptions = {}): Promise<IndexedFile> {
    const file = surveyed.path;
    if (surveyed.state === 'known') return known(file, surveyed.outcome);
    if (surveyed.state === 'unreadable') return this.#unreadable(file, surveyed.error.info);
    if (options.sha256 !== undefined) {
      const outcome = await this.#outcome(options.sha256);
      return outcome === null ? this.#analyze(file, options) : known(file, outcome);
    }
    if (this.#sizes.has(surveyed.size)) {
      const copy = await this.#asCopy(file, options);
      if (copy) return copy;
    }
    return this.#analyze(file, options);
  }

  /** Moved, renamed and copied files bring no new work. Null where analysis has to look at the file. */
  async #asCopy(path: string, options: BringOptions): Promise<IndexedFile | null> {
    const identified = await tryIdentify(path);
    if (identified === null) return null;
    const outcome = await this.#outcome(identified.file.sha256);
    if (outcome === null) return null;
    await this.#record(identified, options);
    return known(path, outcome);
  }

  async #outcome(photoId: string): Promise<AnalysisOutcome | null> {
    return (await this.#catalog.outcomes(this.#event.id, this.#key, [photoId])).get(photoId) ?? null;
  }

  async #analyze(path: string, options: BringOptions): Promise<IndexedFile> {
    const { embedded: embed, bibRules } = this.#key;
    const task = { path, embed, bibs: true, bibRules, previews: this.#previews };
    const answer = await analyzeFile(this.#analysis, task);
    if (answer.error === null) {
      const { identified, findings, previewed } = answer;
      await this.#record(identified, options);
      await this.#catalog.recordFindings(this.#event.id, identified.file.sha256, this.#key, findings);
      const faces = findings.faces.length;
      return { file: path, known: false, outcome: 'done', error: null, faces, previewed };
    }
    const gone = await options.gone?.();
    if (gone) throw gone;
    // A photo that ended two workers is identified here, so that it is not tried again unasked.
    const identified = answer.identified ?? (await tryIdentify(path));
    if (identified === null) return this.#unreadable(path, answer.error);
    await this.#record(identified, options);
    await this.#catalog.recordFailure(this.#event.id, identified.file.sha256, this.#key, answer.error);
    return failed(path, answer.error);
  }

  async #record({ file, notes }: IdentifiedFile, { run }: BringOptions): Promise<void> {
    this.#sizes.add(file.size);
    const takenAt = notes.cameraTime === null ? null : instantOf(notes.cameraTime, this.#event.timeZone);
    const photo = { id: file.sha256, aliases: [], files: [file], takenAt, ...notes };
    await this.#catalog.recordPhotos(this.#event.id, [photo], run === undefined ? {} : { run });
  }

  async #unreadable(path: string, error: ErrorInfo): Promise<IndexedFile> {
    await this.#catalog.recordUnreadableFile(this.#event.id, path, error);
    return failed(path, error);
  }
}

function known(file: string, outcome: AnalysisOutcome): IndexedFile {
  return { file, known: true, outcome, error: null, faces: 0, previewed: false };
}

function failed(file: string, error: ErrorInfo): IndexedFile {
  return { file, known: false, outcome: 'failed', error, faces: 0, previewed: false };
}

/** Null for a file that cannot be read. */
async function tryIdentify(path: string): Promise<IdentifiedFile | null> {
  try {
    const { file, notes } = await identifyFile(path);
    return { file, notes };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
