import { v7 as uuidv7 } from 'uuid';
import type { Action } from '../../contract/action.ts';
import type { DecisionMaker, Verdict } from '../../contract/decision.ts';
import type { Catalog } from '../catalog.ts';
import {
  ACTION_COLUMNS,
  type ActionRow,
  lastTakenBack,
  latestOf,
  recordAction,
  toAction,
} from './actions.ts';
import { DecisionWriter, decisionsOf, subjectOf } from './decisions.ts';
import type { Derivation, Parts } from './derive.ts';
import { replayEffect } from './effects.ts';
import { type EventRow, eventRow, nextRevision } from './events.ts';
import { findPhoto } from './photos.ts';
import type { Store } from './store.ts';

/** @param derive Derives the stale sightings of an event. */
export function historyMethods(
  store: Store,
  derivation: Derivation,
  derive: (eventKey: number) => Promise<void>,
): Pick<Catalog, 'act' | 'decisions' | 'history' | 'undo' | 'redo'> {
  /** Takes an action back or does it again, with all that follows from it. */
  function flip(event: EventRow, maker: DecisionMaker, id: string, undone: boolean): Action {
    const revision = nextRevision(store, event.key);
    store.query(
      'update action set undone_revision = ?, undone_author = ?, undone_device = ? where id = ?',
      ...(undone ? [revision, maker.author, maker.device] : [null, null, null]),
      id,
    );
    flipDecisions(store, derivation, event, revision, maker, id, undone);
    replayEffect(store, event, id);
    const row = store.query<ActionRow>(`select ${ACTION_COLUMNS} from action where id = ?`, id)[0]!;
    return toAction(row);
  }

  return {
    async act(eventId, maker, what, verdicts) {
      return store.write(() => {
        const event = eventRow(store, eventId);
        const revision = nextRevision(store, event.key);
        const id = uuidv7();
        const writer = new DecisionWriter(store, event.key, maker, id);
        const touched = new Map<number, string | null>();
        const sightings: number[] = [];
        for (const verdict of verdicts) {
          const { keys, photoId, otherId } = subjectOf(store, event.key, verdict);
          writer.append(verdict, photoId, otherId);
          for (const key of keys) if (!touched.has(key)) touched.set(key, photoId);
          // Its clock is the latest of the event, so that it holds whatever was said before.
          if (!mark(store, revision, keys[0], verdict)) sightings.push(...keys);
        }
        derivation.photos(event, revision, [...new Set(sightings)]);
        const photoId = touched.values().next().value ?? null;
        return recordAction(store, event.key, { id, revision, maker, what, photos: touched.size, photoId });
      });
    },

    decisions: (eventId, { photoId } = {}) => decisionsOf(store, eventId, photoId),

    async history(eventId, limit) {
      const { key } = eventRow(store, eventId);
      return store
        .query<ActionRow>(
          `select ${ACTION_COLUMNS} from action where event_key = ? order by revision desc limit ?`,
          key,
          limit,
        )
        .map(toAction);
    },

    async undo(eventId, maker, actionId) {
      const { key } = eventRow(store, eventId);
      const action = store.write(() => {
        const event = eventRow(store, eventId);
        const found =
          actionId === undefined
            ? latestOf(store, event.key, maker)
            : store.query<{ id: string }>(
                'select id from action where event_key = ? and id = ? and undone_revision is null',
                event.key,
                actionId,
              )[0];
        return found ? flip(event, maker, found.id, true) : null;
      });
      await derive(key);
      return action;
    },

    async redo(eventId, maker) {
      const { key } = eventRow(store, eventId);
      const action = store.write(() => {
        const event = eventRow(store, eventId);
        const found = lastTakenBack(store, event.key, maker);
        return found ? flip(event, maker, found.id, false) : null;
      });
      await derive(key);
      return action;
    },
  };
}

/** Sets a photo's rating, flag or label; false for verdicts about anything else. */
function mark(store: Store, revision: number, photoKey: number | undefined, verdict: Verdict): boolean {
  if (verdict.kind === 'stars') {
    store.query('update photo set stars = ?, revision = ? where key = ?', verdict.stars, revision, photoKey);
  } else if (verdict.kind === 'flag') {
    store.query('update photo set flag = ?, revision = ? where key = ?', verdict.flag, revision, photoKey);
  } else if (verdict.kind === 'label') {
    store.query('update photo set label = ?, revision = ? where key = ?', verdict.label, revision, photoKey);
  } else {
    return false;
  }
  return true;
}

interface DecisionRow {
  id: string;
  kind: Verdict['kind'];
  photoId: string | null;
  otherId: string | null;
  /** The decision that this one takes back. */
  target: string | null;
}

/** Takes an action's decisions back, or takes back what took them back. */
function flipDecisions(
  store: Store,
  derivation: Derivation,
  event: EventRow,
  revision: number,
  maker: DecisionMaker,
  actionId: string,
  undone: boolean,
): void {
  const rows = store.query<DecisionRow>(
    `select id, verdict ->> 'kind' as kind, photo_id as photoId, other_photo_id as otherId,
       verdict ->> 'decision' as target
     from decision where action_id = ? order by time, counter`,
    actionId,
  );
  // What flipping appended takes back decisions of this very action; an action may take back others' too.
  const ids = new Set(rows.map(({ id }) => id));
  const original = rows.filter(({ target }) => target === null || !ids.has(target));
  const originals = new Set(original.map(({ id }) => id));
  const takenBack = new Set(rows.map(({ target }) => target));
  const flipped = undone
    ? original
    : rows.filter(({ id, target }) => target !== null && originals.has(target) && !takenBack.has(id));
  const writer = new DecisionWriter(store, event.key, maker, actionId);
  const touched = new Set<number>();
  for (const { id, photoId, otherId } of flipped) {
    writer.append({ kind: 'undo', decision: id }, photoId, otherId);
    for (const photo of [photoId, otherId]) {
      const key = photo === null ? undefined : findPhoto(store, event.key, photo)?.key;
      if (key !== undefined) touched.add(key);
    }
  }
  derivation.photos(event, revision, [...touched], partsOf(original));
}

function partsOf(decisions: readonly DecisionRow[]): Parts {
  const kinds = new Set(decisions.map(({ kind }) => kind));
  const marks = kinds.has('stars') || kinds.has('flag') || kinds.has('label');
  const sightings = kinds.has('bib') || kinds.has('person');
  return kinds.has('undo') ? { marks: true, sightings: true } : { marks, sightings };
}
