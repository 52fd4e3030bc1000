import type { Action, ActionWhat } from '../contract/action.ts';
import type { AppError, ErrorInfo } from '../contract/app-error.ts';
import type { BibRules } from '../contract/bib-rules.ts';
import type { SavedSearch } from '../contract/browse.ts';
import type { Decision, DecisionMaker, Verdict } from '../contract/decision.ts';
import type { Event, EventCounts, EventFacts, EventWithCounts } from '../contract/event.ts';
import type { Findings, PipelineVersion } from '../contract/findings.ts';
import type { NewPhoto, Photo, PhotoFile } from '../contract/photo.ts';
import type { PhotoDetail } from '../contract/photo-detail.ts';
import type { Paging, SearchFilters, SearchPage } from '../contract/search.ts';
import type { Entry, ImportMode, StartListDiff } from '../contract/start-list.ts';
import type { Browsing } from './browsing.ts';
import type { CoverageRecords } from './coverage-records.ts';
import type { ExportRecords } from './export-records.ts';
import type { IngestRecords } from './ingest-records.ts';
import type { MediaRecords } from './media-records.ts';
import type { PersonRecords } from './person-records.ts';
import type { ReviewRecords } from './review-records.ts';

/** What findings were made by and under: the same photo and key give the same findings again. */
export interface AnalysisKey {
  readonly pipeline: PipelineVersion;
  /** Rules that analysis was told; null when it was told none. */
  readonly bibRules: BibRules | null;
  /** Whether faces were embedded. Findings with embeddings also serve where none are wanted. */
  readonly embedded: boolean;
}

export type AnalysisOutcome = 'done' | 'failed';

/** How a file was seen on disk, without reading it. */
export type FileStat = Pick<PhotoFile, 'path' | 'size' | 'modifiedMs'>;

/** A face to look for: an embedding of the event's pack, or a face of the event. */
export type FaceQuery = ({ readonly embedding: Float32Array } | { readonly faceId: string }) & {
  /** Cosine; less similar faces are not found. */
  readonly minSimilarity?: number;
};

export interface SearchQuery extends SearchFilters {
  readonly face?: FaceQuery;
}

/** A reading's confidence, and perhaps another number, by the event's own statistics. */
export interface SettledReading {
  readonly readingId: string;
  readonly number: string;
  readonly confidence: number;
}

/** An event with what its card on the Start screen shows, apart from what only the disk can say. */
export type EventSummary = Omit<EventWithCounts, 'reachable'> & {
  /** Path of a file of one of its photos, to see whether its drive is there; null where it has none. */
  readonly anyFile: string | null;
};

/** A photo as its screen shows it, with its files as they are known: whether they are there is not asked. */
export type DetailedPhoto = Omit<PhotoDetail, 'files'> & { readonly files: readonly PhotoFile[] };

/**
 * The database of events, photos, findings and decisions on one machine. Every write is one
 * transaction unless it says otherwise: it happens whole or not at all, and no crash of the program loses
 * it once its promise has resolved.
 *
 * Photos belong to an event: the same file in two events is two photos with one id. A photo is found
 * by its id and by every alias. Methods that are given an event which does not exist reject with
 * EVENT_NOT_FOUND. Any method may reject with DISK_FULL, CATALOG_LOCKED, CATALOG_CORRUPT or
 * CATALOG_UNWRITABLE.
 *
 * Sightings, ratings, flags and labels of photos are derived from findings and decisions and kept in the
 * transaction of what they follow from. What concerns a whole event (its rules, pack or start list) marks
 * them as stale in its transaction; they are then derived in batches, before its promise resolves, and by
 * whoever opens the catalog next if the program ends in between.
 *
 * What a person does is kept as an action under a maker, and can be taken back.
 *
 * Async iterables read in batches, and other calls may be made between two steps.
 */
