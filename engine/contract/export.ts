import * as z from 'zod';
import { ErrorInfo } from './app-error.ts';
import { BrowseQuery } from './browse.ts';
import { GrantedFolder } from './ingest.ts';
import { Sha256 } from './photo.ts';
import { EventRef } from './procedure.ts';

/** What the CSV of sightings can say, in the order in which it does by default. */
export const CsvColumn = z.enum([
  'photo',
  'file',
  'bib',
  'name',
  'category',
  'team',
  'wave',
  'time',
  'confidence',
  'evidence',
]);
export type CsvColumn = z.infer<typeof CsvColumn>;

/** Photos that a search finds: one that was saved, or what was typed. */
const Search = BrowseQuery.pick({ tokens: true, text: true, filters: true }).extend({
  /** As it was saved; empty where it was typed. */
  name: z.string().default(''),
});

/** What is handed over, where to and under what names. Everything has a default. */
export const ExportOptions = z.object({
  // Which photos. Rejected ones never are.

  /** Picked photos. Together with `minStars`: those that are picked or have so many stars. */
  picks: z.boolean().default(false),
  /** 0 asks for none. */
  minStars: z.int().min(0).max(5).default(0),
  search: Search.nullable().default(null),
  /** Whether athletes whose sighting is still to review count. */
  toReview: z.enum(['leaveOut', 'include']).default('leaveOut'),
  /** Photos in which no athlete counts. */
  nobody: z.enum(['leaveOut', 'folder']).default('leaveOut'),

  // Names

  /** Folders below the destination, as `{category}/{bib:4}_{name}`; empty for none. */
  folders: z.string().max(300).default('{bib:4}_{name}'),
  /** Name of a file without its ending. */
  fileName: z.string().min(1).max(300).default('{code}_{bib:4}_{time}'),
  /** A photo with several athletes is written for each, or for the one that is surest. */
  several: z.enum(['each', 'first']).default('each'),
  /** What is done where another file has the name. */
  taken: z.enum(['suffix', 'skip', 'replace']).default('suffix'),

  // Files

  jpeg: z
    .object({
      /** Pixels; null for the original file, byte for byte. Smaller photos are not enlarged. */
      longEdge: z.int().min(64).max(20_000).nullable().default(null),
      quality: z.int().min(30).max(100).default(90),
      /** What the camera noted in the photo; of resized ones. The original keeps everything. */
      metadata: z.enum(['keep', 'strip']).default('keep'),
      /** Bib and name as IPTC keywords (XMP `dc:subject`); of resized ones. */
      keywords: z.boolean().default(true),
    })
    .nullable()
    .prefault({}),
  raw: z.boolean().default(false),
  /** An XMP file beside each photo, with bib and name. */
  sidecar: z.boolean().default(false),
  /** A CSV of sightings; null for none. */
  csv: z
    .object({ columns: z.array(CsvColumn).min(1) })
    .nullable()
    .prefault({
      columns: ['photo', 'file', 'bib', 'name', 'category', 'team', 'time', 'confidence', 'evidence'],
    }),
});
export type ExportOptions = z.infer<typeof ExportOptions>;

/** What somebody left out of a plan by hand: single photos of an athlete, by `unit`, and whole folders. */
export const ExportExclusions = z.object({
  units: z.array(z.string()).max(100_000).default([]),
  folders: z.array(z.string()).max(10_000).default([]),
});
export type ExportExclusions = z.infer<typeof ExportExclusions>;

/** What a plan is made of. */
export const ExportRequest = z.object({
  event: EventRef,
  options: ExportOptions.prefault({}),
  /** Id of a granted folder; without one nothing that is there can be seen. */
  destination: z.uuid().nullable().default(null),
  excluded: ExportExclusions.prefault({}),
});
export type ExportRequest = z.infer<typeof ExportRequest>;

/**
 * What happens with a file. `renamed`: its name is taken, so it gets a number. `replaces` writes over a file.
 * `same` is there already, as it would be written. `taken` is not written, since another file has the name.
 * `excluded` was left out by hand.
 */
export const ExportFileState = z.enum(['new', 'renamed', 'replaces', 'same', 'taken', 'excluded']);
export type ExportFileState = z.infer<typeof ExportFileState>;

export const ExportRole = z.enum(['jpeg', 'raw', 'sidecar']);
export type ExportRole = z.infer<typeof ExportRole>;

/** A file of a plan. */
export const ExportFile = z.object({
  photoId: Sha256,
  /** Name of the photo's file without the ending. */
  photo: z.string(),
  /** The photo for this athlete, with all of its files. */
  unit: z.string(),
  /** Null where nobody is in the photo. */
  bib: z.string().nullable(),
  role: ExportRole,
  /** Below the destination, with `/` between its parts. */
  path: z.string(),
  /** As far as it is known: what is resized is estimated. */
  bytes: z.number(),
  state: ExportFileState,
});
export type ExportFile = z.infer<typeof ExportFile>;

