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
import { byPhoto, DecisionWriter, decisionsOf, type Statement, statementOf } from './decisions.ts';
import type { Derivation, Parts } from './derive.ts';
import { replayEffect } from './effects.ts';
import { type EventRow, eventRow, markStale, nextRevision } from './events.ts';
import { photoKeys, photoNotFound } from './photos.ts';
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
      const { key } = eventRow(store, eventId);
      let later = false;
      const action = store.write(() => {
        const event = eventRow(store, eventId);
        const revision = nextRevision(store, event.key);
        const id = uuidv7();
        const said = verdicts.map((verdict) => statementOf(store, event.key, verdict));
        const keys = keysOf(store, event.key, said);
        const writer = new DecisionWriter(store, event.key, maker, id);
        for (const statement of said.toSorted(byPhoto)) writer.append(statement);
        // Their clocks are the latest of the event, so that they hold whatever was said before.
        const rest = mark(store, revision, keys, said);
        later = !follow(store, derivation, event, revision, touchedBy(rest, keys));
        const photos = touchedBy(said, keys).length;
        const photoId = said.find((statement) => statement.photoId !== null)?.photoId ?? null;
        return recordAction(store, event.key, { id, revision, maker, what, photos, photoId });
      });
      // Whoever does a small thing does not wait for a large one that is under way.
      if (later) await derive(key);
      return action;
    },

    decisions: (eventId, { photoId } = {}) => decisionsOf(store, eventId, photoId),

    async history(eventId, limit, before) {
      const { key } = eventRow(store, eventId);
      return store
        .query<ActionRow>(
          `select ${ACTION_COLUMNS} from action where event_key = @event
             and revision < coalesce((select revision from action where event_key = @event and id = @before), 9e15)
           order by revision desc limit @limit`,
          { event: key, before: before ?? null, limit },
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

    async redo(eventId, maker, actionId) {
      const { key } = eventRow(store, eventId);
      const action = store.write(() => {
        const event = eventRow(store, eventId);
        const found =
          actionId === undefined
            ? lastTakenBack(store, event.key, maker)
            : store.query<{ id: string }>(
                'select id from action where event_key = ? and id = ? and undone_revision is not null',
                event.key,
                actionId,
              )[0];
        return found ? flip(event, maker, found.id, false) : null;
      });
      await derive(key);
      return action;
    },
  };
}

/** Keys of the photos that statements name, by id; those of an undo may be gone. @throws AppError PHOTO_NOT_FOUND */
function keysOf(store: Store, eventKey: number, said: readonly Statement[]): Map<string, number> {
  const keys = photoKeys(store, eventKey, said.flatMap(idsOf));
  for (const statement of said) {
    if (statement.verdict.kind === 'undo') continue;
    for (const id of idsOf(statement)) if (!keys.has(id)) throw photoNotFound(id);
  }
  return keys;
}

function idsOf({ photoId, otherId }: Pick<Statement, 'photoId' | 'otherId'>): string[] {
  return [photoId, otherId].filter((id) => id !== null);
}

function touchedBy(
  said: readonly Pick<Statement, 'photoId' | 'otherId'>[],
  keys: ReadonlyMap<string, number>,
): number[] {
  return [...new Set(said.flatMap(idsOf).flatMap((id) => keys.get(id) ?? []))];
}

/** Sets ratings, flags and labels of photos; gives the statements about anything else. */
function mark(
  store: Store,
  revision: number,
  keys: ReadonlyMap<string, number>,
  said: readonly Statement[],
): Statement[] {
  const rest: Statement[] = [];
  const marks = { stars: new Map(), flag: new Map(), label: new Map() } as const satisfies Record<
    string,
    Map<number, number | string | null>
  >;
  for (const statement of said) {
    const { verdict } = statement;
    if (verdict.kind === 'stars') marks.stars.set(keys.get(verdict.place.photoId)!, verdict.stars);
    else if (verdict.kind === 'flag') marks.flag.set(keys.get(verdict.place.photoId)!, verdict.flag);
    else if (verdict.kind === 'label') marks.label.set(keys.get(verdict.place.photoId)!, verdict.label);
    else rest.push(statement);
  }
  for (const [column, values] of Object.entries(marks)) {
    for (const [value, photos] of Map.groupBy(values, ([, value]) => value)) {
      store.query(
        `update photo set ${column} = ?, revision = ? where key in (select value from json_each(?))`,
        ...[value, revision, JSON.stringify(photos.map(([key]) => key))],
      );
    }
  }
  return rest;
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
  for (const { id, photoId, otherId } of flipped) {
    writer.append({ verdict: { kind: 'undo', decision: id }, photoId, otherId });
  }
  const keys = photoKeys(store, event.key, flipped.flatMap(idsOf));
  follow(store, derivation, event, revision, touchedBy(flipped, keys), partsOf(original));
}

/** Photos whose sightings follow from an action in its own transaction. */
const AT_ONCE = 1_000;

/**
 * Derives what follows from decisions about some photos. Where these are many their sightings come after the
 * transaction, in batches, so that the engine answers others meanwhile: the decisions stand by then, and what
 * follows from them follows even if the program ends in between. Says whether everything is derived.
 */
function follow(
  store: Store,
  derivation: Derivation,
  event: EventRow,
  revision: number,
  photoKeys: readonly number[],
  parts: Parts = { marks: true, sightings: true },
): boolean {
  if (photoKeys.length <= AT_ONCE || !parts.sightings) {
    derivation.photos(event, revision, photoKeys, parts);
    return true;
  }
  if (parts.marks) derivation.photos(event, revision, photoKeys, { marks: true, sightings: false });
  markStale(store, event.key, photoKeys.reduce((least, key) => Math.min(least, key), Infinity) - 1);
  return false;
}

function partsOf(decisions: readonly DecisionRow[]): Parts {
  const kinds = new Set(decisions.map(({ kind }) => kind));
  const marks = kinds.has('stars') || kinds.has('flag') || kinds.has('label');
  const sightings = kinds.has('bib') || kinds.has('person') || kinds.has('name');
  return kinds.has('undo') ? { marks: true, sightings: true } : { marks, sightings };
}
