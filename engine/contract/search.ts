import * as z from 'zod';
import { Photo } from './photo.ts';

/** What a search asks for, apart from a face. All conditions hold together. */
export const SearchFilters = z.object({
  /** Bib text: `123`, `12*`, `300-340`, or several of them with commas between. */
  bib: z.string().optional(),
  /** With `bib`: also numbers that are easily read for the ones asked for. */
  lookAlikes: z.boolean().optional(),
  /** Only analysed photos on which no bib was found. */
  noBib: z.boolean().optional(),
  /** Readings below this confidence (settled where it is) do not count. */
  minConfidence: z.number().min(0).max(1).optional(),
  /** Milliseconds since 1970 UTC, inclusive. */
  takenFrom: z.number().optional(),
  /** Milliseconds since 1970 UTC, exclusive. */
  takenBefore: z.number().optional(),
  /** Of the sharpest of frame, faces and bibs: a panning shot of a sharp athlete is sharp. */
  minSharpness: z.number().optional(),
  /** Part of a camera's make, model or serial number, or make and model with a space between. */
  camera: z.string().optional(),
});
export type SearchFilters = z.infer<typeof SearchFilters>;

export const Paging = z.object({
  limit: z.int().min(1).max(500).default(50),
  /** `next` of the page before, unchanged. */
  cursor: z.string().optional(),
});
export type Paging = z.infer<typeof Paging>;

/** One photo that a search found. */
export const SearchHit = z.object({
  photo: Photo,
  /**
   * The sighting or reading that matched best, and how well: its confidence times the weight of the look-alike.
   * `readingId` is null where only a person said so.
   */
  bib: z.object({ readingId: z.string().nullable(), number: z.string(), score: z.number() }).nullable(),
  /** The face that matched best, with its cosine similarity. */
  face: z.object({ faceId: z.string(), similarity: z.number() }).nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** Best first: by face similarity where a face is asked for, else by bib score, else by time. */
export const SearchPage = z.object({ hits: z.array(SearchHit), next: z.string().nullable() });
export type SearchPage = z.infer<typeof SearchPage>;