/** A folder of a plan. Its files and those below it lie together in the list of files. */
export const ExportFolder = z.object({
  /** Below the destination; empty for the destination itself. */
  path: z.string(),
  name: z.string(),
  /** 0 for the destination. */
  level: z.int(),
  /** Files to write here and below. */
  files: z.int(),
  bytes: z.number(),
  /** Files whose name is taken, here and below. */
  taken: z.int(),
  /** Where its files begin in the list of files, and how many there are, here and below. */
  first: z.int(),
  count: z.int(),
  excluded: z.boolean(),
});
export type ExportFolder = z.infer<typeof ExportFolder>;

/** Why a photo is not written at all. */
export const LeftOutReason = z.enum([
  'rejected',
  'filtered',
  'search',
  'toReview',
  'nobody',
  'noFile',
  'byHand',
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

export const ExportDestination = GrantedFolder.extend({
  /** Why nothing can be written there; null where it can. */
  problem: ErrorInfo.nullable(),
});
export type ExportDestination = z.infer<typeof ExportDestination>;

/** What an export would do. Nothing is written. */
export const ExportPlan = z.object({
  /** Another plan has another id: an option, the event or the destination changed. */
  id: z.string(),
  /** State of the event that it is of. */
  revision: z.int(),
  destination: ExportDestination.nullable(),
  totals: z.object({
    /** Of the event. */
    photos: z.int(),
    /** That are written, at least once. */
    photosWritten: z.int(),
    /** To write. */
    files: z.int(),
    bytes: z.number(),
    /** Whether `bytes` is an estimate. */
    estimated: z.boolean(),
    /** With files to write in themselves, not only in folders below. */
    folders: z.int(),
    athletes: z.int(),
    /** Names that another file has, whatever is done about it. */
    taken: z.int(),
    /** There already. */
    same: z.int(),
    /** Files of earlier exports here that this plan has no place for. They are left as they are. */
    obsolete: z.int(),
    /** By the rate of earlier exports; null before there was one. */
    seconds: z.number().nullable(),
  }),
  /** Photos that are not written, by the first reason that holds; `totals.photos − totals.photosWritten` in all. */
  leftOut: z.array(z.object({ reason: LeftOutReason, photos: z.int() })),
  /** Photos that are written, but not for an athlete who is still to review in them. */
  partlyToReview: z.int(),
  /** Bibs of the plan that two or more athletes of the start list share: their photos go to one folder. */
  sharedBibs: z.array(z.string()),
  /** Where nothing is written: how many photos there would be without one option, the most first. */
  without: z.array(z.object({ reason: LeftOutReason, photos: z.int() })),
  /** Path of the first file, as an example. */
  example: z.string().nullable(),
  folders: z.array(ExportFolder),
  /** Of all folders. */
  fileCount: z.int(),
  /** The first files. */
  files: z.array(ExportFile),
});
export type ExportPlan = z.infer<typeof ExportPlan>;

/** Options under a name. */
export const ExportPreset = z.object({
  name: z.string().trim().min(1).max(60),
  options: ExportOptions,
});
export type ExportPreset = z.infer<typeof ExportPreset>;

/** How an event was exported last, or is about to be. */
export const ExportSettings = z.object({
  options: ExportOptions,
  /** The preset that the options came from; null where they are none's. */
  preset: z.string().nullable(),
  destination: ExportDestination.nullable(),
  presets: z.array(ExportPreset),
});
export type ExportSettings = z.infer<typeof ExportSettings>;

/** One export, from its plan to the last file that was read back. */
export const ExportRun = z.object({
  id: z.uuid(),
  event: z.uuid(),
  eventName: z.string(),
  /** Of its preset, else empty. */
  name: z.string(),
  destination: z.object({
    id: z.uuid().nullable(),
    name: z.string(),
    path: z.string(),
    freeBytes: z.number().nullable(),
  }),
  /** As of imports: `waiting` goes on by itself, `listing` is planning. */
  state: z.enum(['listing', 'running', 'paused', 'waiting', 'done', 'cancelled', 'failed']),
  reason: ErrorInfo.nullable(),
  startedAt: z.int(),
  endedAt: z.int().nullable(),
  /** Files to write; null while it plans. */
  files: z.int().nullable(),
  bytes: z.number().nullable(),
  /** Written, read back and found to be the same. */
  filesWritten: z.int(),
  bytesWritten: z.number(),
  /** Were there already. */
  filesSame: z.int(),
  problems: z.int(),
  filesPerSecond: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});
export type ExportRun = z.infer<typeof ExportRun>;

/** A file that an export could not write. */
export const ExportProblem = z.object({
  /** Below the destination. */
  path: z.string(),
  photo: z.string(),
  error: ErrorInfo,
});
export type ExportProblem = z.infer<typeof ExportProblem>;
