import { AppError } from '../contract/app-error.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const sources = {
  list: os.sources.list.handler(async ({ input, context }) => {
    const event = await eventCalled(await context.catalog(), input.event);
    context.live.showSources(event.id);
    warmUp(context, event.pack);
    return context.sources.list(event.id);
  }),

  add: os.sources.add.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const path = await catalog.grantedFolder(input.folder);
    if (path === null) {
      throw new AppError(
        'SOURCE_NOT_FOUND',
        'This folder was not chosen on this machine. Choose or drop it again.',
      );
    }
    context.live.showSources(event.id);
    warmUp(context, event.pack);
    return context.sources.add(event.id, path);
  }),

  forget: os.sources.forget.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    await catalog.forgetSource(event.id, input.source);
    context.live.sourcesChanged(event.id);
  }),

  rescan: os.sources.rescan.handler(async ({ input, context }) => {
    const event = await eventCalled(await context.catalog(), input.event);
    context.live.showSources(event.id);
    return context.sources.rescan(event.id);
  }),
};

/** Whoever looks at sources is about to import: the networks load meanwhile. */
function warmUp(context: AppContext, pack: string): void {
  // Whatever is wrong with the models is told by the import itself.
  context.analysis(pack).catch(() => undefined);
}
