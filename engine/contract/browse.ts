import * as z from 'zod';
import { ErrorInfo } from './app-error.ts';
import { Flag, LabelColour, Place } from './decision.ts';
import { Focus } from './focus.ts';
import { Sha256 } from './photo.ts';

/** One thing searched for. Tokens are joined by "or". */
export const Token = z.discriminatedUnion('kind', [
  /** `349`, `12*` or `300-340`; a list is as many tokens. */
  z.object({ kind: z.literal('bib'), text: z.string().min(1) }),
  /** The athlete with this bib on the start list; found by the bib, shown by the name. */
  z.object({ kind: z.literal('athlete'), bib: z.string().min(1), name: z.string() }),
  z.object({ kind: z.literal('team'), team: z.string().min(1) }),
  z.object({ kind: z.literal('category'), category: z.string().min(1) }),
  /** A face of the event: it is named by its place, since findings come and go. */
  z.object({ kind: z.literal('face'), place: Place, minSimilarity: z.number().min(-1).max(1).nullable() }),
  /** A face from outside, as `search.face` gave it: base64 of 512 float32, little-endian. */
  z.object({
    kind: z.literal('selfie'),
    embedding: z.string().min(1),
    minSimilarity: z.number().min(-1).max(1).nullable(),
  }),
]);
export type Token = z.infer<typeof Token>;

/** Conditions that all hold together, and together with the tokens. */
export const Filters = z.object({
  focus: z.array(Focus).optional(),
  /** Analysed, and no bib accepted or to review. */
  noBib: z.boolean().optional(),
  /** With a sighting to review. */
  toReview: z.boolean().optional(),
  /** Faces in the photo, at least. */
  minFaces: z.int().optional(),
  /** Ids of cameras, as `facets` lists them. */
  cameras: z.array(z.string()).optional(),
  minStars: z.int().min(0).max(5).optional(),
  labels: z.array(LabelColour).optional(),
  /** `unflagged` is neither pick nor reject. Default: `notRejected`. */
  flag: z.enum(['pick', 'unflagged', 'reject', 'notRejected', 'any']).optional(),
  /** Photos that this run brought. */
  run: z.uuid().optional(),
  /** Milliseconds since 1970 UTC: inclusive, exclusive. */
  takenFrom: z.number().optional(),
  takenBefore: z.number().optional(),
  /** Photos with a sighting of an entry of the start list. */
  onStartList: z.boolean().optional(),
  /** Could not be read, and its file may be broken. */
  failed: z.boolean().optional(),
  /** RAW without a JPEG: not read by this version. */
  notRead: z.boolean().optional(),
});
export type Filters = z.infer<typeof Filters>;

/**
 * How photos are laid out. `time`, `sharpest` and `latest` (what was read last comes first) have no
 * headings; the others group by minute, bib, camera or burst. Under `bib` a photo stands once under each.
 */
export const Arrangement = z.enum(['time', 'minute', 'burst', 'bib', 'camera', 'sharpest', 'latest']);
export type Arrangement = z.infer<typeof Arrangement>;

/** What Browse shows. */
export const BrowseQuery = z.object({
  event: z.string().min(1),
  tokens: z.array(Token).default([]),
  /** What stands in the field and is no token yet; the engine reads it as tokens where it can. */
  text: z.string().default(''),
  filters: Filters.default({}),
  arrange: Arrangement.default('time'),
  /** Only the sharpest photo of each burst, with the count of the burst. */
  stackBursts: z.boolean().default(false),
  /** Bursts that stay open although bursts are stacked, by the id of any of their photos. */
  openBursts: z.array(Sha256).default([]),
});
export type BrowseQuery = z.infer<typeof BrowseQuery>;

export const CellBib = z.object({
  number: z.string(),
  state: z.enum(['accepted', 'review']),
  confidence: z.number(),
  /** It is what was searched for. */
  hit: z.boolean(),
});
export type CellBib = z.infer<typeof CellBib>;

/** A photo as the grid, the film strip and "Just read" show it. */
export const Cell = z.object({
  id: Sha256,
  /** Name of its file without the ending: `HHM_4128`. */
  name: z.string(),
  /** Milliseconds since 1970 UTC. */
  takenAt: z.number().nullable(),
  /** Width by height of the upright photo; null before it was read. */
  aspect: z.number().nullable(),
  /** `reading`: waits for its analysis. `failed`: `reason` says why. */
  state: z.enum(['ready', 'reading', 'failed']),
  reason: ErrorInfo.nullable(),
  stars: z.int().min(0).max(5),
  flag: Flag.nullable(),
  label: LabelColour.nullable(),
  focus: Focus.nullable(),
  faces: z.int(),
  /** Accepted and to review; those searched for first, then by confidence. */
  bibs: z.array(CellBib),
  /** Photos in its burst, and its place in there from 1; null where it stands alone. */
  burst: z.object({ size: z.int(), position: z.int() }).nullable(),
  /** Cosine, where a face was searched for and is in this photo. */
  similarity: z.number().nullable(),
  /** Id of that face, whose crop `media/<event>/face/<id>` shows. */
  matchedFace: z.string().nullable(),
});
export type Cell = z.infer<typeof Cell>;

