import { v7 as uuidv7 } from 'uuid';
import { type Decision, Verdict } from '../../contract/decision.ts';
import { tick } from '../../contract/hybrid-clock.ts';
import type { Catalog } from '../catalog.ts';
import { eventRow, nextRevision } from './events.ts';
import { findPhoto, requirePhoto } from './photos.ts';
import type { Store } from './store.ts';

const BATCH = 500;

export function decisionMethods(store: Store): Pick<Catalog, 'decide' | 'decisions'> {
  return {
    async decide(eventId, maker, verdict) {
      return store.write(() => {
        const { key } = eventRow(store, eventId);
        const [photoId, otherId] = photosOf(verdict);
        for (const id of [photoId, otherId]) if (id !== null) requirePhoto(store, key, id);
        const [last] = store.query<{ time: number; counter: number }>(
          `select time, counter from decision where event_key = ?
           order by time desc, counter desc limit 1`,
          key,
        );
        const clock = tick(last ?? null, Date.now());
        const id = uuidv7();
        const decision: Decision = { ...maker, id, clock, action: id, verdict };
        store.query(
          'insert into decision values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          ...[decision.id, key, clock.time, clock.counter, decision.author, decision.device],
          ...[photoId, otherId, JSON.stringify(verdict), decision.action],
        );
        nextRevision(store, key);
        return decision;
      });
    },

    decisions: (eventId, { photoId } = {}) => decisionsOf(store, eventId, photoId),
  };
}

interface DecisionRow extends Omit<Decision, 'clock' | 'verdict'> {
  time: number;
  counter: number;
  verdict: string;
}

async function* decisionsOf(store: Store, eventId: string, photoId?: string): AsyncGenerator<Decision> {
  const { key } = eventRow(store, eventId);
  const ids = photoId === undefined ? null : JSON.stringify(idsOf(store, key, photoId));
  const named = ids === null ? '' : NAMED;
  let last: readonly unknown[] = [-1, 0, '', ''];
  for (;;) {
    const [time, counter, device, id] = last;
    const rows = store.query<DecisionRow>(
      `${ids === null ? '' : WITH_NAMED}
       select id, time, counter, author, device, action_id as action, verdict from decision
       where event_key = @event and (time, counter, device, id) > (@time, @counter, @device, @id) ${named}
       order by time, counter, device, id limit ${BATCH}`,
      { event: key, time, counter, device, id, ...(ids !== null && { ids }) },
    );
    for (const { time, counter, verdict, ...row } of rows) {
      yield { ...row, clock: { time, counter }, verdict: Verdict.parse(JSON.parse(verdict)) };
    }
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return;
    last = [end.time, end.counter, end.device, end.id];
  }
}

/** Decisions that name a photo by any of its ids, and undos of undos of those. */
const WITH_NAMED = `
  with recursive named(id) as (
    select id from decision where event_key = @event and photo_id in (select value from json_each(@ids))
    union
    select id from decision where event_key = @event and other_photo_id in (select value from json_each(@ids))
    union
    select d.id from named join decision d
      on d.event_key = @event and d.verdict ->> 'decision' = named.id
  )`;
const NAMED = 'and id in (select id from named)';

/** A decision keeps the id that the photo had when it was made. */
function idsOf(store: Store, eventKey: number, photoId: string): string[] {
  const photo = findPhoto(store, eventKey, photoId);
  if (!photo) return [photoId];
  const aliases = store.query<{ alias: string }>(
    'select alias from photo_alias where photo_key = ?',
    photo.key,
  );
  return [photo.id, ...aliases.map(({ alias }) => alias)];
}

function photosOf(verdict: Verdict): [photoId: string | null, otherId: string | null] {
  if (verdict.kind === 'undo') return [null, null];
  return [verdict.place.photoId, verdict.kind === 'person' ? verdict.other.photoId : null];
}
