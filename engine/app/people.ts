import { AppError } from '../contract/app-error.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const people = {
  list: os.people.list.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const { faces, entries, athletesFound } = await catalog.counts(event.id);
    return {
      counts: { all: 0, named: 0, unnamed: 0, faces },
      total: 0,
      unnamed: 0,
      athletes: entries > 0 ? { withPhotos: athletesFound, all: entries } : null,
      grouping: faces > 0,
      persons: [],
    };
  }),

  get: os.people.get.handler(async () => {
    throw noSuchPerson();
  }),

  merges: os.people.merges.handler(async ({ input, context }) => {
    await eventCalled(await context.catalog(), input.event);
    return { total: 0, merges: [] };
  }),

  compare: os.people.compare.handler(async () => {
    throw noSuchPerson();
  }),

  name: os.people.name.handler(async () => {
    throw noSuchPerson();
  }),

  same: os.people.same.handler(async () => {
    throw noSuchPerson();
  }),

  different: os.people.different.handler(async () => {
    throw noSuchPerson();
  }),

  split: os.people.split.handler(async () => {
    throw noSuchPerson();
  }),
};

function noSuchPerson(): AppError {
  return new AppError(
    'FACE_NOT_FOUND',
    'This person is no longer there: the photo was analysed again or is gone. Choose the person again.',
  );
}
