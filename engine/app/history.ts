import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const history = {
  list: os.history.list.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    return catalog.history(event.id, input.limit, input.before);
  }),

  undo: os.history.undo.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    return { action: await catalog.undo(event.id, await context.maker(), input.action) };
  }),

  redo: os.history.redo.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    return { action: await catalog.redo(event.id, await context.maker(), input.action) };
  }),
};
