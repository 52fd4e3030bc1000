import path from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import { defaultThresholds, type Event } from '../contract/event.ts';
import { checkedFacts } from './event-facts.ts';
import { os } from './implementer.ts';
import { nearest } from './nearest-names.ts';
import { Reachability } from './reachable.ts';
import { STANDARD_PACK } from './standard-pack.ts';

/** Of the folders of this machine, whichever event they hold photos of. */
const reachability = new Reachability();

export const events = {
  list: os.events.list.handler(async ({ context }) => {
    const events = await (await context.catalog()).events();
    return Promise.all(
      events.map(async ({ anyFile, ...event }) => {
        const folder = anyFile === null ? event.photosFolder : path.dirname(anyFile);
        return { ...event, reachable: folder === null || (await reachability.isThere(folder)) };
      }),
    );
  }),

  find: os.events.find.handler(async ({ input, context }) =>
    eventCalled(await context.catalog(), input.event),
  ),

  create: os.events.create.handler(async ({ input, context }) => {
    const said = await checkedFacts(context, input);
    const catalog = await context.catalog();
    return catalog.createEvent({
      date: null,
      place: null,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      bibRules: null,
      faceSearch: true,
      pack: STANDARD_PACK,
      photosFolder: null,
      thresholds: defaultThresholds,
      ...said,
      name: input.name,
    });
  }),

  update: os.events.update.handler(async ({ input: { event: name, ...change }, context }) => {
    const said = await checkedFacts(context, change);
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, name);
    return catalog.updateEvent(event.id, said, await context.maker());
  }),

  getReady: os.events.getReady.handler(async ({ input, context }) => {
    context.readiness.begin(await eventCalled(await context.catalog(), input.event), input);
  }),

  sample: os.events.sample.handler(({ context }) => context.sample.state()),

  openSample: os.events.openSample.handler(({ context }) => context.sample.open()),
};

/** @throws AppError EVENT_NOT_FOUND, with the names that are most like the one that was typed. */
export async function eventCalled(catalog: Catalog, idOrName: string): Promise<Event> {
  const event = await catalog.findEvent(idOrName);
  if (event) return event;
  const names = (await catalog.events()).map(({ name }) => name);
  const similar = nearest(idOrName, names).map((name) => `"${name}"`);
  const advice =
    names.length === 0
      ? 'There are no events yet: "photofinish index FOLDER --event NAME" makes one.'
      : similar.length > 0
        ? `Did you mean ${similar.join(' or ')}?`
        : '"photofinish events" lists those that there are.';
  throw new AppError('EVENT_NOT_FOUND', `There is no event "${idOrName}". ${advice}`);
}
