import type { Catalog } from '../catalog/catalog.ts';
import type { Action, ActionWhat } from '../contract/action.ts';
import { AppError } from '../contract/app-error.ts';
import type { Selection } from '../contract/browse.ts';
import type { Place, Verdict } from '../contract/decision.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';
import { photoDetail } from './photo-detail.ts';
import { selectedIds } from './selection.ts';

export const photos = {
  get: os.photos.get.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    return photoDetail(catalog, event, input.photoId);
  }),

  setStars: os.photos.setStars.handler(async ({ input, context }) => {
    const { stars } = input;
    return actOn(context, input, { kind: 'stars', stars }, (place) => [{ kind: 'stars', place, stars }]);
  }),

  setFlag: os.photos.setFlag.handler(async ({ input, context }) => {
    const { flag } = input;
    return actOn(context, input, { kind: 'flag', flag }, (place) => [{ kind: 'flag', place, flag }]);
  }),

  setLabel: os.photos.setLabel.handler(async ({ input, context }) => {
    const { label } = input;
    return actOn(context, input, { kind: 'label', label }, (place) => [{ kind: 'label', place, label }]);
  }),
};

/** Says the same of each selected photo, as one action. @throws AppError INPUT_INVALID where none is. */
export async function actOn(
  context: AppContext,
  { event: name, selection }: { event: string; selection: Selection },
  what: ActionWhat,
  verdictsOf: (photo: Place) => readonly Verdict[],
): Promise<Action> {
  const catalog = await context.catalog();
  const event = await eventCalled(catalog, name);
  const ids = await someIds(catalog, event.id, selection);
  const verdicts = ids.flatMap((photoId) => verdictsOf({ photoId, box: null }));
  return catalog.act(event.id, await context.maker(), what, verdicts);
}

async function someIds(catalog: Catalog, eventId: string, selection: Selection): Promise<string[]> {
  const ids = await selectedIds(catalog, eventId, selection);
  if (ids.length > 0) return ids;
  throw new AppError('INPUT_INVALID', 'No photo is selected. Select photos, then repeat.');
}
