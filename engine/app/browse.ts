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

  saved: os.browse.saved.handler(async () => {
    throw new Error('browse.saved is being built');
  }),

  save: os.browse.save.handler(async () => {
    throw new Error('browse.save is being built');
  }),

  removeSaved: os.browse.removeSaved.handler(async () => {
    throw new Error('browse.removeSaved is being built');
  }),
};

/** @throws AppError EVENT_NOT_FOUND */
async function catalogOf(context: AppContext, event: string): Promise<{ catalog: Catalog; eventId: string }> {
  const catalog = await context.catalog();
  return { catalog, eventId: (await eventCalled(catalog, event)).id };
}
