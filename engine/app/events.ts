import type { Catalog } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import { isTimeZone } from '../ingest/camera-time.ts';
import { os } from './implementer.ts';
import { nearest } from './nearest-names.ts';

/** The pack of events that name none. */
export const STANDARD_PACK = 'standard';

export const events = {
  list: os.events.list.handler(async ({ context }) => {
    const events = await (await context.catalog()).events();
    return events.map((event) => ({ ...event, reachable: true }));
  }),

  find: os.events.find.handler(async ({ input, context }) =>
    eventCalled(await context.catalog(), input.event),
  ),

  create: os.events.create.handler(async ({ input, context }) => {
    const timeZone = input.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!isTimeZone(timeZone)) {
      throw new AppError(
        'INPUT_INVALID',
        `${timeZone} is no time zone that this machine knows. Name a place, such as Europe/Vienna or America/New_York.`,
      );
    }
    return (await context.catalog()).createEvent({
      name: input.name,
      date: input.date ?? null,
      place: input.place ?? null,
      timeZone,
      bibRules: input.bibRules ?? null,
      faceSearch: input.faceSearch ?? true,
      pack: input.pack ?? STANDARD_PACK,
      photosFolder: null,
    });
  }),

  update: os.events.update.handler(async () => {
    throw new Error('events.update is being built');
  }),

  sample: os.events.sample.handler(async () => {
    throw new Error('events.sample is being built');
  }),

  openSample: os.events.openSample.handler(async () => {
    throw new Error('events.openSample is being built');
  }),
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