/** A photo as it is found by its name. */
export const NamedPhoto = z.object({
  id: Sha256,
  name: z.string(),
  /** Milliseconds since 1970 UTC. */
  takenAt: z.number().nullable(),
  /** Name of its camera. */
  camera: z.string().nullable(),
});
export type NamedPhoto = z.infer<typeof NamedPhoto>;

/** A stretch of the layout under one heading. */
export const CellGroup = z.object({
  /** Minute as milliseconds since 1970 UTC, bib, name of the camera, or id of the burst's first photo. */
  key: z.string(),
  first: z.int(),
  count: z.int(),
});
export type CellGroup = z.infer<typeof CellGroup>;

export const BrowseLayout = z.object({
  /** State of the event that this layout is of; `cells` and `ids` are asked for with it. */
  revision: z.int(),
  /** Cells. */
  total: z.int(),
  /** Different photos among them, hidden ones of stacked bursts included. */
  photos: z.int(),
  /** Photos of the event, whatever is searched for. */
  photosOfEvent: z.int(),
  /** Photos that still wait for their analysis, and may match. */
  waiting: z.int(),
  groups: z.array(CellGroup),
  /** The text of the query as it was understood. */
  understood: z.array(Token),
  /** Parts of the text that mean nothing: no bib, and on no start list. */
  notUnderstood: z.array(z.string()),
  /**
   * Where nothing matches: how many photos each part of the query would find alone, fewest first. `what` says
   * where it is: `tokens.0`, `understood.0`, `filters.focus`; `filters.time` is both ends of a time range.
   */
  without: z.array(z.object({ what: z.string(), photos: z.int() })),
  /** Milliseconds that the search took. */
  tookMs: z.number(),
  /** The first cells, as many as were asked for. */
  cells: z.array(Cell),
});
export type BrowseLayout = z.infer<typeof BrowseLayout>;

/** Photos that an action is about: named one by one, or all that a query finds but a few. */
export const Selection = z.union([
  z.object({ ids: z.array(Sha256).min(1) }),
  z.object({ query: BrowseQuery, except: z.array(Sha256) }),
]);
export type Selection = z.infer<typeof Selection>;

/** Photos per stretch of time. */
export const Timeline = z.object({
  /** Milliseconds since 1970 UTC of the first stretch; null where no photo has a time. */
  start: z.number().nullable(),
  /** Length of a stretch in milliseconds: a minute, or as many as keep the number of stretches below 400. */
  step: z.number(),
  photos: z.array(z.int()),
  matches: z.array(z.int()),
  /** Photos before the first stretch and after the last: a clock that is wrong does not stretch the rest. */
  earlier: z.int(),
  later: z.int(),
});
export type Timeline = z.infer<typeof Timeline>;

const Count = z.object({ photos: z.int() });

/** What the collections and filters of Browse say beside their names. */
export const Facets = z.object({
  /**
   * Of the whole event, as many as its collection shows when it is opened: rejected photos aside, but for
   * `rejected`, `failed`, `notRead` and `lastRun`.
   */
  all: z.int(),
  toReview: z.int(),
  noBib: z.int(),
  picks: z.int(),
  rejected: z.int(),
  groups: z.int(),
  notSharp: z.int(),
  failed: z.int(),
  notRead: z.int(),
  lastRun: Count.extend({ run: z.uuid() }).nullable(),
  cameras: z.array(Count.extend({ id: z.string(), name: z.string() })),
  /** Entries of the start list, and those whose bib is accepted or to review in a photo. */
  athletes: z.object({ all: z.int(), withPhotos: z.int() }),
  saved: z.array(Count.extend({ id: z.uuid() })),
  /** Of what the query finds, each without its own filter. */
  focus: z.record(Focus, z.int()),
  stars: z.array(z.int()).length(6),
  labels: z.record(LabelColour, z.int()),
});
export type Facets = z.infer<typeof Facets>;

export const Suggestion = z.object({ token: Token, photos: z.int(), detail: z.string().nullable() });
export type Suggestion = z.infer<typeof Suggestion>;

export const SavedSearch = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  query: BrowseQuery,
});
export type SavedSearch = z.infer<typeof SavedSearch>;