export interface Catalog
  extends Browsing,
    MediaRecords,
    IngestRecords,
    ReviewRecords,
    CoverageRecords,
    ExportRecords,
    PersonRecords {
  // The catalog as a whole

  /**
   * Refuses every change with this error until it is called with null. Other programs that have the catalog
   * open are not kept from it.
   */
  freeze(why: AppError | null): void;
  /**
   * Writes a whole catalog beside this one, compared before it gets its name.
   * @throws AppError CATALOG_CORRUPT where the copy differs
   */
  copyTo(file: string): Promise<void>;

  // Events

  /** @throws AppError EVENT_EXISTS when the name is taken. */
  createEvent(facts: EventFacts): Promise<Event>;
  /**
   * Changes the facts that are given: for the program itself, or as an action of the maker.
   * @throws AppError EVENT_EXISTS when the name is taken.
   */
  updateEvent(eventId: string, facts: Partial<EventFacts>, maker?: DecisionMaker): Promise<Event>;
  /** By id or by name, whatever the case of its letters; null when there is none. */
  findEvent(idOrName: string): Promise<Event | null>;
  /** All events, the latest date first, those without a date last. */
  events(): Promise<EventSummary[]>;
  counts(eventId: string): Promise<EventCounts>;
  /** A number that grows with every change in the event, for caches and `photos({ since })`. */
  revision(eventId: string): Promise<number>;

  // Start list

  /** Says what an import would change. Entries are the same athlete by bib and name. */
  compareStartList(eventId: string, entries: Iterable<Entry>, mode: ImportMode): Promise<StartListDiff>;
  /** Imports entries; `action` is null where that changes nothing. */
  importStartList(
    eventId: string,
    maker: DecisionMaker,
    entries: Iterable<Entry>,
    mode: ImportMode,
  ): Promise<{ diff: StartListDiff; action: Action | null }>;
  /** In order of bibs: shorter numbers first, so 9 comes before 10. */
  startList(eventId: string): AsyncIterable<Entry>;
  /** The same with the number of photos in which the bib is accepted or to review. */
  startListWithPhotos(eventId: string): Promise<(Entry & { photos: number })[]>;

  // Photos and files

  /**
   * The photo id of each file that was recorded with this path, size and time of modification, by
   * path. A file that is missing from the answer is new or changed, and has to be hashed.
   */
  unchangedFiles(eventId: string, files: readonly FileStat[]): Promise<Map<string, string>>;
  /**
   * The sizes in bytes of all files recorded in the event. A new file of another size cannot be a copy
   * of any of them, and need not be hashed to find that out.
   */
  fileSizes(eventId: string): Promise<Set<number>>;
  /**
   * Adds photos and files, or brings known ones up to date. A photo recorded before under one of
   * `aliases` is continued under the new id. A path that now holds another photo is moved to it, and
   * a photo that loses its last file that way and has no decision is forgotten. `run` is the import that
   * brings them; a photo keeps the one that brought it first.
   */
  recordPhotos(eventId: string, photos: readonly NewPhoto[], options?: { run?: string }): Promise<void>;
  /** A file that could not be identified, and why. Forgotten once the path is recorded. */
  recordUnreadableFile(eventId: string, path: string, error: ErrorInfo): Promise<void>;
  unreadableFiles(eventId: string): AsyncIterable<{ path: string; error: ErrorInfo }>;
  /** By id or alias; null when the event has no such photo. */
  photo(eventId: string, photoId: string): Promise<Photo | null>;
  /** By id or alias, with its burst and what was done to it; null when the event has no such photo. */
  detailedPhoto(eventId: string, photoId: string): Promise<DetailedPhoto | null>;
  /**
   * All photos by time and then id, or, with `since`, those that changed after that revision (files, findings,
   * failure, decisions or sightings), in the order of the changes.
   */
  photos(eventId: string, options?: { since?: number }): AsyncIterable<Photo>;

  // Analysis

  /**
   * What is known of these photos by this key; a photo that is missing from the answer is to be
   * analysed. Findings of a newer pipeline version count as done. A failure counts only for its key.
   */
  outcomes(
    eventId: string,
    key: AnalysisKey,
    photoIds: readonly string[],
  ): Promise<Map<string, AnalysisOutcome>>;
  /**
   * Stores what analysis found, embeddings included, in place of older findings of the same pack.
   * Findings older than the stored ones (by pipeline version) are dropped, since the newest count.
   * @throws AppError PHOTO_NOT_FOUND
   */
  recordFindings(eventId: string, photoId: string, key: AnalysisKey, findings: Findings): Promise<void>;
  /**
   * Stores that analysis of a photo failed. Earlier findings stay.
   * @throws AppError PHOTO_NOT_FOUND
   */
  recordFailure(eventId: string, photoId: string, key: AnalysisKey, error: ErrorInfo): Promise<void>;
  /** Forgets failures in the event's pack, so that those photos are analysed again; says how many. */
  retryFailures(eventId: string): Promise<number>;
  /**
   * Takes over what the event's statistics say of readings; readings that are gone are passed over.
   * Derived and stored again at any time, so it may take several transactions.
   */
  settleReadings(eventId: string, readings: Iterable<SettledReading>): Promise<void>;

  // Search

  /**
   * Photos of the event that meet every condition, among findings of the event's pack.
   * @throws AppError INPUT_INVALID for bib text that cannot be understood or face search that is off,
   *   FACE_NOT_FOUND, and CURSOR_INVALID for a cursor that this query did not give.
   */
  search(eventId: string, query: SearchQuery, paging?: Partial<Paging>): Promise<SearchPage>;

  // Decisions and history

  /**
   * What a person did at once: an action with a decision for each verdict, under the next clocks. An undo
   * names a decision of the event.
   * @throws AppError PHOTO_NOT_FOUND
   */
  act(eventId: string, maker: DecisionMaker, what: ActionWhat, verdicts: readonly Verdict[]): Promise<Action>;
  /** All decisions in the order of their clocks; only those that name the photo, if one is given. */
  decisions(eventId: string, options?: { photoId?: string }): AsyncIterable<Decision>;
  /** What was done, the latest first; what was done before an action, where one is named. */
  history(eventId: string, limit: number, before?: string): Promise<Action[]>;
  /**
   * Takes back the action that is named, or the maker's latest that is not taken back yet. Null where there
   * is nothing to take back. What holds then is what the other actions say alone.
   */
  undo(eventId: string, maker: DecisionMaker, actionId?: string): Promise<Action | null>;
  /**
   * Does again the action that is named, or what the maker took back last, unless the maker did something else
   * since. Null where there is nothing to do again.
   */
  redo(eventId: string, maker: DecisionMaker, actionId?: string): Promise<Action | null>;

  // Saved searches

  /** By name. */
  savedSearches(eventId: string): Promise<SavedSearch[]>;
  saveSearch(
    eventId: string,
    maker: DecisionMaker,
    search: Omit<SavedSearch, 'id'>,
  ): Promise<{ saved: SavedSearch; action: Action }>;
  /** @throws AppError INPUT_INVALID where there is no such search. */
  removeSearch(eventId: string, maker: DecisionMaker, id: string): Promise<Action>;

  // Preferences

  /** What was kept, by name. */
  preferences(): Promise<Record<string, unknown>>;
  keepPreferences(changes: Readonly<Record<string, unknown>>): Promise<void>;

  /** Resolves once no sightings are stale. */
  whenDerived(): Promise<void>;
  close(): Promise<void>;
}
