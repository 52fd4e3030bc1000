import * as z from 'zod';
import { ErrorInfo } from './app-error.ts';

/**
 * A folder of this machine that a person chose in a dialog or dropped. The window knows it by its id
 * alone; `path` is for people to read.
 */
export const GrantedFolder = z.object({
  id: z.uuid(),
  name: z.string(),
  path: z.string(),
  freeBytes: z.number().nullable(),
});
export type GrantedFolder = z.infer<typeof GrantedFolder>;

/** A card in a reader, or a folder, that photos come from. */
export const Source = z.object({
  id: z.uuid(),
  kind: z.enum(['card', 'folder']),
  name: z.string(),
  path: z.string(),
  /** `counting` until all counts are known; `missing` where the card or drive is not connected. */
  state: z.enum(['counting', 'ready', 'importing', 'imported', 'missing']),
  photos: z.int(),
  bytes: z.number(),
  /** Photos that the event does not have yet; null while they are counted. */
  newPhotos: z.int().nullable(),
  /** Every file was copied and read back from the copy, and is the same: the card may go. */
  safeToRemove: z.boolean(),
});
export type Source = z.infer<typeof Source>;

/** `copy` brings files into the event's folder and reads each one back; `inPlace` leaves them where they are. */
export const IngestMode = z.enum(['copy', 'inPlace']);
export type IngestMode = z.infer<typeof IngestMode>;

const Step = z.object({
  done: z.int(),
  /** Files or photos a second, over the last half minute. */
  rate: z.number().nullable(),
  /** Bytes a second; of copy and verify. */
  bytesRate: z.number().nullable(),
});

export const IngestStep = z.enum(['copy', 'verify', 'previews', 'faces', 'bibs', 'match']);
export type IngestStep = z.infer<typeof IngestStep>;

/** One import, from the first file found to the last bib matched. */
export const IngestRun = z.object({
  id: z.uuid(),
  event: z.uuid(),
  eventName: z.string(),
  source: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(['card', 'folder']) }),
  mode: IngestMode,
  /** Where copies go; null in place. */
  destination: z.object({ path: z.string(), freeBytes: z.number().nullable() }).nullable(),
  /**
   * `waiting` goes on by itself: `reason` says what for (a card that was removed, a full disk).
   * `failed` does not.
   */
  state: z.enum(['listing', 'running', 'paused', 'waiting', 'done', 'cancelled', 'failed']),
  reason: ErrorInfo.nullable(),
  startedAt: z.int(),
  endedAt: z.int().nullable(),
  /** Photos to be read (RAW files without a JPEG and videos are not among them); null while listing. */
  total: z.int().nullable(),
  /** Files to be copied, RAW files and videos included; null while listing and in place. */
  files: z.int().nullable(),
  bytes: z.number().nullable(),
  bytesCopied: z.number(),
  steps: z.record(IngestStep, Step),
  facesFound: z.int(),
  bibsRead: z.int(),
  toReview: z.int(),
  /** Photos that can be found now. */
  searchable: z.int(),
  /** Photos that were known before. */
  known: z.int(),
  problems: z.int(),
  photosPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Photos read in each of the last 45 seconds, the oldest first. */
  speed: z.array(z.number()),
});
export type IngestRun = z.infer<typeof IngestRun>;

/** A file that needs a look. */
export const IngestProblem = z.object({
  id: z.string(),
  name: z.string(),
  folder: z.string(),
  level: z.enum(['error', 'warning']),
  error: ErrorInfo,
  /** Whether trying again may help. */
  retryable: z.boolean(),
});
export type IngestProblem = z.infer<typeof IngestProblem>;
