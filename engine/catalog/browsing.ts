import type {
  BrowseLayout,
  BrowseQuery,
  Cell,
  Facets,
  NamedPhoto,
  Suggestion,
  Timeline,
} from '../contract/browse.ts';

/** A query whose event is named apart from it. */
export type BrowseRequest = Omit<BrowseQuery, 'event'>;

/**
 * What the screens ask of a catalog: photos laid out one after another, and counts of them.
 *
 * Every method that is given a query rejects with INPUT_INVALID for bib text that cannot be understood, a face
 * from outside of another length, or a face where face search is off, and with FACE_NOT_FOUND where the event
 * has no face at the place that is searched for. `minSimilarity` null means `samePersonCosine`.
 *
 * A layout is kept for a while by its query and revision, so that a screen that scrolls goes on seeing the one
 * that it has opened while the event changes. Where it is gone, the present one answers, with its revision.
 */
export interface Browsing {
  /** Reads what the other methods need of an event, so that the first of them need not. */
  readyToBrowse(eventId: string): Promise<void>;
  /** Lays out what the query finds, with so many of the first cells. */
  layOut(eventId: string, query: BrowseRequest, cells: number): Promise<BrowseLayout>;
  /** Cells of a layout as they are now, from the first one on. */
  layoutCells(
    eventId: string,
    query: BrowseRequest,
    stretch: { revision: number; first: number; count: number },
  ): Promise<{ revision: number; cells: Cell[] }>;
  /** Ids of the photos of a layout from one cell to another, both included, each once. */
  layoutIds(
    eventId: string,
    query: BrowseRequest,
    stretch: { revision: number; first: number; last: number },
  ): Promise<string[]>;
  /** Index of a photo's first cell in a layout, by the photo's id or alias; null where it has none. */
  placeInLayout(
    eventId: string,
    query: BrowseRequest,
    photo: { revision: number; photoId: string },
  ): Promise<{ revision: number; index: number | null }>;
  /** The nearest cell of a layout, before or after one, with a sighting to review now; null where there is none. */
  nearestToReview(
    eventId: string,
    query: BrowseRequest,
    step: { revision: number; from: number; way: 'next' | 'previous' },
  ): Promise<{ revision: number; cell: { index: number; id: string } | null }>;
  /** Ids of all photos that the query finds, hidden ones of stacked bursts included, but a few; by time. */
  idsOf(eventId: string, query: BrowseRequest, except: Iterable<string>): Promise<string[]>;
  timeline(eventId: string, query: BrowseRequest): Promise<Timeline>;
  facets(eventId: string, query: BrowseRequest): Promise<Facets>;
  /** Athletes, teams, categories and bibs that a text may be the beginning of, the best first. */
  suggest(eventId: string, text: string, limit: number): Promise<Suggestion[]>;
  /** Photos whose name holds a text, the best match first. */
  photosNamed(eventId: string, text: string, limit: number): Promise<NamedPhoto[]>;
  /** Sightings that no person decided, by confidence: 100 counts of a hundredth each. */
  confidences(eventId: string): Promise<number[]>;
}
