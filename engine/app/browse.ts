import type { Catalog } from '../catalog/catalog.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const browse = {
  open: os.browse.open.handler(async ({ input, context }) => {
    const { cells, event, ...query } = input;
    const { catalog, eventId } = await catalogOf(context, event);
    return catalog.layOut(eventId, query, cells);
  }),

  cells: os.browse.cells.handler(async ({ input, context }) => {
    const { revision, first, count, event, ...query } = input;
    const { catalog, eventId } = await catalogOf(context, event);
    return catalog.layoutCells(eventId, query, { revision, first, count });
  }),

  ids: os.browse.ids.handler(async ({ input, context }) => {
    const { revision, first, last, event, ...query } = input;
    const { catalog, eventId } = await catalogOf(context, event);
    return catalog.layoutIds(eventId, query, { revision, first, last });
  }),

  find: os.browse.find.handler(async ({ input, context }) => {
    const { revision, photoId, event, ...query } = input;
    const { catalog, eventId } = await catalogOf(context, event);
    return catalog.placeInLayout(eventId, query, { revision, photoId });
  }),

  nearestToReview: os.browse.nearestToReview.handler(async ({ input, context }) => {
    const { revision, from, way, event, ...query } = input;
    const { catalog, eventId } = await catalogOf(context, event);
    return catalog.nearestToReview(eventId, query, { revision, from, way });
  }),

  timeline: os.browse.timeline.handler(async ({ input, context }) => {
    const { event, ...query } = input;
    const { catalog, eventId } = await catalogOf(context, event);
    return catalog.timeline(eventId, query);
  }),

  facets: os.browse.facets.handler(async ({ input, context }) => {
    const { event, ...query } = input;
    const { catalog, eventId } = await catalogOf(context, event);
    return catalog.facets(eventId, query);
  }),

  saved: os.browse.saved.handler(async ({ input, context }) => {
    const { catalog, eventId } = await catalogOf(context, input.event);
    return catalog.savedSearches(eventId);
  }),

  save: os.browse.save.handler(async ({ input, context }) => {
    const { catalog, eventId } = await catalogOf(context, input.event);
    const { name, query } = input;
    return catalog.saveSearch(eventId, await context.maker(), { name, query: { ...query, event: eventId } });
  }),

  removeSaved: os.browse.removeSaved.handler(async ({ input, context }) => {
    const { catalog, eventId } = await catalogOf(context, input.event);
    return catalog.removeSearch(eventId, await context.maker(), input.id);
  }),
};

/** @throws AppError EVENT_NOT_FOUND */
async function catalogOf(context: AppContext, event: string): Promise<{ catalog: Catalog; eventId: string }> {
  const catalog = await context.catalog();
  return { catalog, eventId: (await eventCalled(catalog, event)).id };
}
