import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../contract/app-error.ts';
import { type Decision, type DecisionMaker, Verdict } from '../../contract/decision.ts';
import { type HybridClock, tick } from '../../contract/hybrid-clock.ts';
import { eventRow } from './events.ts';
import { findPhoto } from './photos.ts';
import type { Store } from './store.ts';

const BATCH = 500;

/** Appends decisions of one action under the next clocks of the event. Call it within a transaction. */
export class DecisionWriter {
  readonly #store: Store;
  readonly #eventKey: number;
  readonly #maker: DecisionMaker;
  readonly #actionId: string;
  #clock: HybridClock | null;

  constructor(store: Store, eventKey: number, maker: DecisionMaker, actionId: string) {
    this.#store = store;
    this.#eventKey = eventKey;
    this.#maker = maker;
    this.#actionId = actionId;
    const [last] = store.query<HybridClock>(
      'select time, counter from decision where event_key = ? order by time desc, counter desc limit 1',
      eventKey,
    );
    this.#clock = last ?? null;
  }

  append({ verdict, photoId, otherId }: Statement): void {
    this.#clock = tick(this.#clock, Date.now());
    const { time, counter } = this.#clock;
    const { author, device } = this.#maker;
    this.#store.query(
      'insert into decision values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[decisionId(), this.#eventKey, time, counter, author, device],
      ...[photoId, otherId, JSON.stringify(verdict), this.#actionId],
    );
  }
}

/** Random bytes for many ids at once: asking the system for sixteen a time takes as long as storing a row. */
const RANDOM_BYTES = 16 * 1024;
let random = new Uint8Array(0);

function decisionId(): string {
  if (random.length === 0) random = randomBytes(RANDOM_BYTES);
  const bytes = random.subarray(0, 16);
  random = random.subarray(16);
  return uuidv7({ random: bytes });
}

/** A verdict with the ids that its decision is found by. */
export interface Statement {
  readonly verdict: Verdict;
  readonly photoId: string | null;
  /** Of the other photo of a person's verdict. */
  readonly otherId: string | null;
}

/** @throws AppError INPUT_INVALID for an undo of what the event does not have. */
export function statementOf(store: Store, eventKey: number, verdict: Verdict): Statement {
  if (verdict.kind !== 'undo') {
    const otherId = verdict.kind === 'person' ? verdict.other.photoId : null;
    return { verdict, photoId: verdict.place.photoId, otherId };
  }
  const [taken] = store.query<Omit<Statement, 'verdict'>>(
    'select photo_id as photoId, other_photo_id as otherId from decision where id = ? and event_key = ?',
    verdict.decision,
    eventKey,
  );
  if (taken) return { verdict, ...taken };
  throw new AppError(
    'INPUT_INVALID',
    `The event has no decision ${verdict.decision}, so it cannot be taken back.`,
  );
}

/**
 * By the ids of their photos, those of one photo in the order in which they were said: the index by photo
 * takes a hundred thousand decisions in its own order several times faster.
 */
export function byPhoto(a: Statement, b: Statement): number {
  const [x, y] = [a.photoId ?? '', b.photoId ?? ''];
  return x < y ? -1 : x > y ? 1 : 0;
}

interface DecisionRow extends Omit<Decision, 'clock' | 'verdict'> {
  time: number;
  counter: number;
  verdict: string;
}

/** In the order of their clocks; those that name a photo by any of its ids, where one is given. */
export async function* decisionsOf(
  store: Store,
  eventId: string,
  photoId?: string,
): AsyncGenerator<Decision> {
  const { key } = eventRow(store, eventId);
  const ids = photoId === undefined ? null : JSON.stringify(idsOf(store, key, photoId));
  let last: readonly unknown[] = [-1, 0, '', ''];
  for (;;) {
    const [time, counter, device, id] = last;
    const rows = store.query<DecisionRow>(
      `select id, time, counter, author, device, action_id as action, verdict from decision
       where event_key = @event and (time, counter, device, id) > (@time, @counter, @device, @id)
         ${ids === null ? '' : NAMED}
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

const NAMED = `and id in (
  select id from decision where event_key = @event and photo_id in (select value from json_each(@ids))
  union
  select id from decision where event_key = @event and other_photo_id in (select value from json_each(@ids)))`;

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
