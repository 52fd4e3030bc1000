import * as z from 'zod';
import { Action } from '../action.ts';
import { BrowseLayout, BrowseQuery, Cell, Facets, SavedSearch, Timeline } from '../browse.ts';
import { Sha256 } from '../photo.ts';
import { EventRef, InEvent, procedure } from '../procedure.ts';

export const browse = {
  open: procedure
    .route({
      method: 'POST',
      path: '/events/{event}/browse',
      summary: 'Lay out the photos that a query finds',
    })
    .input(BrowseQuery.extend({ cells: z.int().min(0).max(500).default(60) }))
    .output(BrowseLayout),
  /** Cells of a layout. Where the event has moved on so far that the layout is gone, of the present one. */
  cells: procedure
    .route({ method: 'POST', path: '/events/{event}/browse/cells', summary: 'Show a stretch of a layout' })
    .input(BrowseQuery.extend({ revision: z.int(), first: z.int().min(0), count: z.int().min(1).max(500) }))
    .output(z.object({ revision: z.int(), cells: z.array(Cell) })),
  /** Ids of a layout's photos from one cell to another, both included. */
  ids: procedure
    .route({ method: 'POST', path: '/events/{event}/browse/ids', summary: 'Name the photos of a layout' })
    .input(BrowseQuery.extend({ revision: z.int(), first: z.int().min(0), last: z.int().min(0) }))
    .output(z.array(Sha256)),
  /** Where a photo is in a layout; null where it is not. */
  find: procedure
    .route({ method: 'POST', path: '/events/{event}/browse/find', summary: 'Find a photo in a layout' })
    .input(BrowseQuery.extend({ revision: z.int(), photoId: Sha256 }))
    .output(z.object({ revision: z.int(), index: z.int().nullable() })),
  /**
   * The nearest cell before or after one of a layout whose photo has a sighting to review now; null where there
   * is none. `from` −1 is before the first.
   */
  nearestToReview: procedure
    .route({ method: 'POST', path: '/events/{event}/browse/review', summary: 'Find the next to review' })
    .input(
      BrowseQuery.extend({ revision: z.int(), from: z.int().min(-1), way: z.enum(['next', 'previous']) }),
    )
    .output(z.object({ revision: z.int(), cell: z.object({ index: z.int(), id: Sha256 }).nullable() })),
  timeline: procedure
    .route({ method: 'POST', path: '/events/{event}/browse/timeline', summary: 'Count photos by time' })
    .input(BrowseQuery)
    .output(Timeline),
  facets: procedure
    .route({ method: 'POST', path: '/events/{event}/browse/facets', summary: 'Count photos by collection' })
    .input(BrowseQuery)
    .output(Facets),
  saved: procedure
    .route({ method: 'GET', path: '/events/{event}/searches', summary: 'List saved searches' })
    .input(InEvent)
    .output(z.array(SavedSearch)),
  save: procedure
    .route({ method: 'POST', path: '/events/{event}/searches', summary: 'Save a search' })
    .input(SavedSearch.omit({ id: true }).extend({ event: EventRef }))
    .output(z.object({ saved: SavedSearch, action: Action })),
  removeSaved: procedure
    .route({ method: 'DELETE', path: '/events/{event}/searches/{id}', summary: 'Remove a saved search' })
    .input(InEvent.extend({ id: z.uuid() }))
    .output(Action),
};
