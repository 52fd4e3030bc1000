import type { ErrorInfo } from '../contract/app-error.ts';
import type { IngestMode, IngestRun } from '../contract/ingest.ts';

/** A card or folder that photos come from, wherever it was seen last. */
export interface SourceRecord {
  readonly id: string;
  readonly kind: 'card' | 'folder';
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** What a card is told by wherever it is plugged in; the path of a folder. */
  readonly identity: string;
}

/** What was counted on a source for an event. */
export interface SourceCounts {
  readonly photos: number;
  readonly bytes: number;
  readonly newPhotos: number;
  /** Every file was copied and read back. */
  readonly safe: boolean;
}

export interface EventSource extends SourceRecord {
  /** A person added it; else it is a card that was counted or imported. */
  readonly added: boolean;
  readonly counts: SourceCounts | null;
}

/** A file that was copied, read back and found to be the same. */
export interface CopyRecord {
  readonly sourceId: string;
  /** Below the source, with `/` between its parts. */
  readonly path: string;
  readonly size: number;
  /** Of the file on the source, `mtimeMs`. */
  readonly modifiedMs: number;
  readonly sha256: string;
  /** Absolute path of the copy. */
  readonly copy: string;
  readonly role: 'photo' | 'raw' | 'video' | 'other';
  /** Folder of the card and name without its ending, in lower case: what files of one shutter press share. */
  readonly folder: string;
  readonly stem: string;
  /** Milliseconds since 1970 UTC, where it is known. */
  readonly takenAt: number | null;
  readonly run: string;
}

export type RunState = IngestRun['state'];

export interface RunRecord {
  readonly id: string;
  readonly event: string;
  readonly source: string;
  readonly mode: IngestMode;
  /** Absolute folder that copies go to; null in place. */
  readonly destination: string | null;
  readonly state: RunState;
  readonly reason: ErrorInfo | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The process that works at it, and when it last said so. */
  readonly owner: string | null;
  readonly beat: number | null;
  /** How far it is, as its owner last said. */
  readonly figures: IngestRun | null;
}

export interface ProblemRecord {
  readonly id: string;
  readonly sourceId: string;
  readonly run: string;
  /** Below the source, with `/` between its parts. */
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly level: 'error' | 'warning';
  readonly error: ErrorInfo;
  readonly retryable: boolean;
}

/** What of a run's photos was found by now. */
export interface RunFindings {
  readonly faces: number;
  /** Sightings accepted or to review. */
  readonly bibs: number;
  readonly toReview: number;
}

/** Sources, imports, what was copied and what went wrong: the part of the catalog that ingest keeps. */
export interface IngestRecords {
  // Folders and sources

  /** The id under which a window may name a folder; the same for the same path. */
  grantFolder(path: string): Promise<string>;
  grantedFolder(id: string): Promise<string | null>;
  /** The source of this identity, made where it is new, with the name and path as they are now. */
  seeSource(seen: Omit<SourceRecord, 'id'>): Promise<SourceRecord>;
  source(id: string): Promise<SourceRecord | null>;
  /** Sources that were added to the event, counted for it or imported into it. */
  eventSources(eventId: string): Promise<EventSource[]>;
  addSource(eventId: string, sourceId: string): Promise<void>;
  forgetSource(eventId: string, sourceId: string): Promise<void>;
  recordCounts(eventId: string, sourceId: string, counts: SourceCounts): Promise<void>;

  // What the event has of a source

  /** What was copied of these paths of a source, by path. */
  copies(eventId: string, sourceId: string, paths: readonly string[]): Promise<Map<string, CopyRecord>>;
  /** Which of these files the event has under any path: same name, size and time, by their place in the list. */
  lookAlikes(
    eventId: string,
    files: readonly { readonly name: string; readonly size: number; readonly modifiedMs: number }[],
  ): Promise<Set<number>>;
  /** Sizes of everything that was copied into the event. */
  copiedSizes(eventId: string): Promise<Set<number>>;
  copiesWithContent(eventId: string, sha256: string): Promise<CopyRecord[]>;
  /** Copies whose folder on the card and stem are these. */
  copiesOfShot(eventId: string, folder: string, stem: string): Promise<CopyRecord[]>;
  /** Photos that a run copied. */
  copiedPhotos(eventId: string, run: string): Promise<CopyRecord[]>;
  recordCopy(eventId: string, copy: CopyRecord): Promise<void>;

  // Runs

  createRun(run: Omit<RunRecord, 'endedAt' | 'reason' | 'figures'>): Promise<RunRecord>;
  run(id: string): Promise<RunRecord | null>;
  /** The latest first. */
  runs(eventId: string): Promise<RunRecord[]>;
  /** Runs of all events that have not ended. */
  unfinishedRuns(): Promise<RunRecord[]>;
  /**
   * Makes `owner` the one who works at a run, unless another one said since `staleBefore` that it does;
   * `gone` are owners that are known to be no more. Says whether it is the owner's now.
   */
  claimRun(
    id: string,
    owner: string,
    options: { now: number; staleBefore: number; gone: readonly string[] },
  ): Promise<boolean>;
  /** Changes a run. With `owner`, only while it is that owner's; says whether it was changed. */
  updateRun(
    id: string,
    changes: Partial<Pick<RunRecord, 'state' | 'reason' | 'endedAt' | 'owner' | 'beat' | 'figures'>>,
    owner?: string,
  ): Promise<boolean>;
  /**
   * Keeps what its owner says of a run, and gives the state that the run is to have: where another program
   * changed it since the owner said `last`, that is a wish, and it stays. Null where the run has ended or is
   * not the owner's any more.
   */
  keepRun(
    id: string,
    owner: string,
    last: RunState,
    now: Pick<RunRecord, 'state' | 'reason' | 'beat' | 'figures'>,
  ): Promise<RunState | null>;
  runFindings(eventId: string, run: string): Promise<RunFindings>;
  /** Which of these photos a run brought first. */
  broughtBy(eventId: string, run: string, photoIds: readonly string[]): Promise<Set<string>>;

  // Problems

  /** One a path; a warning that was dismissed stays so. */
  recordProblem(eventId: string, problem: Omit<ProblemRecord, 'id'>): Promise<void>;
  /** Those that were not dismissed, errors first, the latest first. */
  problems(eventId: string): Promise<ProblemRecord[]>;
  solveProblem(eventId: string, sourceId: string, path: string): Promise<void>;
  dismissProblem(eventId: string, id: string): Promise<void>;
  countProblems(run: string): Promise<number>;
  /** Forgets that a file could not be read or its photo not be analysed, so that it is tried again. */
  forgetFailure(eventId: string, path: string): Promise<void>;

  // Watching

  /** Present revision of every event, and its facts as text, to see whether they changed. */
  revisions(): Promise<{ id: string; revision: number; facts: string }[]>;
}
