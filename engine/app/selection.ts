import type { Catalog } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import type { Selection } from '../contract/browse.ts';
import { eventCalled } from './events.ts';

/**
 * Ids of the photos that an action is about, each once: those that are named, or all that a query finds
 * at this moment but a few, hidden frames of stacked bursts included.
 * @throws AppError INPUT_INVALID where the query is of another event, and as `Browsing` says.
 */
export async function selectedIds(
  catalog: Catalog,
  eventId: string,
  selection: Selection,
): Promise<string[]> {
  if ('ids' in selection) return [...new Set(selection.ids)];
  const { event, ...query } = selection.query;
  if ((await eventCalled(catalog, event)).id !== eventId) {
    throw new AppError(
      'INPUT_INVALID',
      'The selection is of another event. Select the photos again, then repeat.',
    );
  }
  return catalog.idsOf(eventId, query, selection.except);
}
