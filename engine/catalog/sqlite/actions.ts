import { v7 as uuidv7 } from 'uuid';
import { type Action, ActionWhat } from '../../contract/action.ts';
import type { SavedSearch } from '../../contract/browse.ts';
import type { DecisionMaker } from '../../contract/decision.ts';
import type { EventFacts } from '../../contract/event.ts';
import type { Entry, ImportMode } from '../../contract/start-list.ts';
import type { Store } from './store.ts';

/**
 * What an action changed beside decisions, with what was before, so that it can be taken back. What holds
 * is made anew from all actions of the kind that are not taken back: then an action in the middle of a
 * history can go without those after it.
 */
export type Effect =
  | { readonly kind: 'eventFacts'; readonly before: Partial<EventFacts>; readonly after: Partial<EventFacts> }
  | {
      readonly kind: 'startList';
      /** Of the event's first import; null of later ones. */
      readonly before: readonly Entry[] | null;
      readonly entries: readonly Entry[];
      readonly mode: ImportMode;
    }
  | {
      readonly kind: 'savedSearch';
      readonly id: string;
      readonly before: Omit<SavedSearch, 'id'> | null;
      readonly after: Omit<SavedSearch, 'id'> | null;
    };

/** What `undo` takes back where it is told nothing: nobody's work but the maker's own. */
export function latestOf(
  store: Store,
  eventKey: number,
  { author, device }: DecisionMaker,
): { id: string } | undefined {
  return store.query<{ id: string }>(
    `select id from action where event_key = @event and author = @author and device = @device
       and undone_revision is null order by revision desc limit 1`,
    { event: eventKey, author, device },
  )[0];
}

/** What `redo` does again: what the maker took back last, if nothing was done since. */
export function lastTakenBack(
  store: Store,
  eventKey: number,
  { author, device }: DecisionMaker,
): { id: string } | undefined {
  return store.query<{ id: string }>(
    `select id from action where event_key = @event and undone_author = @author and undone_device = @device
       and undone_revision > (select coalesce(max(revision), -1) from action
         where event_key = @event and author = @author and device = @device)
     order by undone_revision desc limit 1`,
    { event: eventKey, author, device },
  )[0];
}

export interface ActionRow {
  id: string;
  at: number;
  author: string;
  device: string;
  what: string;
  photos: number;
  photoId: string | null;
  undone: number;
}

/** The columns of an `ActionRow`. */
export const ACTION_COLUMNS =
  'id, at, author, device, what, photos, photo_id as photoId, undone_revision is not null as undone';

export function toAction({ what, undone, ...row }: ActionRow): Action {
  return { ...row, what: ActionWhat.parse(JSON.parse(what)), undone: undone === 1 };
}

/** What was done to some photos, the latest first. */
export function actionsOn(store: Store, eventKey: number, photoIds: readonly string[]): Action[] {
  return store
    .query<ActionRow>(
      `select ${ACTION_COLUMNS} from action where event_key = @event and id in (
         select action_id from decision
           where event_key = @event and photo_id in (select value from json_each(@ids))
         union
         select action_id from decision
           where event_key = @event and other_photo_id in (select value from json_each(@ids)))
       order by revision desc`,
      { event: eventKey, ids: JSON.stringify(photoIds) },
    )
    .map(toAction);
}

export interface NewAction {
  /** A new one where there is none. */
  readonly id?: string;
  /** The event's revision that it made. */
  readonly revision: number;
  readonly maker: DecisionMaker;
  readonly what: ActionWhat;
  readonly photos?: number;
  readonly photoId?: string | null;
  readonly effect?: Effect;
}

/** Keeps that something was done. Call it within the transaction that does it. */
export function recordAction(
  store: Store,
  eventKey: number,
  { id = uuidv7(), revision, maker, what, photos = 0, photoId = null, effect }: NewAction,
): Action {
  const at = Date.now();
  const { author, device } = maker;
  store.query(
    `insert into action (id, event_key, revision, at, author, device, what, photos, photo_id, effect)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, eventKey, revision, at, author, device, JSON.stringify(what), photos, photoId],
    effect === undefined ? null : JSON.stringify(effect),
  );
  return { id, at, author, device, what, photos, photoId, undone: false };
}
